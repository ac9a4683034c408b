import Deciding
import Tuntuma
import Workspace

/// One worker's fold: all metrics over the batches that this worker was given.
final class MetricFold {
    private let metrics: [any RunningMetric]
    private let folders: [any MetricFolder]
    /// For each metric, which of the distinct filters is its own.
    private let filterOfMetric: [Int]
    private let filters: [Matcher]
    private var index: CellIndex
    private var scratch: MatchScratch
    private var cellOfRow: [Int32] = []
    private var selected: [Int32] = []
    private var slots: [Int32] = []

    init(metrics: [any RunningMetric], index: CellIndex, symbols: SymbolTable) {
        self.metrics = metrics
        self.index = index
        scratch = MatchScratch(symbols: symbols)
        folders = metrics.map { $0.makeFolder() }
        var identities: [String] = []
        var filters: [Matcher] = []
        filterOfMetric = metrics.map { metric in
            if let known = identities.firstIndex(of: metric.filterIdentity) { return known }
            identities.append(metric.filterIdentity)
            filters.append(metric.filter)
            return filters.count - 1
        }
        self.filters = filters
    }

    /// Folds some rows of a batch.
    /// - Parameter rows: The rows that count, ascending.
    func fold(_ batch: EventBatch, rows: [Int32]) {
        guard !metrics.isEmpty else { return }
        index.cells(of: batch, rows: rows, into: &cellOfRow)
        for (number, filter) in filters.enumerated() {
            selected.removeAll(keepingCapacity: true)
            filter.select(batch, among: rows, into: &selected, using: &scratch)
            slots.removeAll(keepingCapacity: true)
            slots.append(contentsOf: repeatElement(-1, count: batch.count))
            var places = slots.mutableSpan
            for row in selected { places[Int(row)] = cellOfRow[Int(row)] }
            for metric in metrics.indices where filterOfMetric[metric] == number {
                folders[metric].fold(batch, slots: slots, cells: index.places.count)
            }
        }
    }

    /// Gives everything away that was folded.
    func finish() -> FoldedCells {
        FoldedCells(index: index, metrics: folders.map { $0.finish() })
    }
}

/// What one worker folded, or all of them together.
struct FoldedCells: Sendable {
    var index: CellIndex
    var metrics: [any FoldedMetric]

    /// Adds what another worker folded.
    mutating func merge(_ other: FoldedCells) {
        let places = other.index.places.indices.map { cell in
            Int(index.cell(values: other.index.values(ofCell: cell), period: other.index.places[cell].period))
        }
        for metric in metrics.indices {
            metrics[metric].merge(other.metrics[metric], places: places, cells: index.places.count)
        }
    }
}
