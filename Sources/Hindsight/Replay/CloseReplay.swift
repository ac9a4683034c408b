package import Deciding
package import Engine
import Tuntuma
package import Workspace

/// The rules about metrics of a replay: those of the workspace, and as they would be.
package struct ReplayedMetricRules: Sendable {
    /// One side: its live rules, and what judges them.
    package struct Side: Sendable {
        let rules: [MetricRule]
        let judge: any CloseJudge

        package init(_ rules: [MetricRule], judge: any CloseJudge) {
            self.rules = rules
            self.judge = judge
        }
    }

    let current: Side
    let candidate: Side
    let metrics: [any RunningMetric]

    package init(current: Side, candidate: Side, metrics: [any RunningMetric]) {
        self.current = current
        self.candidate = candidate
        self.metrics = metrics
    }

    /// The id under which a current rule is compared: that of the candidate's rule that takes its place, else its own.
    func successor(of id: String) -> String {
        guard !candidate.rules.contains(where: { $0.id == id }) else { return id }
        return candidate.rules.first { $0.replaces == id }?.id ?? id
    }
}

/// Both sides' rules about metrics over one log, close by close, and what they decided differently. What comes before the stretch
/// is judged too: what goes on at its beginning depends on it.
struct CloseReplay: Sendable {
    /// A rule and a group at a close.
    private struct Place: Hashable {
        var rule: String
        var day: Int
        var group: String
    }

    private struct Pair {
        var group: [(key: String, value: String?)] = []
        var current: [Decision] = []
        var candidate: [Decision] = []
    }

    private let rules: ReplayedMetricRules
    private var current: CloseStage
    private var candidate: CloseStage
    private let line: CloseLine
    private let stretch: Stretch
    private var pairs: [Place: Pair] = [:]
    /// In the order in which they came.
    private var places: [Place] = []
    private var failures: [String: [FailureReport]] = [:]

    init(
        _ rules: ReplayedMetricRules, workspace: Workspace, stretch: Stretch, zone: ZoneTable, symbols: SymbolTable
    ) throws(WorkspaceError) {
        self.rules = rules
        self.stretch = stretch
        var other = workspace
        other.metricRules = rules.candidate.rules
        current = try CloseStage(
            rules.current.judge, workspace: workspace, metrics: rules.metrics, zone: zone, symbols: symbols)
        candidate = try CloseStage(
            rules.candidate.judge, workspace: other, metrics: rules.metrics, zone: zone, symbols: symbols)
        line = CloseLine(rules: rules.current.rules, zone: zone)
        current.count(stretch)
        candidate.count(stretch)
    }

    /// The same before a log of which some events are amended.
    func expecting(_ found: AmendmentScan.Found) -> CloseReplay {
        var replay = self
        replay.current = current.expecting(found)
        replay.candidate = candidate.expecting(found)
        return replay
    }

    /// The `run` functions of both sides, in the hands of one worker.
    struct Runners {
        let current: LookRunner
        let candidate: LookRunner
    }

    func makeRunners() -> Runners {
        Runners(current: LookRunner(rules.current.rules), candidate: LookRunner(rules.candidate.rules))
    }

    /// Takes the next chunk of the log.
    /// - Returns: The candidate's decisions as lines, and what both sides say of alerts, each with the event before which it
    ///   stands.
    mutating func take(
        _ chunk: RuleChunk, using scratch: inout MatchScratch, _ runners: Runners
    ) -> (lines: [(row: Int32, line: [UInt8])], alerts: [ReplayedAlert]) {
        let before = current.take(
            chunk.decoded, rows: chunk.rows, closings: chunk.closings, using: &scratch, call: runners.current.call)
        let after = candidate.take(
            chunk.decoded, rows: chunk.rows, closings: chunk.closings, using: &scratch, call: runners.candidate.call)
        for (_, made) in before.decisions { note(made, rules.current.rules) { $0.current.append($1) } }
        for (_, made) in after.decisions { note(made, rules.candidate.rules) { $0.candidate.append($1) } }
        let stretch = stretch
        let ofCurrent = ClosedChunk(before, line).liveAlerts.map { ReplayedAlert(.current, $0.row, $0.alert) }
        let line = CloseLine(rules: rules.candidate.rules, zone: line.zone)
        let closed = ClosedChunk(after, line)
        let alerts = ofCurrent + closed.liveAlerts.map { ReplayedAlert(.candidate, $0.row, $0.alert) }
        for (rule, report) in closed.reports {
            failures[rules.candidate.rules[rule].id, default: []].add(report)
        }
        let lines = after.decisions.filter { stretch.holds(line.time(of: $0.decision)) }.map { row, made in
            var bytes: [UInt8] = []
            line.append(made, to: &bytes)
            return (row: row, line: bytes)
        }
        return (lines, alerts.filter { stretch.holds($0.alert.request.time) })
    }

