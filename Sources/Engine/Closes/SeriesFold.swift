import Tuntuma
import Workspace

/// One metric by some keys, folded day by day in the order of the log.
struct SeriesFold: Sendable {
    /// Which events it takes.
    private let filter: Matcher
    private var index: CellIndex
    /// Nil where only the groups matter.
    private var states: (any FoldedMetric)?
    private var isChanged: [Bool] = []
    /// The cells that got answers since they were last asked for.
    private(set) var changed: [DayCell] = []
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
        }
        for row in selected {
            let cell = Int(slots[Int(row)])
            guard !isChanged[cell] else { continue }
            isChanged[cell] = true
            let place = index.places[cell]
            changed.append(DayCell(cell: cell, group: Int(place.group), day: Int(place.period)))
        }
        states?.fold(batch, slots: slots, cells: cells)
    }

    /// Begins a new list of changed cells.
    mutating func forgetChanges() {
        for cell in changed { isChanged[cell.cell] = false }
        changed.removeAll(keepingCapacity: true)
    }

    func values(ofCell cell: Int) -> [Symbol] { index.values(ofCell: cell) }

    func result(of cells: [Int]) -> MetricResult {
        guard let states, let first = cells.first else { return MetricResult(none: MetricResult.noAnswers) }
        return cells.count == 1 ? states.result(ofCell: first) : states.result(of: cells).result
    }
}
