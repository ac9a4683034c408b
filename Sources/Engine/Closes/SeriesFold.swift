import Tuntuma
import Workspace

/// One metric by some keys, folded day by day in the order of the log.
struct SeriesFold: Sendable {
    /// Which events it takes.
    private let filter: Matcher
    private var index: CellIndex
    /// Nil where only the groups matter.
    private var states: (any FoldedMetric)?
    /// By cell, where there is no metric.
    private var responses: [Int] = []
    private var isChanged: [Bool] = []
    /// In the order in which they got answers.
    private var changedCells: [Int] = []
    private var selected: [Int32] = []
    private var slots: [Int32] = []

    init(metric: (any RunningMetric)?, keys: [GroupKey], zone: ZoneTable, symbols: SymbolTable) {
        filter = metric?.filter ?? Matcher(nil, types: ["response"], symbols: symbols)
        index = CellIndex(keys: keys, period: .day, zone: zone, symbols: symbols)
        states = metric?.makeFolder().finish()
    }

    /// Folds some rows of a batch.
    mutating func fold(_ batch: EventBatch, rows: [Int32], using scratch: inout MatchScratch) {
        selected.removeAll(keepingCapacity: true)
        filter.select(batch, among: rows, into: &selected, using: &scratch)
        guard !selected.isEmpty else { return }
        index.cells(of: batch, rows: selected, into: &slots)
        let cells = index.places.count
        if isChanged.count < cells {
            isChanged.append(contentsOf: repeatElement(false, count: cells - isChanged.count))
            if states == nil { responses.append(contentsOf: repeatElement(0, count: cells - responses.count)) }
        }
        for row in selected {
            let cell = Int(slots[Int(row)])
            if states == nil { responses[cell] += 1 }
            guard !isChanged[cell] else { continue }
            isChanged[cell] = true
            changedCells.append(cell)
        }
        states?.fold(batch, slots: slots, cells: cells)
    }

    /// Begins a new list of changed cells.
    mutating func forgetChanges() {
        for cell in changedCells { isChanged[cell] = false }
        changedCells.removeAll(keepingCapacity: true)
    }

    /// The cells whose answers changed since the last close, and what the metric counts of each.
    var changed: [DayCell] {
        let counts = states?.counts(ofEach: changedCells)
        return changedCells.enumerated().map { number, cell in
            let place = index.places[cell]
            return DayCell(
                cell: cell, group: Int(place.group), day: Int(place.period),
                counts: counts?[number] ?? MetricCounts(n: responses[cell]))
        }
    }

    func values(ofCell cell: Int) -> [Symbol] { index.values(ofCell: cell) }

    func result(of cells: [Int]) -> MetricResult {
        states?.result(of: cells).result ?? MetricResult(none: MetricResult.noAnswers)
    }
}
