import Deciding
import JSONText
import Memory
import Tuntuma
import Workspace

/// A metric by some keys, for rules about events: what makes its observers and keepers.
struct MetricSight<M: Metric>: AskedMetric {
    let metric: M
    let filter: Matcher
    let view: MetricView
    var definition: String { view.definition }

    func makeObserver() -> any MetricObserver { SightObserver(self) }

    func makeKeeper(_ limits: MemoryLimits) -> any MetricKeeper {
        view.isOfWindows ? WindowKeeper(self, limits) : TotalKeeper(self, limits)
    }

    /// What the metric says of a state, as far as it may be shown.
    func result(of state: M.State) -> MetricResult {
        let result = metric.result(of: state)
        guard result.n > 0, result.n < view.minimumGroup else { return result }
        return MetricResult(none: "fewer than \(view.minimumGroup) answers", n: result.n)
    }

    /// How a group is named: its values as a JSON list, so that the bytes alone tell groups apart.
    static func name(of values: [String]) -> [UInt8] {
        var name: [UInt8] = []
        for (place, value) in values.enumerated() {
            name.append(UInt8(ascii: place == 0 ? "[" : ","))
            JSONText.append(value, to: &name)
        }
        return name + [UInt8(ascii: values.isEmpty ? "[" : "]")]
    }
}

/// What the events of a batch say to a metric.
struct SightObservations<State: MetricState>: MetricObservations {
    struct Observation: Sendable {
        var row: Int32
        /// Milliseconds since 1970.
        var time: Int64
        /// ``MetricSight/name(of:)``.
        var group: [UInt8]
        /// That of this event alone.
        var state: State
    }

    /// In the order of the log: the events that the metric counts and that have all keys.
    var all: [Observation] = []

    /// Hands on those of the rows up to and with one.
    /// - Returns: The place of the first that was not.
    func each(from first: Int, upTo row: Int32, _ body: (Observation) -> Void) -> Int {
        var next = first
        while next < all.count, all[next].row <= row {
            body(all[next])
            next += 1
        }
        return next
    }
}

/// Looks at batches for one metric on one worker.
final class SightObserver<M: Metric>: MetricObserver {
    private let sight: MetricSight<M>
    private var index: CellIndex
    private var scratch: MatchScratch
    private var selected: [Int32] = []
    private var groups: [Int32] = []
    /// By cell of the index; nil for a group that lacks a key, and is never asked for.
    private var names: [[UInt8]?] = []

    init(_ sight: MetricSight<M>) {
        self.sight = sight
        index = CellIndex(
            keys: sight.view.keys, period: .all, zone: sight.view.zone, symbols: sight.view.symbols)
        scratch = MatchScratch(symbols: sight.view.symbols)
    }

    func observe(_ batch: EventBatch, rows: [Int32]) -> any MetricObservations {
        var observations = SightObservations<M.State>()
        selected.removeAll(keepingCapacity: true)
        sight.filter.select(batch, among: rows, into: &selected, using: &scratch)
        guard !selected.isEmpty else { return observations }
        index.cells(of: batch, rows: selected, into: &groups)
        for cell in names.count..<index.places.count { names.append(name(ofCell: cell)) }
        // One cell for each event.
        var slots = [Int32](repeating: -1, count: batch.count)
        for (slot, row) in selected.enumerated() { slots[Int(row)] = Int32(slot) }
        let empty = sight.metric.emptyState
        var cells = [MetricCell](repeating: MetricCell(empty: empty), count: selected.count)
        sight.metric.fold(batch, slots: slots, into: &cells)
        for (slot, row) in selected.enumerated() where cells[slot].state != empty {
            guard let name = names[Int(groups[Int(row)])] else { continue }
            observations.all.append(
                .init(row: row, time: batch.rows[Int(row)].time, group: name, state: cells[slot].state))
        }
        return observations
    }

    private func name(ofCell cell: Int) -> [UInt8]? {
        let values = index.values(ofCell: cell)
        guard values.allSatisfy(\.isPresent) else { return nil }
        return MetricSight<M>.name(of: values.map { sight.view.symbols.text(of: $0) })
    }
}
