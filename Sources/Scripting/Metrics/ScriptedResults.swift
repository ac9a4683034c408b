import Tuntuma

/// Makes a result of what `value` returned: `share(k, n)`, `net(promoters, detractors, n)`, `mean(histogram)`,
/// `ratio { x =, y =, ... }` or `none(reason)`, and after it, where given, a table of parts.
struct ScriptedResults {
    /// Finds the histogram that an object of the host stands for.
    let histogram: (UInt32?) -> StateHistogram?

    func result(_ values: [LuaValue]) throws(HostRefusal) -> MetricResult {
        let known = "share(k, n), net(promoters, detractors, n), mean(histogram), ratio { ... } or none(reason)"
        guard let value = values.first, let call = ConstructorCall(value) else {
            throw HostRefusal("returned \((values.first ?? .nil).kind); return \(known)")
        }
        var result =
            switch call.name {
            case "share": try Self.share(call.arguments)
            case "net": try Self.net(call.arguments)
            case "mean": try mean(call.arguments)
            case "ratio": try Self.ratio(call.arguments)
            case "none": MetricResult(none: call.arguments.first?.text ?? "no value")
            default: throw HostRefusal("returned \(call.name)(...); return \(known)")
            }
        if values.count > 1 { result.parts = try Self.parts(values[1]) }
        return result
    }

    /// Named numbers, in the order of their names: whole ones are counts.
    private static func parts(_ value: LuaValue) throws(HostRefusal) -> [(name: String, part: MetricResult.Part)] {
        guard case .table(let fields) = value else {
            if case .list([]) = value { return [] }
            if case .nil = value { return [] }
            throw HostRefusal("the second value is \(value.kind); it is a table of named numbers")
        }
        var parts: [(name: String, part: MetricResult.Part)] = []
        for (name, value) in fields.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            switch value {
            case .integer(let count): parts.append((name, .count(Int(count))))
            case .decimal(let number): parts.append((name, .number(number)))
            default: throw HostRefusal("part '\(name)' is \(value.kind); a part is a number")
            }
        }
        return parts
    }

    private static func counts(_ arguments: [LuaValue], _ form: String, _ count: Int) throws(HostRefusal) -> [Int] {
        var counts: [Int] = []
        for argument in arguments {
            guard case .integer(let number) = argument, number >= 0, let count = Int(exactly: number) else {
                throw HostRefusal("\(form) takes whole numbers from 0 on, not \(argument.kind)")
            }
            counts.append(count)
        }
        guard counts.count == count else { throw HostRefusal("write \(form)") }
        return counts
    }

    static func share(_ arguments: [LuaValue]) throws(HostRefusal) -> MetricResult {
        let counts = try counts(arguments, "share(k, n)", 2)
        let (k, n) = (counts[0], counts[1])
        if n == 0 { return MetricResult(none: "no answers", range: 0...100) }
        guard k <= n else { throw HostRefusal("share(\(k), \(n)): more than all") }
        let share = Double(k) / Double(n)
        return MetricResult(
            value: 100 * Double(k) / Double(n), n: n, interval: Interval.wilson(k, of: n)?.rescaled(times: 100),
            standardError: 100 * (share * (1 - share) / Double(n)).squareRoot(), range: 0...100)
    }

    static func net(_ arguments: [LuaValue]) throws(HostRefusal) -> MetricResult {
        let counts = try counts(arguments, "net(promoters, detractors, n)", 3)
        if counts[2] == 0 { return MetricResult(none: "no answers", range: -100...100) }
        guard let net = NetCounts(promoters: counts[0], detractors: counts[1], of: counts[2]) else {
            throw HostRefusal("net(\(counts[0]), \(counts[1]), \(counts[2])): more promoters and detractors than answers")
        }
        let value = 100 * Double(counts[0] - counts[1]) / Double(counts[2])
        return MetricResult(
            value: value, n: counts[2],
            interval: Interval.adjustedWald(net).rescaled(times: 100).clipped(to: -100...100).widened(toInclude: value),
            standardError: 100 * net.plain.standardError, range: -100...100)
    }

    private func mean(_ arguments: [LuaValue]) throws(HostRefusal) -> MetricResult {
        guard arguments.count == 1, case .object(let id) = arguments[0], let histogram = histogram(id) else {
            throw HostRefusal("mean takes a histogram of the state: mean(state.answers)")
        }
        return Self.mean(histogram)
    }

    /// The mean of a histogram with the interval of a bounded mean.
    static func mean(_ histogram: StateHistogram) -> MetricResult {
        let moments = histogram.moments
        let range = Double(histogram.scale.lowerBound)...Double(histogram.scale.upperBound)
        guard let mean = moments.mean else {
            return MetricResult(none: "no answers", distribution: histogram.distribution, range: range)
        }
        let variance = moments.variance
        return MetricResult(
            value: mean, n: moments.count,
            interval: variance.flatMap { Interval.boundedMean(mean, variance: $0, in: range, n: moments.count) },
            standardError: variance.map { ($0 / Double(moments.count)).squareRoot() },
            distribution: histogram.distribution, range: range)
    }

    /// The ratio of two sums over events, x / y, each event with its own x and y.
    ///
    /// With the sums of squares and of products `xx`, `yy`, `xy` and the number of events `n`, its variance is the linearised
    /// one: n / (n - 1) · Σ(x - r y)² / y² (Cochran, *Sampling Techniques*, 3rd edition 1977, section 6.3).
    static func ratio(_ arguments: [LuaValue]) throws(HostRefusal) -> MetricResult {
        let form = "write ratio { x = sum, y = sum, xx = squares of x, yy = squares of y, xy = products, n = events }"
        guard arguments.count == 1, case .table(let fields) = arguments[0] else { throw HostRefusal(form) }
        for key in fields.keys where !["x", "y", "xx", "yy", "xy", "n"].contains(key) {
            throw HostRefusal("ratio has no '\(key)'; \(form)")
        }
        guard let x = fields["x"]?.number, let y = fields["y"]?.number else { throw HostRefusal(form) }
        var n = 0
        if let given = fields["n"] {
            guard case .integer(let number) = given, number >= 0 else { throw HostRefusal("ratio: n is a whole number") }
            n = Int(number)
        }
        if y == 0 { return MetricResult(none: "nothing to divide by", n: n) }
        let ratio = x / y
        guard let xx = fields["xx"]?.number, let yy = fields["yy"]?.number, let xy = fields["xy"]?.number, n >= 2 else {
            return MetricResult(value: ratio, n: n, interval: nil)
        }
        let residuals = max(0, xx - 2 * ratio * xy + ratio * ratio * yy)
        let variance = Double(n) / Double(n - 1) * residuals / (y * y)
        var interval = Interval.student(mean: ratio, variance: variance * Double(n), n: n)
        interval?.method = "linearised"
        return MetricResult(value: ratio, n: n, interval: interval, standardError: variance.squareRoot())
    }
}
