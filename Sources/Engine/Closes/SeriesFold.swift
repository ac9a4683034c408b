import Deciding
import Tuntuma
import Workspace

/// One metric by some keys, folded day by day in the order of the log.
struct SeriesFold: Sendable {
    /// The events of a cell that others amend, by their places in the log's ``AmendedEvents``, and what they are by now.
    private struct Amended: Sendable {
        var events: [Int] = []
        var states: (any FoldedMetric)?
        var responses = 0
    }

    /// Which events it takes.
    private let filter: Matcher
    /// Nil where only the groups matter.
    private let metric: (any RunningMetric)?
    private var index: CellIndex
    private var states: (any FoldedMetric)?
    /// By cell, where there is no metric.
    private var responses: [Int] = []
    private var isChanged: [Bool] = []
    /// In the order in which they got answers.
    private var changedCells: [Int] = []
    /// By cell.
    private var amended: [Int: Amended] = [:]
    private var cellOfAmended: [Int] = []
    private var selected: [Int32] = []
    private var slots: [Int32] = []

    init(metric: (any RunningMetric)?, keys: [GroupKey], zone: ZoneTable, symbols: SymbolTable) {
        filter = metric?.filter ?? Matcher(nil, types: ["response"], symbols: symbols)
        self.metric = metric
        index = CellIndex(keys: keys, period: .day, zone: zone, symbols: symbols)
        states = metric?.makeFolder().finish()
    }

    /// Folds some rows of a batch.
    mutating func fold(_ batch: EventBatch, rows: [Int32], using scratch: inout MatchScratch) {
        selected.removeAll(keepingCapacity: true)
        filter.select(batch, among: rows, into: &selected, using: &scratch)
        guard !selected.isEmpty else { return }
        index.cells(of: batch, rows: selected, into: &slots)
        grow()
        for row in selected {
            let cell = Int(slots[Int(row)])
            if metric == nil { responses[cell] += 1 }
            noteChange(of: cell)
        }
        states?.fold(batch, slots: slots, cells: index.places.count)
    }

    private mutating func grow() {
        let missing = index.places.count - isChanged.count
        guard missing > 0 else { return }
        isChanged.append(contentsOf: repeatElement(false, count: missing))
        if metric == nil { responses.append(contentsOf: repeatElement(0, count: missing)) }
    }

    @inline(__always) private mutating func noteChange(of cell: Int) {
        guard !isChanged[cell] else { return }
        isChanged[cell] = true
        changedCells.append(cell)
    }

    /// Takes the next event that others amend; it counts when its day is folded anew.
    mutating func keep(_ event: EventBatch) {
        index.cells(of: event, rows: [0], into: &slots)
        grow()
        let cell = Int(slots[0])
        amended[cell, default: Amended()].events.append(cellOfAmended.count)
        cellOfAmended.append(cell)
    }

    /// Folds the days of some amended events anew: what these are by now, and the others that are amended too. States know no
    /// subtraction, so these are never folded with the rest.
    mutating func refold(_ places: [Int], _ events: AmendedEvents, using scratch: inout MatchScratch) {
        for cell in Set(places.map { cellOfAmended[$0] }).sorted() {
            guard var amended = amended[cell] else { continue }
            amended.states = metric?.makeFolder().finish()
            amended.responses = 0
            for place in amended.events {
                guard let event = events.current(place) else { continue }
                selected.removeAll(keepingCapacity: true)
                filter.select(event, among: [0], into: &selected, using: &scratch)
                guard !selected.isEmpty else { continue }
                amended.responses += 1
                amended.states?.fold(event, slots: [0], cells: 1)
            }
            self.amended[cell] = amended
            noteChange(of: cell)
        }
    }

    /// Begins a new list of changed cells.
    mutating func forgetChanges() {
        for cell in changedCells { isChanged[cell] = false }
        changedCells.removeAll(keepingCapacity: true)
    }

