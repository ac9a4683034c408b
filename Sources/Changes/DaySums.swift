/// The answers of one group, day by day, summed up from the first day on: the sum of any stretch of days is one subtraction.
///
/// Days without answers take no room, so a single event of the year 9999 does no harm.
struct DaySums: Sendable {
    /// How many numbers a day has.
    private let width: Int
    /// The days with answers, ascending.
    private(set) var days: [Int32] = []
    /// What was counted up to and with each day.
    private var totals: [Int] = []
    /// The engine's cell of each day; of a group without parts only.
    private(set) var cells: [Int32] = []

    init(width: Int) {
        self.width = width
    }

    /// Counts more answers of a day, or less where some were taken back. They are added to the days after it too, which is quick
    /// for late ones as long as these are few.
    mutating func add(_ counts: [Int], day: Int, cell: Int) {
        let day = Int32(clamping: day)
        if days.last.map({ $0 < day }) ?? true { return append(counts, day: day, cell: Int32(clamping: cell)) }
        let place = upper(day - 1)
        if days[place] != day {
            days.insert(day, at: place)
            cells.insert(Int32(clamping: cell), at: place)
            // What was counted until the day before.
            for value in 0..<width {
                totals.insert(place == 0 ? 0 : totals[(place - 1) * width + value], at: place * width + value)
            }
        }
        for value in 0..<min(width, counts.count) where counts[value] != 0 {
            var index = place * width + value
            while index < totals.count {
                totals[index] += counts[value]
                index += width
            }
        }
    }

    /// Nearly every day comes after all others.
    private mutating func append(_ counts: [Int], day: Int32, cell: Int32) {
        let before = totals.count - width
        days.append(day)
        cells.append(cell)
        for value in 0..<width {
            totals.append((before < 0 ? 0 : totals[before + value]) + (value < counts.count ? counts[value] : 0))
        }
    }

    /// The first place whose day is later.
    private func upper(_ day: Int32) -> Int {
        var (low, high) = (0, days.count)
        while low < high {
            let middle = (low + high) / 2
            if days[middle] <= day { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The places of the days of a stretch.
    func places(in stretch: ClosedRange<Int>) -> Range<Int> {
        let first = upper(Int32(clamping: stretch.lowerBound - 1))
        return first..<max(first, upper(Int32(clamping: stretch.upperBound)))
    }

    /// The last day with answers up to a day.
    func lastDay(upTo day: Int) -> Int? {
        var end = upper(Int32(clamping: day))
        // All answers of a day may have been withdrawn.
        while end > 0, width > 0, !(0..<width).contains(where: { sum($0, of: end - 1..<end) != 0 }) { end -= 1 }
        return end > 0 ? Int(days[end - 1]) : nil
    }

    /// What was counted of one number on the days of some places.
    @inline(__always) func sum(_ value: Int, of places: Range<Int>) -> Int {
        guard !places.isEmpty else { return 0 }
        let last = totals[(places.upperBound - 1) * width + value]
        return places.lowerBound > 0 ? last - totals[(places.lowerBound - 1) * width + value] : last
    }

    /// What was counted in a stretch of days.
    func sum(in stretch: ClosedRange<Int>) -> [Int] { sum(of: places(in: stretch)) }

    /// What was counted on the days of some places.
    func sum(of places: Range<Int>) -> [Int] {
        (0..<width).map { sum($0, of: places) }
    }
}
