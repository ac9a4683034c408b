import Digest
import Memory
import Suggestions
package import Tuntuma
package import Workspace

extension Workspace {
    /// Joins the rules with the metrics that their `run` asks. Before rules run, for tests as for logs; rules that are joined
    /// already stay so.
    /// - Parameter metrics: Those of the workspace to which the rules belong.
    /// - Throws: A complaint for each metric that is not among them.
    package mutating func joinRules(
        with metrics: [any RunningMetric], symbols: SymbolTable
    ) throws(WorkspaceError) {
        rules = try joined(rules, with: metrics, symbols: symbols)
    }

    /// Rules joined with metrics of this workspace.
    package func joined(
        _ rules: [Rule], with metrics: [any RunningMetric], symbols: SymbolTable
    ) throws(WorkspaceError) -> [Rule] {
        // Without a zone there is another complaint, and nothing runs.
        guard asksMetrics(rules), let zone = ZoneTable(name: organisation.timeZone) else { return rules }
        var complaints: [Complaint] = []
        let joined = rules.map { rule in
            var rule = rule
            for place in rule.memory?.metrics.indices ?? 0..<0 {
                guard let request = rule.memory?.metrics[place], request.source == nil else { continue }
                do throws(Complaint) {
                    let source = try source(of: request, rule, metrics, zone, symbols)
                    rule.memory?.metrics[place].source = source
                } catch {
                    complaints.append(error)
                }
            }
            return rule
        }
        guard complaints.isEmpty else { throw WorkspaceError(complaints) }
        return joined
    }

    /// Whether any of some rules asks a metric that it is not joined with.
    package func asksMetrics(_ rules: [Rule]) -> Bool {
        rules.contains { $0.memory?.metrics.contains { $0.source == nil } ?? false }
    }

    private func source(
        of request: MetricRequest, _ rule: Rule, _ metrics: [any RunningMetric], _ zone: ZoneTable,
        _ symbols: SymbolTable
    ) throws(Complaint) -> any AskedMetric {
        func complaint(_ problem: String) -> Complaint {
            Complaint(file: rule.file, line: request.line, problem: "rule \"\(rule.id)\": run: metric: \(problem)")
        }
        guard let metric = metrics.first(where: { $0.id == request.metric }) else {
            let hint = Suggestion.hint(for: request.metric, among: metrics.map(\.id))
            throw complaint("there is no metric \"\(request.metric)\"\(hint)")
        }
        var keys: [GroupKey] = []
        do throws(GroupKeyError) {
            for key in request.keys { keys.append(try GroupKey(key, workspace: self, symbols: symbols)) }
        } catch {
            throw complaint(error.description)
        }
        // What is kept by a property of touchpoints is of no use when those have changed.
        let properties =
            keys.contains(where: \.isOfTouchpoints)
            ? touchpoints.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: "\n") : ""
        let identity = SHA256.hex("\(metric.definition)\n\(properties)".utf8).prefix(12)
        let by = (request.keys + [request.isOfWindows ? "window" : ""]).joined(separator: " ")
        return metric.sight(
            MetricView(
                keys: keys, isOfWindows: request.isOfWindows, definition: "\(metric.id)@\(identity) by \(by)",
                minimumGroup: metric.minimumGroup(organisation), zone: zone, symbols: symbols))
    }
}

/// How a metric is looked at by rules about events.
package struct MetricView: Sendable {
    var keys: [GroupKey]
    var isOfWindows: Bool
    /// ``AskedMetric/definition``
    var definition: String
    var minimumGroup: Int
    var zone: ZoneTable
    var symbols: SymbolTable
}