    /// The cells whose answers changed since the last close, and what the metric counts of each.
    var changed: [DayCell] {
        let plain = states?.counts(ofEach: changedCells)
        var changed: [DayCell] = []
        changed.reserveCapacity(changedCells.count)
        for (number, cell) in changedCells.enumerated() {
            let place = index.places[cell]
            var counts = plain?[number] ?? MetricCounts(n: count(of: cell))
            if !amended.isEmpty, let states, let others = amended[cell]?.states {
                counts = states.counts(of: cell, with: others)
            }
            changed.append(DayCell(cell: cell, group: Int(place.group), day: Int(place.period), counts: counts))
        }
        return changed
    }

    func values(ofCell cell: Int) -> [Symbol] { index.values(ofCell: cell) }

    func result(of cells: [Int]) -> MetricResult {
        let others = amended.isEmpty ? [] : cells.compactMap { amended[$0]?.states }
        return states?.result(of: cells, with: others).result ?? MetricResult(none: MetricResult.noAnswers)
    }

    // MARK: From run to run

    /// The days from one on, and of each group the last one before it: whether it ever had answers.
    func saved(from first: Int?, symbols: SymbolTable) throws -> SavedCloses.Series {
        var last: [Int32: Int] = [:]
        var cells: [Int] = []
        for (cell, place) in index.places.enumerated() {
            // A day whose responses were all withdrawn is no day with a response.
            if metric == nil, count(of: cell) == 0 { continue }
            if let first, place.period < first {
                guard last[place.group].map({ index.places[$0].period < place.period }) ?? true else { continue }
                last[place.group] = cell
            } else {
                cells.append(cell)
            }
        }
        cells = (cells + last.values).sorted()
        var placeOfGroup: [Int32: Int] = [:]
        var saved = SavedCloses.Series(
            definition: metric?.definition, keys: index.keys.map(\.text), groups: [], groupOfCell: [], dayOfCell: [],
            responses: [], states: "")
        for cell in cells {
            let place = index.places[cell]
            let group = placeOfGroup[place.group] ?? saved.groups.count
            if group == saved.groups.count {
                placeOfGroup[place.group] = group
                saved.groups.append(values(ofCell: cell).map { $0.isPresent ? symbols.text(of: $0) : nil })
            }
            saved.groupOfCell.append(group)
            saved.dayOfCell.append(place.period)
            if metric == nil { saved.responses.append(count(of: cell)) }
        }
        if let states { saved.states = try states.saved(cells, with: cells.map { amended[$0]?.states }) }
        return saved
    }

    /// The responses of a cell, where there is no metric.
    private func count(of cell: Int) -> Int { responses[cell] + (amended[cell]?.responses ?? 0) }

    /// Whether something was saved of the same metric by the same keys.
    func isLike(_ saved: SavedCloses.Series) -> Bool {
        saved.definition == metric?.definition && saved.keys == index.keys.map(\.text)
    }

    /// The same with what was saved, before anything was folded; nil for what cannot have been.
    func resuming(_ saved: SavedCloses.Series, symbols: SymbolTable) -> SeriesFold? {
        var fold = self
        let cells = saved.dayOfCell.count
        guard saved.groupOfCell.count == cells, metric != nil || saved.responses.count == cells else { return nil }
        let groups = saved.groups.map { $0.map { $0.map { symbols.symbol(for: $0) } ?? .none } }
        guard groups.allSatisfy({ $0.count == index.keys.count }) else { return nil }
        for (cell, group) in saved.groupOfCell.enumerated() {
            guard groups.indices.contains(group) else { return nil }
            let place = Int(fold.index.cell(values: groups[group], period: saved.dayOfCell[cell]))
            guard place == cell else { return nil }
            fold.grow()
            if metric == nil { fold.responses[place] = saved.responses[cell] }
            fold.noteChange(of: place)
        }
        guard fold.states?.restore(saved.states, cells: cells) ?? true else { return nil }
        return fold
    }
}
