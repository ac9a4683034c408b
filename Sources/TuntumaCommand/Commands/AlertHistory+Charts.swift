import Alerting
import Charts
import Engine
import Workspace

extension AlertHistory {
    /// What fired of some rules about metrics, as a chart shows it.
    /// - Parameters:
    ///   - zone: The organisation's: an alert is of the day whose close it was at.
    ///   - findings: What was found, by the key of the decision.
    func chartAlerts(of rules: [MetricRule], zone: ZoneTable, findings: [String: LookFinding]) -> [ChartAlert] {
        var alerts: [ChartAlert] = []
        var open: [Labels: Int] = [:]
        for change in changes {
            // A close is the end of its day: the moment before belongs to it.
            func day(_ moment: Int64?) -> Int { zone.day(of: (moment ?? change.time) - 1) }
            switch change.kind {
            case .fired:
                guard let rule = rules.first(where: { $0.id == change.alert.rule }) else { continue }
                let labels = change.alert.labels
                // Of a rule with several keys the groups of the upper levels have no labels for the lower ones.
                let group = rule.keys.compactMap { key -> (String, String?)? in
                    guard labels[key].isEmpty else { return (key, labels[key]) }
                    return rule.keys.count == 1 ? (key, nil) : nil
                }
                guard !group.isEmpty || rule.keys.isEmpty else { continue }
                open[labels] = alerts.count
                alerts.append(
                    ChartAlert(
                        rule: rule.id, group: Dictionary(group, uniquingKeysWith: { first, _ in first }),
                        from: day(change.alert.fired),
                        to: nil, title: change.alert.title, finding: findings[change.alert.key]))
            case .resolved:
                guard let place = open.removeValue(forKey: change.alert.labels) else { continue }
                alerts[place].to = day(change.alert.resolved)
            }
        }
        return alerts
    }
}
