package import Deciding
import EventLog
package import Tuntuma
import Workspace

/// One worker's part of the statistics of rules.
package struct StatisticsWorker: RuleWorker {
    package struct Share: Sendable {
        package var events = 0
        package var days: ClosedRange<Int32>?
        /// By rule: events of its types.
        package var eventsOfTypes: [Int]
        /// By rule, then by day: decisions.
        package var decisions: [[Int32: Int]]
        /// By a pair of rules, the first before the second: events on which both decided.
        package var together: [Int: Int] = [:]
        package var counts: [RuleStage.Counts] = []
        package var costs: [RuleCost] = []
        package var history: HistoryCheck
    }

    private let ordered: OrderedRules
    private let stretch: Stretch
    private let stage: RuleStage
    private let types: [Matcher]
    private var clock: PeriodClock
    private var scratch: MatchScratch
    private var share: Share
    private var selected: [Int32] = []
    private let look: ((RuleChunk, inout MatchScratch) -> Void)?

    /// - Parameter look: Shows rules about metrics the worker's next chunk, once for each; nil: there are none.
    package init(
        _ ordered: OrderedRules, stretch: Stretch, zone: ZoneTable, symbols: SymbolTable,
        look: ((RuleChunk, inout MatchScratch) -> Void)?
    ) {
        self.look = look
        let rules = ordered.rules
        self.ordered = ordered
        self.stretch = stretch
        // Half of the calls have their steps counted, the other half their time taken: counting would spoil the time.
        stage = RuleStage(
            rules, symbols: symbols, keepsDecisions: true, sample: CostSample(every: 2, timesOthers: true))
        types = rules.entries.map { Matcher(nil, types: $0.rule.types, symbols: symbols) }
        clock = PeriodClock(period: .day, zone: zone)
        scratch = MatchScratch(symbols: symbols)
        share = Share(
            eventsOfTypes: rules.entries.map { _ in 0 }, decisions: rules.entries.map { _ in [:] },
            history: HistoryCheck(rules.entries.map(\.rule), symbols: symbols))
    }

    package mutating func take(_ chunk: RuleChunk) -> [(rule: Int, report: FailureReport)] {
        let batch = chunk.batch
        let rows = stretch.isWhole ? chunk.rows : chunk.rows.filter { stretch.holds(batch[Int($0)].time) }
        share.events += rows.count
        for row in rows { share.days = Self.span(share.days, clock.number(of: batch.rows[Int(row)].time)) }
        share.history.look(batch, rows: rows, using: &scratch)
        for rule in types.indices {
            selected.removeAll(keepingCapacity: true)
            types[rule].select(batch, among: rows, into: &selected, using: &scratch)
            share.eventsOfTypes[rule] += selected.count
        }
        if !stretch.isWhole {
            let stretch = stretch
            stage.counted = { stretch.holds(batch[Int($0)].time) }
        }
        let made = ordered.decide(
            batch, rows: chunk.rows, chunk: chunk.content.number, with: stage, place: chunk.place)
        count(made.decisions[...], batch)
        look?(chunk, &scratch)
        return FailureReport.reports(of: made.failures, batch, ordered.rules, place: chunk.place)
    }

    private mutating func count(_ decisions: ArraySlice<MadeDecision>, _ batch: EventBatch) {
        var rest = decisions
        while let first = rest.first {
            let ofEvent = rest.prefix { $0.row == first.row }
            rest = rest[ofEvent.endIndex...]
            let day = clock.number(of: batch.rows[Int(first.row)].time)
            var deciding: [Int] = []
            for made in ofEvent {
                share.decisions[made.rule][day, default: 0] += 1
                if deciding.last != made.rule { deciding.append(made.rule) }
            }
            for (index, left) in deciding.enumerated() {
                for right in deciding[(index + 1)...] {
                    share.together[left * ordered.rules.entries.count + right, default: 0] += 1
                }
            }
        }
    }

    package func finish() -> Share {
        var share = share
        share.counts = stage.counts
        share.costs = stage.costs
        return share
    }

    static func span(_ days: ClosedRange<Int32>?, _ day: Int32) -> ClosedRange<Int32> {
        guard let days else { return day...day }
        return min(days.lowerBound, day)...max(days.upperBound, day)
    }
}

extension StatisticsWorker.Share {
    package mutating func add(_ other: StatisticsWorker.Share) {
        events += other.events
        if let days = other.days {
            self.days = StatisticsWorker.span(StatisticsWorker.span(self.days, days.lowerBound), days.upperBound)
        }
        for rule in decisions.indices {
            eventsOfTypes[rule] += other.eventsOfTypes[rule]
            decisions[rule].merge(other.decisions[rule], uniquingKeysWith: +)
            counts[rule].add(other.counts[rule])
            costs[rule].add(other.costs[rule])
        }
        together.merge(other.together, uniquingKeysWith: +)
        history.add(other.history)
    }
}
