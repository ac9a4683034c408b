import Tuntuma

/// What a metric says, as scripts see it: in `m` of rules about metrics, and of `metric(...)` in those about events.
extension LuaValue {
    /// A number, whole where it is; nil where there is none.
    init(_ number: Double?) {
        self = number.map { number in Int64(exactly: number).map { .integer($0) } ?? .decimal(number) } ?? .nil
    }

    init(_ interval: Interval?) {
        guard let interval else {
            self = .nil
            return
        }
        self = .table([
            "lower": LuaValue(interval.lower), "upper": LuaValue(interval.upper), "level": LuaValue(interval.level),
        ])
    }

    init(_ parts: [(name: String, part: MetricResult.Part)]) {
        self = .table(
            Dictionary(
                parts.map { name, part in
                    switch part {
                    case .count(let count): (name, .integer(Int64(count)))
                    case .number(let number): (name, LuaValue(number))
                    case .interval(let interval): (name, LuaValue(interval))
                    case .group(let group): (name, LuaValue(group))
                    }
                }, uniquingKeysWith: { first, _ in first }))
    }

    /// A table: `value`, `n`, `interval`, `parts`, and the `reason` where there is no value.
    init(_ result: MetricResult) {
        var fields: [String: LuaValue] = ["n": .integer(Int64(result.n)), "parts": LuaValue(result.parts)]
        if let number = result.value { fields["value"] = LuaValue(number) }
        if let interval = result.interval { fields["interval"] = LuaValue(interval) }
        if let reason = result.reason { fields["reason"] = .text(reason) }
        self = .table(fields)
    }
}
