/// A log for rules about metrics: so many groups answer once a day for a year, each a little unlike the others.
struct GroupLog {
    static let days = 365

    /// A rule that looks at every group at each close.
    static let rule = """
        rule "drop" {
          doc = "x", on = "metric", metric = "nps", by = "unit", window = "30d",
          match = { dropped = { against = "180d", at_least = 5, min_n = 20 } }, alert = { title = "{summary}" },
        }

        """

    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64 (Steele, Lea and Flood 2014).
    private mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((word ^ (word >> 31)) % UInt64(bound))
    }

    /// Appends the answers of a day of 2025 and, on the last one, what closes it.
    mutating func append(day: Int, groups: Int, to output: inout [UInt8]) {
        var (month, first) = (1, 0)
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        while month < 12, day >= first + lengths[month - 1] {
            first += lengths[month - 1]
            month += 1
        }
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
        let date = "2025-\(two(month))-\(two(day - first + 1))"
        for group in 0..<groups {
            let score = next(below: 100) < 40 + group % 20 ? 10 : 5 + next(below: 4)
            let second = group * 50_000 / groups
            let time = "\(two(8 + second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
            let line =
                "{\"id\":\"g-\(day)-\(group)\",\"time\":\"\(date)T\(time)\",\"type\":\"response\","
                + "\"unit\":\"unit-\(group)\",\"answers\":{\"nps\":\(score)}}\n"
            output.append(contentsOf: line.utf8)
        }
        guard day == Self.days - 1 else { return }
        let end = "{\"id\":\"end\",\"time\":\"2026-01-02T12:00:00Z\",\"type\":\"response\",\"answers\":{}}\n"
        output.append(contentsOf: end.utf8)
    }
}
