import Engine
import EventLog
import Tuntuma
import Workspace

/// Makes the report of a replay of what its workers have.
struct ReplayAssembly {
    private let sides: ReplaySides
    private let queues: [String: Queue]
    private let share: ReplayWorker.Share
    private let boards: (current: RuleBoard, candidate: RuleBoard)
    private let stretch: Stretch

    /// - Parameter boards: How the rules of both sides stand at the end of the log.
    init(
        _ sides: ReplaySides, queues: [String: Queue], shares: [ReplayWorker.Share],
        boards: (current: RuleBoard, candidate: RuleBoard), stretch: Stretch
    ) {
        self.sides = sides
        self.queues = queues
        self.boards = boards
        self.stretch = stretch
        var sum = shares[0]
        for share in shares.dropFirst() {
            sum.tally.add(share.tally)
            sum.history.add(share.history)
            for rule in share.current.indices {
                sum.current[rule].add(share.current[rule])
                sum.currentCosts[rule].add(share.currentCosts[rule])
            }
            for rule in share.candidate.indices {
                sum.candidate[rule].add(share.candidate[rule])
                sum.candidateCosts[rule].add(share.candidateCosts[rule])
            }
        }
        share = sum
    }

    func report() -> ReplayReport {
        let tally = share.tally
        var report = ReplayReport()
        report.replayed = tally.events
        if let days = tally.days {
            report.daySpan = (Self.text(ofDay: days.lowerBound), Self.text(ofDay: days.upperBound))
            report.dayCount = Int(days.upperBound - days.lowerBound) + 1
        }
        for counts in tally.counts.values { report.total.add(counts) }
        let rules = tally.total { $0.pair }
        report.rules = sides.pairs.indices.map { rule($0, rules[$0] ?? ReplayCounts()) }
        report.units = tally.total { $0.unit }.sorted { left, right in
            if left.key.isEmpty != right.key.isEmpty { return right.key.isEmpty }
            return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
        }.map { ($0.key.isEmpty ? nil : $0.key, $0.value) }
        report.targets = targets()
        report.days = tally.total { $0.day }.sorted { $0.key < $1.key }.map { (Self.text(ofDay: $0.key), $0.value) }
        report.loads = loads()
        report.gaps = share.history.gaps
        return report
    }

    private static func text(ofDay day: Int32) -> String { CivilDate(dayNumber: Int(day)).text }

    private func rule(_ place: Int, _ counts: ReplayCounts) -> ReplayRule {
        let pair = sides.pairs[place]
        let status: ReplayRule.Status =
            pair.isSame ? .same : pair.candidate == nil ? .removed : pair.current == nil ? .added : .edited
        var row = ReplayRule(rule: pair.id, status: status)
        row.counts = counts
        // In an edited file a rule may stand as it was; it ran all the same, for what the file's other lines may do to it.
        if let current = pair.current.map({ sides.current.entries[$0].rule }),
            let candidate = pair.candidate.map({ sides.candidate.entries[$0].rule }), !counts.isDifferent,
            current.id == candidate.id, !current.text.isEmpty, current.text == candidate.text
        {
            row.status = .same
        }
        if let rule = pair.current {
            row.current.version = sides.current.entries[rule].rule.version
            row.current.matched = share.current[rule].matched
            row.current.failed = share.current[rule].failed
            row.current.meanSteps = share.currentCosts[rule].meanSteps
            row.current.outage = RuleOutage(
                boards.current.records[rule], passedOver: share.current[rule].passedOver, in: stretch)
        }
        if pair.isSame {
            row.candidate = row.current
        } else if let rule = pair.candidate {
            row.candidate.version = sides.candidate.entries[rule].rule.version
            row.candidate.matched = share.candidate[rule].matched
            row.candidate.failed = share.candidate[rule].failed
            row.candidate.meanSteps = share.candidateCosts[rule].meanSteps
            row.candidate.outage = RuleOutage(
                boards.candidate.records[rule], passedOver: share.candidate[rule].passedOver, in: stretch)
        }
        return row
    }

    private struct Target: Hashable {
        var kind: Decision.Kind
        var target: String
    }

    private func targets() -> [(kind: Decision.Kind, target: String, counts: ReplayCounts)] {
        let totals = share.tally.total { place in
            place.kind == .alert ? nil : Target(kind: place.kind, target: place.target)
        }
        return totals.sorted { left, right in
            if left.key.kind != right.key.kind { return left.key.kind == .route }
            return left.key.target.utf8.lexicographicallyPrecedes(right.key.target.utf8)
        }.map { ($0.key.kind, $0.key.target, $0.value) }
    }

    private struct Bench: Hashable {
        var queue: String
        var unit: String?
        var day: Int32
    }

    /// Every queue that gets something on one of the sides, and its units.
    private func loads() -> [QueueLoad] {
        let whole = share.tally.total { $0.kind == .route ? Bench(queue: $0.target, unit: nil, day: $0.day) : nil }
        let units = share.tally.total { place in
            place.kind == .route && !place.unit.isEmpty
                ? Bench(queue: place.target, unit: place.unit, day: place.day) : nil
        }
        var loads: [[String?]: QueueLoad] = [:]
        let days = (whole.map { ($0.key, $0.value) } + units.map { ($0.key, $0.value) }).sorted { $0.0.day < $1.0.day }
        for (bench, counts) in days {
            let queue = queues[bench.queue]
            let capacity = bench.unit.map { queue?.unitCapacities[$0] } ?? queue?.capacity
            var load =
                loads[[bench.queue, bench.unit]]
                ?? QueueLoad(queue: bench.queue, unit: bench.unit, capacity: capacity)
            Self.add(counts.current, on: bench.day, capacity, to: &load.current)
            Self.add(counts.candidate, on: bench.day, capacity, to: &load.candidate)
            loads[[bench.queue, bench.unit]] = load
        }
        return loads.values.sorted { left, right in
            if left.queue != right.queue { return left.queue.utf8.lexicographicallyPrecedes(right.queue.utf8) }
            guard let unit = left.unit else { return right.unit != nil }
            return right.unit.map { unit.utf8.lexicographicallyPrecedes($0.utf8) } ?? false
        }
    }

    private static func add(_ count: Int, on day: Int32, _ capacity: Int?, to side: inout QueueLoad.Side) {
        side.total += count
        if count > side.most {
            side.most = count
            side.mostOn = text(ofDay: day)
        }
        if let capacity, count > capacity { side.daysOver += 1 }
    }
}
