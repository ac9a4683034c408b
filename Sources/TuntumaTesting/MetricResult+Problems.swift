import Tuntuma

extension MetricResult {
    /// What a result says that cannot be.
    var problems: [String] {
        var problems: [String] = []
        if n < 0 { problems.append("n is \(n)") }
        switch (value, reason) {
        case (nil, nil): problems.append("a result has neither a value nor a reason")
        case (_?, _?): problems.append("a result has both a value and a reason")
        default: break
        }
        if let reason, reason.isEmpty { problems.append("the reason is empty") }
        if value == nil, interval != nil { problems.append("a result without a value has an interval") }
        if let value {
            if !value.isFinite { problems.append("the value is \(value)") }
            if let range, !range.contains(value) { problems.append("the value \(value) is outside its range \(range)") }
            problems += Self.problems(of: interval, around: value, in: range)
        }
        if let standardError, !(standardError.isFinite && standardError >= 0) {
            problems.append("the standard error is \(standardError)")
        }
        if distribution.contains(where: { $0.count < 0 }) { problems.append("the distribution has a negative count") }
        if Set(distribution.map(\.value)).count != distribution.count {
            problems.append("the distribution lists a value twice")
        }
        if Set(parts.map(\.name)).count != parts.count { problems.append("two parts have the same name") }
        if let tally, let value {
            let sum = zip(tally.values, tally.counts).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
            let mean = sum / Double(max(1, n)) * tally.points
            if tally.counts.reduce(0, +) != n { problems.append("the tally has another number of answers than n") }
            if (mean - value).magnitude > 1e-9 * max(1, value.magnitude) {
                problems.append("the tally says \(mean), the value is \(value)")
            }
        }
        if let weighted { problems += Self.problems(of: weighted.interval, around: weighted.value, in: range) }
        return problems
    }

    private static func problems(
        of interval: Interval?, around value: Double, in range: ClosedRange<Double>?
    ) -> [String] {
        guard let interval else { return [] }
        guard interval.lower.isFinite, interval.upper.isFinite else { return ["the interval is not finite"] }
        var problems: [String] = []
        if !(interval.lower < interval.upper) { problems.append("the interval has no width at \(value)") }
        if value < interval.lower || interval.upper < value {
            problems.append("the interval \(interval.lower)...\(interval.upper) does not include the value \(value)")
        }
        if let range, interval.lower < range.lowerBound || range.upperBound < interval.upper {
            problems.append("the interval \(interval.lower)...\(interval.upper) leaves the range \(range)")
        }
        if !(0.5..<1).contains(interval.level) { problems.append("the level of the interval is \(interval.level)") }
        return problems
    }
}
