import Deciding
import LuaWall
import Suggestions
import Tuntuma
import Workspace

/// What the `run` of a rule about a metric can ask and decide: `m`, and the words of decisions.
final class LookHost: LuaHost {
    /// The object `m`.
    static let measure: UInt32 = 0

    /// The fields of `m`.
    static let names = [
        "value", "n", "interval", "parts", "group", "metric", "previous", "target", "day", "days", "base", "base_n",
        "difference", "p", "since", "against", "chart", "dropped", "rose", "changed", "below", "above",
    ]

    private let mostDecisions: Int
    /// The hash of the rule's id, to which those of group and day are added.
    private let ruleHash: StableHash
    private var decisions: [Decision] = []
    /// The group of this call.
    var current: Measure?

    init(rule: String, mostDecisions: Int) {
        self.mostDecisions = mostDecisions
        var hash = StableHash()
        hash.add(rule)
        ruleHash = hash
    }

    /// What the call has decided; the next one begins with nothing.
    func takeDecisions() -> [Decision] {
        defer { decisions = [] }
        return decisions
    }

    override class var unwritable: StaticString { "what a rule looks at cannot be changed" }

    /// From the rule, the group and the day: whoever replays the log gets the same numbers.
    override var seed: UInt64? {
        guard let current else { return nil }
        var hash = ruleHash
        for (key, value) in current.group {
            hash.add(key)
            hash.add(value ?? "")
        }
        hash.add(current.day.text)
        return hash.value
    }

    // MARK: Reading

    override func read(_ object: UInt32, _ name: FieldName) throws(HostRefusal) -> LuaWallValue {
        guard let current else { throw HostRefusal("m can be read in the function `run` only") }
        let finding = current.finding
        switch name.text {
        case "value": return number(current.result.value)
        case "n": return .integer(Int64(current.result.n))
        case "interval": return table(LuaValue(current.result.interval))
        case "parts": return table(LuaValue(current.result.parts))
        case "group":
            return table(.table(Dictionary(uniqueKeysWithValues: current.group.map { ($0.key, Self.value($0.value)) })))
        case "metric": return scratch.hold(current.metric)
        case "previous": return table(LuaValue(current.previous))
        case "target": return number(current.target)
        case "day": return scratch.hold(current.day.text)
        case "days": return current.silentDays.map { .integer(Int64($0)) } ?? .absent
        case "base": return number(finding?.base)
        case "base_n": return finding?.baseCount.map { .integer(Int64($0)) } ?? .absent
        case "difference": return number(finding?.difference)
        case "p": return number(finding?.p)
        case "since": return finding?.since.map { scratch.hold($0.text) } ?? .absent
        case "against": return .function(HostFunction.against.rawValue)
        case "chart": return .function(HostFunction.chart.rawValue)
        case "dropped": return .function(HostFunction.dropped.rawValue)
        case "rose": return .function(HostFunction.rose.rawValue)
        case "changed": return .function(HostFunction.changed.rawValue)
        case "below": return .function(HostFunction.below.rawValue)
        case "above": return .function(HostFunction.above.rawValue)
        default:
            throw HostRefusal(
                "m has no field '\(name.text.prefix(60))'\(Suggestion.hint(for: name.text, among: Self.names))")
        }
    }

    override func name(_ object: UInt32, _ place: Int) throws(HostRefusal) -> LuaWallValue {
        place < Self.names.count ? scratch.hold(Self.names[place]) : .absent
    }

    private func number(_ value: Double?) -> LuaWallValue {
        value.map { .number($0) } ?? .absent
    }

    private func table(_ value: LuaValue) -> LuaWallValue {
        if case .nil = value { return .absent }
        return scratch.hold(data: DataWriter.bytes(of: value))
    }

    private static func value(_ text: String?) -> LuaValue { text.map { .text($0) } ?? .nil }

    // MARK: Calls

