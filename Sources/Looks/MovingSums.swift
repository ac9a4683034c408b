/// What all groups counted in a stretch of days that moves on from close to close: the days that come in are added, and those that
/// fall out are taken away. So a look costs no more for a long stretch than for a short one.
struct MovingSums: Sendable {
    /// How many numbers a group has.
    private var width = 0
    /// Nil before the first close.
    private var stretch: ClosedRange<Int>?
    /// Group after group; one that is not in it has counted nothing.
    private var sums: [Int] = []

    /// Moves to another stretch of days, further on or back.
    /// - Parameter table: The same each time; what came to it since the last time has been told by ``add(_:to:day:)``.
    mutating func move(to next: ClosedRange<Int>, _ table: DayTable) {
        defer { stretch = next }
        width = table.width
        guard let last = stretch, last != next else {
            if stretch == nil { table.add(next.lowerBound..<next.upperBound + 1, times: 1, to: &sums) }
            return
        }
        let moved = (next.lowerBound - last.lowerBound).magnitude + (next.upperBound - last.upperBound).magnitude
        guard next.overlaps(last), moved < next.count else {
            sums.removeAll(keepingCapacity: true)
            table.add(next.lowerBound..<next.upperBound + 1, times: 1, to: &sums)
            return
        }
        move(from: last.lowerBound, to: next.lowerBound, sign: -1, table)
        move(from: last.upperBound + 1, to: next.upperBound + 1, sign: 1, table)
    }

    /// Moves one end.
    /// - Parameter sign: What the days between are worth when the end moves on.
    private mutating func move(from last: Int, to next: Int, sign: Int, _ table: DayTable) {
        if last < next {
            table.add(last..<next, times: sign, to: &sums)
        } else if next < last {
            table.add(next..<last, times: -sign, to: &sums)
        }
    }

    /// Counts what came to the table of a day, after it is in it.
    mutating func add(_ difference: [Int], to group: Int, day: Int) {
        guard let stretch, stretch.contains(day) else { return }
        let missing = (group + 1) * width - sums.count
        if missing > 0 { sums.append(contentsOf: repeatElement(0, count: missing)) }
        for value in 0..<min(width, difference.count) { sums[group * width + value] += difference[value] }
    }

    /// What a group counted of one number.
    @inline(__always) func count(_ value: Int, of group: Int) -> Int {
        let place = group * width + value
        return place < sums.count ? sums[place] : 0
    }

    /// What a group counted.
    func counts(of group: Int) -> [Int] { (0..<width).map { count($0, of: group) } }

    /// How many answers a group has.
    @inline(__always) func total(of group: Int) -> Int {
        var total = 0
        for value in 0..<width { total += count(value, of: group) }
        return total
    }
}