    private mutating func note(_ made: CloseDecision, _ rules: [MetricRule], _ add: (inout Pair, Decision) -> Void) {
        guard stretch.holds(line.time(of: made)) else { return }
        let rule = self.rules.successor(of: rules[made.rule].id)
        let place = Place(rule: rule, day: made.day, group: CloseLine.text(of: made.group))
        if pairs[place] == nil { places.append(place) }
        var pair = pairs[place] ?? Pair(group: made.group)
        add(&pair, made.decision)
        pairs[place] = pair
    }

    /// Adds what was found to a report.
    func add(to report: inout ReplayReport) {
        var rows: [ReplayRule] = []
        for rule in rules.current.rules {
            let successor = rules.successor(of: rule.id)
            let other = rules.candidate.rules.first { $0.id == successor }
            let isSame = other.map { $0.version == rule.version && $0.id == rule.id }
            rows.append(row(successor, of: rule.id, isSame.map { $0 ? .same : .edited } ?? .removed))
        }
        for rule in rules.candidate.rules where !rows.contains(where: { $0.rule == rule.id }) {
            rows.append(row(rule.id, of: rule.id, .added))
        }
        for place in places {
            guard let pair = pairs[place], let index = rows.firstIndex(where: { $0.rule == place.rule }) else {
                continue
            }
            var counts = ReplayCounts()
            counts.current = pair.current.count
            counts.candidate = pair.candidate.count
            for (change, before, after) in ReplayChange.changes(from: pair.current, to: pair.candidate) {
                guard let change else { continue }
                counts[change] += 1
                let known = report.examples.count { $0.rule == place.rule && $0.change == change }
                guard known < ReplayWorker.mostExamples else { continue }
                let day = CivilDate(dayNumber: place.day).text
                report.examples.append(
                    ReplayExample(
                        rule: place.rule, change: change, event: place.group, source: "",
                        time: Timestamp(milliseconds: line.zone.start(ofDay: place.day + 1)), place: day,
                        before: before, after: after))
            }
            rows[index].counts.add(counts)
            report.add(counts, day: CivilDate(dayNumber: place.day).text, unit: pair.group.unit)
        }
        report.rules += rows
    }

    /// - Parameter known: The id of the current rule that is compared.
    private func row(_ id: String, of known: String, _ status: ReplayRule.Status) -> ReplayRule {
        var row = ReplayRule(rule: id, status: status)
        func side(_ rules: [MetricRule], _ counts: [LookCounts], _ id: String) -> ReplayRule.Side {
            var side = ReplayRule.Side()
            guard let place = rules.firstIndex(where: { $0.id == id }) else { return side }
            side.version = rules[place].version
            side.matched = counts[place].held
            side.failed = counts[place].failed
            return side
        }
        row.current = side(rules.current.rules, current.rows, known)
        row.candidate = side(rules.candidate.rules, candidate.rows, id)
        row.failures = failures[id] ?? []
        return row
    }
}

extension [(key: String, value: String?)] {
    /// The unit of a group.
    fileprivate var unit: String? { first { $0.key == "unit" }?.value }
}

extension ReplayReport {
    /// Counts decisions at a close with those on events.
    fileprivate mutating func add(_ counts: ReplayCounts, day: String, unit: String?) {
        total.add(counts)
        if let place = days.firstIndex(where: { $0.day >= day }), days[place].day == day {
            days[place].counts.add(counts)
        } else {
            days.insert((day, counts), at: days.firstIndex { $0.day > day } ?? days.count)
        }
        if let place = units.firstIndex(where: { $0.unit == unit }) {
            units[place].counts.add(counts)
        } else {
            let place = units.firstIndex { other in
                guard let unit else { return false }
                return other.unit.map { unit.utf8.lexicographicallyPrecedes($0.utf8) } ?? true
            }
            units.insert((unit, counts), at: place ?? units.count)
        }
    }
}
