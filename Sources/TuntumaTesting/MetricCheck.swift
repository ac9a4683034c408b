import Foundation
import Testing
import Tuntuma

/// The checks of one metric over one batch.
struct MetricCheck<M: Metric> {
    let metric: M
    let events: EventBatch
    var generator: SplitMix64
    let sourceLocation: SourceLocation
    /// The cell of all events, folded one by one in their order.
    let whole: MetricCell<M.State>

    init(metric: M, events: EventBatch, seed: UInt64, sourceLocation: SourceLocation) {
        self.metric = metric
        self.events = events
        self.generator = SplitMix64(seed: seed)
        self.sourceLocation = sourceLocation
        self.whole = Self.cell(of: Array(0..<events.count), metric, events)
    }

    private static func cell(of rows: some Sequence<Int>, _ metric: M, _ events: EventBatch) -> MetricCell<M.State> {
        var cell = MetricCell(empty: metric.emptyState)
        for row in rows { cell.uptake.count(metric.add(events[row], to: &cell.state)) }
        return cell
    }

    private func cell(of rows: some Sequence<Int>) -> MetricCell<M.State> {
        Self.cell(of: rows, metric, events)
    }

    /// Promises that were found broken; each is told once, however many events break it.
    private var told: Set<String> = []

    private mutating func expect(_ holds: Bool, _ promise: String, _ details: @autoclosure () -> String = "") {
        guard !holds, told.insert(promise).inserted else { return }
        let details = details()
        Issue.record(
            Comment(rawValue: details.isEmpty ? promise : "\(promise): \(details)"), sourceLocation: sourceLocation)
    }

    /// Ignored and rejected events change nothing, and the answer depends on the event alone.
    mutating func everyEventIsAnsweredHonestly() {
        expect(whole.uptake.counted > 0, "no event was counted: give the kit events that the metric counts")
        var state = metric.emptyState
        for row in 0..<events.count {
            let event = events[row]
            let before = state
            var again = state
            let uptake = metric.add(event, to: &state)
            if uptake != .counted {
                expect(
                    state == before, "an event that is not counted changes the state", "event \(event.id), \(uptake)")
            }
            if case .rejected(let reason) = uptake {
                expect(!reason.isEmpty, "an event is rejected without a reason", "event \(event.id)")
            }
            if case .failed(let reason) = uptake {
                expect(false, "the metric itself fails on an event: \(reason)", "event \(event.id)")
            }
            let isRepeatable = metric.add(event, to: &again) == uptake && again == state
            expect(isRepeatable, "adding an event to equal states gives different answers", "event \(event.id)")
        }
    }

    mutating func anyOrderGivesTheSame() {
        for _ in 0..<8 {
            let shuffled = (0..<events.count).shuffled(using: &generator)
            expect(cell(of: shuffled) == whole, "another order of the same events gives another state")
        }
        expect(cell(of: (0..<events.count).reversed()) == whole, "the reversed order gives another state")
    }

    mutating func anySplitMergesToTheWhole() {
        for pieces in [2, 3, 7, events.count + 1] {
            var rows = [[Int]](repeating: [], count: pieces)
            for row in 0..<events.count { rows[Int.random(in: 0..<pieces, using: &generator)].append(row) }
            let cells = rows.map { cell(of: $0) }
            var merged = MetricCell(empty: metric.emptyState)
            for cell in cells.shuffled(using: &generator) { merged.merge(cell) }
            expect(merged == whole, "a split into \(pieces) pieces does not merge to the whole")
            theAlgebraHolds(cells)
        }
    }

    private mutating func theAlgebraHolds(_ cells: [MetricCell<M.State>]) {
        let empty = MetricCell(empty: metric.emptyState)
        for index in cells.indices.prefix(7) {
            let a = cells[index]
            let b = cells[(index + 1) % cells.count]
            let c = cells[(index + 2) % cells.count]
            expect(merge(a, b) == merge(b, a), "merge is not commutative")
            expect(merge(merge(a, b), c) == merge(a, merge(b, c)), "merge is not associative")
            expect(merge(a, empty) == a, "merging the empty state changes a state")
            expect(merge(empty, a) == a, "a state merged into the empty state is not that state")
        }
    }

    private func merge(_ left: MetricCell<M.State>, _ right: MetricCell<M.State>) -> MetricCell<M.State> {
        var merged = left
        merged.merge(right)
        return merged
    }

    mutating func foldDoesWhatAddDoes() {
        var one = [MetricCell(empty: metric.emptyState)]
        metric.fold(events, slots: Array(repeating: 0, count: events.count), into: &one)
        expect(one == [whole], "fold of a batch into one cell differs from adding its events one by one")

        let slots = (0..<events.count).map { _ in Int32.random(in: -2..<5, using: &generator) }
        // Cells that hold something already, as they do from the second batch on.
        let start = cell(of: 0..<min(3, events.count))
        var cells = Array(repeating: start, count: 5)
        metric.fold(events, slots: slots, into: &cells)
        for slot in 0..<5 {
            var expected = start
            for row in 0..<events.count where slots[row] == slot {
                expected.uptake.count(metric.add(events[row], to: &expected.state))
            }
            expect(cells[slot] == expected, "fold of a batch into several cells differs from adding its events")
        }
    }

    mutating func statesSurviveJSON() throws {
        for cell in [whole, MetricCell(empty: metric.emptyState), cell(of: 0..<min(1, events.count))] {
            let data = try JSONEncoder().encode(cell)
            let read = try JSONDecoder().decode(MetricCell<M.State>.self, from: data)
            expect(read == cell, "a state that was written as JSON and read again is another state")
            expect(
                metric.result(of: read.state) == metric.result(of: cell.state),
                "a state that was written as JSON and read again gives another result")
        }
    }

    mutating func resultsClaimNothingMore() {
        let result = metric.result(of: metric.emptyState)
        expect(
            result.value == nil && result.interval == nil && result.n == 0,
            "the empty state has a value, an interval or an n")
        for state in [metric.emptyState, whole.state]
            + (0..<min(100, events.count)).flatMap({
                [cell(of: $0...$0).state, cell(of: $0..<events.count).state]
            })
        {
            let result = metric.result(of: state)
            expect(result == metric.result(of: state), "the same state gives two different results")
            for problem in result.problems { expect(false, problem) }
            let counts = metric.counts(of: state)
            expect(
                counts == MetricCounts(result), "counts(of:) differs from what the result counts",
                "\(counts) against \(MetricCounts(result))")
        }
        // One place twice, and one that no cell has yet.
        let each = metric.counts(ofEach: [1, 0, 1, 2], in: [MetricCell(empty: metric.emptyState), whole])
        let alone = [whole.state, metric.emptyState, whole.state, metric.emptyState].map { metric.counts(of: $0) }
        expect(each == alone, "counts(ofEach:in:) differs from counts(of:) of each", "\(each) against \(alone)")
    }
}
