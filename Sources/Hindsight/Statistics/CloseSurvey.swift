import Deciding
import Engine
import Tuntuma
import Workspace

/// What the rules of a workspace about metrics and silence do over a log, close by close. What comes before the stretch is judged
/// too, and not counted: what goes on at its beginning depends on it.
struct CloseSurvey: Sendable {
    private var stage: CloseStage
    private let line: CloseLine
    private let stretch: Stretch
    /// By rule, then by the day that closed: decisions.
    private var decisions: [[Int: Int]]
    private var failures: [[FailureReport]]

    init(_ stage: CloseStage, rules: [MetricRule], stretch: Stretch, zone: ZoneTable) {
        self.stage = stage
        self.stage.count(stretch)
        self.stretch = stretch
        line = CloseLine(rules: rules, zone: zone)
        decisions = rules.map { _ in [:] }
        failures = rules.map { _ in [] }
    }

    /// The survey of a log whose amendments are known.
    func expecting(_ found: AmendmentScan.Found) -> CloseSurvey {
        var survey = self
        survey.stage = stage.expecting(found)
        return survey
    }

    /// Takes the next chunk of the log.
    mutating func take(_ chunk: RuleChunk, using scratch: inout MatchScratch, _ runner: LookRunner) {
        var made = stage.take(
            chunk.decoded, rows: chunk.rows, closings: chunk.closings, using: &scratch, call: runner.call)
        let (line, stretch) = (line, stretch)
        made.decisions.removeAll { !stretch.holds(line.time(of: $0.decision)) }
        made.failures.removeAll { !stretch.holds(line.end(ofDay: $0.day)) }
        for (_, made) in made.decisions { decisions[made.rule][made.day, default: 0] += 1 }
        for (rule, report) in ClosedChunk(made, line).reports {
            failures[rule].add(report)
        }
    }

    /// The rows of the statistics, in the order of the rules.
    var rows: [RuleStatistics.LookRow] {
        let (counts, seconds) = (stage.rows, stage.seconds)
        return line.rules.enumerated().map { place, rule in
            var row = RuleStatistics.LookRow(rule: rule.id, mode: rule.mode, looks: counts[place])
            if counts[place].looks > 0 {
                row.nanosecondsPerLook = seconds[place] * 1e9 / Double(counts[place].looks)
            }
            row.busiestDay = busiest(place).map { ($0.day, $0.decisions) }
            row.failures = failures[place]
            return row
        }
    }

    private func busiest(_ rule: Int) -> (day: String, decisions: Int)? {
        decisions[rule].max { ($0.value, $1.key) < ($1.value, $0.key) }
            .map { (CivilDate(dayNumber: $0.key).text, $0.value) }
    }

    /// What somebody should look at.
    /// - Parameter limit: Decisions of a rule on a day above which it is warned of; nil: none is.
    func warnings(limit: Int?) -> [RuleStatistics.Warning] {
        var warnings: [RuleStatistics.Warning] = []
        for (place, rule) in line.rules.enumerated() {
            let counts = stage.rows[place]
            if counts.evaluated == 0 {
                let reasons = LookCounts.NotEvaluated.allCases.filter { counts.notEvaluated[$0] != nil }
                warnings.append(
                    .neverEvaluated(
                        rule: rule.id,
                        because: reasons.sorted { counts.notEvaluated[$0] ?? 0 > counts.notEvaluated[$1] ?? 0 }))
            } else if counts.decided == 0, counts.failed == 0 {
                warnings.append(.neverFired(rule: rule.id))
            }
            if counts.failed > 0 { warnings.append(.failedLooks(rule: rule.id, looks: counts.failed)) }
            if let limit, let most = busiest(place), most.decisions > limit {
                let days = decisions[place].values.count { $0 > limit }
                warnings.append(
                    .tooOften(rule: rule.id, most: most.decisions, on: most.day, days: days, limit: limit))
            }
        }
        return warnings
    }
}
