/// The answers of all groups of a series, day by day: a row for each day of a group.
///
/// Days without answers take no room, so a single event of the year 9999 does no harm.
struct DayTable: Sendable {
    private struct Place {
        var day: Int32
        var row: Int32
    }

    /// How many numbers a row has.
    let width: Int
    /// What was counted, row after row.
    private var counts: [Int] = []
    /// By row: the group, and the engine's cell; of a group with parts the first of its cells.
    private var groups: [Int32] = []
    private var cells: [Int32] = []
    /// By group: its days, ascending.
    private var daysOfGroup: [[Place]] = []
    /// The days on which any group has a row, ascending, and their rows, one stretch after
    /// the other.
    private var days: [Int32] = []
    private var rowsOfDay: [[Range<Int32>]] = []

    init(width: Int) {
        self.width = width
    }

    /// Whether there is no row.
    var isEmpty: Bool { groups.isEmpty }

    /// Makes a row on which nothing was counted yet.
    mutating func addRow(of group: Int, day: Int, cell: Int) -> Int {
        let row = groups.count
        for _ in 0..<width { counts.append(0) }
        groups.append(Int32(clamping: group))
        cells.append(Int32(clamping: cell))
        let place = Place(day: Int32(clamping: day), row: Int32(clamping: row))
        while daysOfGroup.count <= group { daysOfGroup.append([]) }
        // Nearly every day comes after all others.
        if daysOfGroup[group].last.map({ $0.day <= place.day }) ?? true {
            daysOfGroup[group].append(place)
        } else {
            daysOfGroup[group].insert(place, at: end(of: group, upTo: place.day))
        }
        note(place)
        return row
    }

    /// Rows of one day come one after the other, but for those that come late.
    private mutating func note(_ place: Place) {
        var column = days.count - 1
        if days.last != place.day {
            column = self.column(from: place.day)
            if column == days.count || days[column] != place.day {
                days.insert(place.day, at: column)
                rowsOfDay.insert([], at: column)
            }
        }
        let last = rowsOfDay[column].count - 1
        if last >= 0, rowsOfDay[column][last].upperBound == place.row {
            rowsOfDay[column][last] = rowsOfDay[column][last].lowerBound..<place.row + 1
        } else {
            rowsOfDay[column].append(place.row..<place.row + 1)
        }
    }

    /// The row of a group's day; nil where there is none, and of several the last one.
    func row(of group: Int, day: Int) -> Int? {
        guard group < daysOfGroup.count else { return nil }
        let day = Int32(clamping: day)
        if let last = daysOfGroup[group].last, last.day <= day { return last.day == day ? Int(last.row) : nil }
        let end = end(of: group, upTo: day)
        guard end > 0, daysOfGroup[group][end - 1].day == day else { return nil }
        return Int(daysOfGroup[group][end - 1].row)
    }

    /// What a row has counted of one number.
    func count(_ value: Int, ofRow row: Int) -> Int { counts[row * width + value] }

    /// Whether a row counts nothing.
    func isEmpty(row: Int) -> Bool { !counts[row * width..<(row + 1) * width].contains { $0 != 0 } }

    /// Counts more answers of a row, or less where some were taken back.
    mutating func add(_ difference: [Int], toRow row: Int) {
        let start = row * width
        for value in 0..<min(width, difference.count) { counts[start + value] += difference[value] }
    }

    // MARK: One group

    /// How many of a group's days come up to a day.
    private func end(of group: Int, upTo day: Int32) -> Int {
        Self.first(daysOfGroup[group].count) { daysOfGroup[group][$0].day > day }
    }

    private func places(of group: Int, in stretch: ClosedRange<Int>) -> ArraySlice<Place> {
        guard group < daysOfGroup.count else { return [] }
        let first = end(of: group, upTo: Int32(clamping: stretch.lowerBound - 1))
        return daysOfGroup[group][first..<max(first, end(of: group, upTo: Int32(clamping: stretch.upperBound)))]
    }

    /// What a group counted in a stretch of days.
    func sum(of group: Int, in stretch: ClosedRange<Int>) -> [Int] {
        var sums = [Int](repeating: 0, count: width)
        for place in places(of: group, in: stretch) {
            for value in 0..<width { sums[value] += counts[Int(place.row) * width + value] }
        }
        return sums
    }

    /// The engine's cells of a group without parts in a stretch of days.
    func cells(of group: Int, in stretch: ClosedRange<Int>) -> [Int] {
        places(of: group, in: stretch).map { Int(cells[Int($0.row)]) }
    }

    /// The last day with answers up to a day.
    func lastDay(of group: Int, upTo day: Int) -> Int? {
        guard group < daysOfGroup.count else { return nil }
        var end = end(of: group, upTo: Int32(clamping: day))
        // All answers of a day may have been withdrawn.
        while end > 0, width > 0, isEmpty(row: Int(daysOfGroup[group][end - 1].row)) { end -= 1 }
        return end > 0 ? Int(daysOfGroup[group][end - 1].day) : nil
    }

    // MARK: All groups

    /// The first place among the days that is a day or later.
    private func column(from day: Int32) -> Int { Self.first(days.count) { days[$0] >= day } }

    /// Adds what all groups counted on some days to sums by group, or takes it away.
    /// - Parameter sums: As many numbers for each group as a row has; grows where a group is not in it yet.
    func add(_ stretch: Range<Int>, times sign: Int, to sums: inout [Int]) {
        let missing = daysOfGroup.count * width - sums.count
        if missing > 0 { sums.append(contentsOf: repeatElement(0, count: missing)) }
        var column = column(from: Int32(clamping: stretch.lowerBound))
        while column < days.count, Int(days[column]) < stretch.upperBound {
            for rows in rowsOfDay[column] {
                for row in Int(rows.lowerBound)..<Int(rows.upperBound) {
                    let (from, to) = (row * width, Int(groups[row]) * width)
                    for value in 0..<width { sums[to + value] += sign * counts[from + value] }
                }
            }
            column += 1
        }
    }

    /// The first of so many places that fits; all that come after one that fits do too.
    private static func first(_ count: Int, _ fits: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if fits(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
