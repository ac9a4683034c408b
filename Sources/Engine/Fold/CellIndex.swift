import Deciding
import EventLog
import Tuntuma
import Workspace

/// Numbers the cells of a fold: each group (values of the keys of `--by`) in each period. One index a worker.
struct CellIndex {
    let keys: [GroupKey]
    private var clock: PeriodClock
    private var cache: SymbolCache
    /// For each key: (group so far, value) to group.
    private var levels: [IntegerIndex]
    /// For each key and group at its level: the group it extends, and the value.
    private var steps: [[(parent: Int32, value: Symbol)]]
    private var cells = IntegerIndex()
    /// Of the batch in hand: the group of each row that counts, and its value of one key.
    private var groups: [Int32] = []
    private var values: [Symbol] = []
    /// The group and the period of each cell.
    private(set) var places: [(group: Int32, period: Int32)] = []

    init(keys: [GroupKey], period: Period, zone: ZoneTable, symbols: SymbolTable) {
        self.keys = keys
        clock = PeriodClock(period: period, zone: zone)
        cache = SymbolCache(table: symbols)
        levels = keys.map { _ in IntegerIndex() }
        steps = keys.map { _ in [] }
    }

    /// The cell of each event of a batch that counts; -1 for the others, which must leave no trace: a group or a period
    /// that nothing but a conflicting event names is none.
    mutating func cells(of batch: EventBatch, rows: [Int32], into slots: inout [Int32]) {
        slots.removeAll(keepingCapacity: true)
        slots.append(contentsOf: repeatElement(-1, count: batch.count))
        groups.removeAll(keepingCapacity: true)
        groups.append(contentsOf: repeatElement(0, count: rows.count))
        for level in keys.indices {
            values.removeAll(keepingCapacity: true)
            keys[level].appendSymbols(for: batch, rows: rows, to: &values) { cache.symbol($0) ?? .none }
            extendGroups(at: level)
        }
        var cells = IntegerIndex()
        swap(&cells, &self.cells)
        var cellOfRow = slots.mutableSpan
        batch.rows.withUnsafeBufferPointer { events in
            for (place, row) in rows.enumerated() {
                let period = clock.number(of: events[Int(row)].time)
                let found = cells.place(of: Self.key(ofCell: groups[place], period))
                if found.isNew { places.append((groups[place], period)) }
                cellOfRow[Int(row)] = found.place
            }
        }
        swap(&cells, &self.cells)
    }

    /// Extends the groups of the batch in hand by their values at a level. The level's index is out of the array for as
    /// long, so that nobody asks for each row who else holds it.
    private mutating func extendGroups(at level: Int) {
        var index = IntegerIndex()
        swap(&index, &levels[level])
        for place in groups.indices {
            let found = index.place(of: Self.key(ofGroup: groups[place], values[place]))
            if found.isNew { steps[level].append((groups[place], values[place])) }
            groups[place] = found.place
        }
        swap(&index, &levels[level])
    }

    /// The cell of a group and a period that another index numbered.
    mutating func cell(values: [Symbol], period: Int32) -> Int32 {
        var group: Int32 = 0
        for level in keys.indices { group = extend(group, by: values[level], at: level) }
        return cell(group, period)
    }

    /// The values of a cell's group, in the order of the keys.
    func values(ofCell cell: Int) -> [Symbol] {
        var values: [Symbol] = []
        var group = places[cell].group
        for level in keys.indices.reversed() {
            let step = steps[level][Int(group)]
            values.append(step.value)
            group = step.parent
        }
        return values.reversed()
    }

    private mutating func extend(_ group: Int32, by value: Symbol, at level: Int) -> Int32 {
        let found = levels[level].place(of: Self.key(ofGroup: group, value))
        if found.isNew { steps[level].append((group, value)) }
        return found.place
    }

    private mutating func cell(_ group: Int32, _ period: Int32) -> Int32 {
        let found = cells.place(of: Self.key(ofCell: group, period))
        if found.isNew { places.append((group, period)) }
        return found.place
    }

    @inline(__always) private static func key(ofGroup group: Int32, _ value: Symbol) -> UInt64 {
        UInt64(UInt32(bitPattern: group)) << 32 | UInt64(value.index)
    }

    @inline(__always) private static func key(ofCell group: Int32, _ period: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: group)) << 32 | UInt64(UInt32(bitPattern: period))
    }
}