    override func call(
        _ function: HostFunction, _ object: UInt32?, _ arguments: [LuaValue]
    ) throws(HostRefusal) -> LuaWallValue {
        guard let current else { return try super.call(function, object, arguments) }
        switch function {
        case .now: return EventReader.seconds(Timestamp(milliseconds: current.time))
        case .alert: try decide(.alert, arguments)
        case .route: try decide(.route, arguments)
        case .act: try decide(.act, arguments)
        case .against: return try against(Self.plain(arguments), current)
        case .chart: return try chart(Self.plain(arguments), current)
        case .dropped: return try answer(.dropped, Self.plain(arguments), current)
        case .rose: return try answer(.rose, Self.plain(arguments), current)
        case .changed: return try answer(.changed, Self.plain(arguments), current)
        case .below: return try answer(.below, Self.plain(arguments), current)
        case .above: return try answer(.above, Self.plain(arguments), current)
        default: return try super.call(function, object, arguments)
        }
        return .absent
    }

    /// The arguments without `m` itself: `m:against("180d")` is understood too.
    private static func plain(_ arguments: [LuaValue]) -> [LuaValue] {
        if case .object? = arguments.first { return Array(arguments.dropFirst()) }
        return arguments
    }

    private func against(_ arguments: [LuaValue], _ current: Measure) throws(HostRefusal) -> LuaWallValue {
        guard let text = arguments.first?.text, let result = current.against(text) else {
            throw HostRefusal("write m.against(\"180d\"), with days, \"previous\" or \"last-year\"")
        }
        return table(LuaValue(result))
    }

    private func chart(_ arguments: [LuaValue], _ current: Measure) throws(HostRefusal) -> LuaWallValue {
        guard let name = arguments.first?.text else {
            throw HostRefusal("write m.chart(\"ewma\", { days = 7, periods = 26, usual = 13 })")
        }
        var settings: [String: Double] = [:]
        if arguments.count > 1, case .table(let given) = arguments[1] {
            for (key, value) in given {
                guard let number = value.number else { throw HostRefusal("chart: \(key): expected a number") }
                settings[key] = number
            }
        }
        do throws(ChartError) {
            let reading = try current.chart(name, settings)
            var fields: [String: LuaValue] = ["signal": .boolean(reading.isSignal)]
            for (name, number) in [
                ("value", reading.value), ("lower", reading.lower), ("centre", reading.centre),
                ("upper", reading.upper),
            ] {
                if let number { fields[name] = LuaValue(number) }
            }
            return table(.table(fields))
        } catch {
            throw HostRefusal("chart: \(error.problem)")
        }
    }

    /// What the judge found before the rule was called: a table where it holds, else false.
    private func answer(
        _ kind: LookPredicate.Kind, _ arguments: [LuaValue], _ current: Measure
    ) throws(HostRefusal) -> LuaWallValue {
        let fields = arguments.first?.setting?.asTable ?? [:]
        let question = LookPredicate(kind, fields)
        guard let known = current.answers.first(where: { $0.question == question }) else {
            throw HostRefusal(
                "m.\(kind.rawValue): this question was not read with the rule; write m.\(kind.rawValue) { ... } in the "
                    + "function run of the rule itself, with numbers and texts alone")
        }
        guard let finding = known.finding else { return .boolean(false) }
        var found: [String: LuaValue] = [
            "value": LuaValue(finding.value), "n": .integer(Int64(finding.n)), "base": LuaValue(finding.base),
            "difference": LuaValue(finding.difference), "p": LuaValue(finding.p),
        ]
        if let n = finding.baseCount { found["base_n"] = .integer(Int64(n)) }
        if let since = finding.since { found["since"] = .text(since.text) }
        return table(.table(found))
    }

    private func decide(_ kind: Decision.Kind, _ arguments: [LuaValue]) throws(HostRefusal) {
        guard arguments.count == 1, case .table(let fields)? = arguments.first else {
            throw HostRefusal("\(kind.rawValue) takes a table with names: \(kind.rawValue) { ... }")
        }
        guard decisions.count < mostDecisions else {
            let most = mostDecisions == 1 ? "one thing" : "\(mostDecisions) things"
            throw HostRefusal("a rule may decide \(most) for one group", status: .limit)
        }
        do {
            decisions.append(try DecisionShape.decision(kind: kind, fields: fields.compactMapValues(\.setting)))
        } catch {
            throw HostRefusal("\(kind.rawValue): \(error.problem)")
        }
    }
}
