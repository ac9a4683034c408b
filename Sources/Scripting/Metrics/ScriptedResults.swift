import Tuntuma

/// Makes a result of what `value` returned: `share(k, n)`, `net(promoters, detractors, n)`, `mean(histogram)`,
/// `ratio { x =, y =, ... }` or `none(reason)`, and after it, where given, a table of parts.
struct ScriptedResults {
    /// How many events the metric has counted.
    let counted: Int
    /// Finds the histogram that an object of the host stands for.
    let histogram: (UInt32?) -> Histogram?

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
            case "ratio": try ratio(call.arguments)
            case "none": MetricResult(none: call.arguments.first?.text ?? "no value", n: counted)
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
        guard counts[0] <= counts[1] else { throw HostRefusal("share(\(counts[0]), \(counts[1])): more than all") }
        return MetricResult.share(counts[0], of: counts[1])
    }

    static func net(_ arguments: [LuaValue]) throws(HostRefusal) -> MetricResult {
        let counts = try counts(arguments, "net(promoters, detractors, n)", 3)
        guard counts[0] <= counts[2], counts[1] <= counts[2] - counts[0] else {
            throw HostRefusal(
                "net(\(counts[0]), \(counts[1]), \(counts[2])): more promoters and detractors than answers")
        }
        return MetricResult.net(promoters: counts[0], detractors: counts[1], of: counts[2])
    }

    private func mean(_ arguments: [LuaValue]) throws(HostRefusal) -> MetricResult {
        guard arguments.count == 1, case .object(let id) = arguments[0], let histogram = histogram(id) else {
            throw HostRefusal("mean takes a histogram of the state: mean(state.answers)")
        }
        return MetricResult.mean(of: histogram)
    }

    /// The ratio of two sums over events, x / y, each event with its own x and y. Without `n` it stands on the events that
    /// were counted.
    private func ratio(_ arguments: [LuaValue]) throws(HostRefusal) -> MetricResult {
        let form = "write ratio { x = sum, y = sum, xx = squares of x, yy = squares of y, xy = products, n = events }"
        guard arguments.count == 1, case .table(let fields) = arguments[0] else { throw HostRefusal(form) }
        for key in fields.keys.sorted() where !["x", "y", "xx", "yy", "xy", "n"].contains(key) {
            throw HostRefusal("ratio has no '\(key)'; \(form)")
        }
        guard let x = fields["x"]?.number, let y = fields["y"]?.number else { throw HostRefusal(form) }
        var sums = RatioSums(n: counted, numerator: x, denominator: y)
        if let given = fields["n"] {
            guard case .integer(let number) = given, number >= 0 else {
                throw HostRefusal("ratio: n is a whole number")
            }
            sums.n = Int(number)
        }
        if let xx = fields["xx"]?.number, let yy = fields["yy"]?.number, let xy = fields["xy"]?.number {
            sums.squares = RatioSums.Squares(numerator: xx, denominator: yy, product: xy)
        }
        return MetricResult.ratio(sums)
    }
}
