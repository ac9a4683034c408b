import LuaWall

/// A word that the host adds to the language of a workspace's files. All files have the same ones.
struct ScriptWord {
    let name: StaticString
    let kind: LuaWallWordKind
    var function: HostFunction?

    /// The names that go to ``LuaHost/decide(_:_:)``, as C takes them.
    var fieldNames: FieldNames {
        var names: FieldNames = (nil, nil, nil, nil, nil, nil, nil, nil)
        let fields = function.map { PlainDecision.fields(of: $0) } ?? []
        withUnsafeMutableBytes(of: &names) { names in
            let names = names.assumingMemoryBound(to: UnsafePointer<CChar>?.self)
            for (index, field) in fields.prefix(names.count).enumerated() { names[index] = field.cString }
        }
        return names
    }

    typealias Name = UnsafePointer<CChar>?
    typealias FieldNames = (Name, Name, Name, Name, Name, Name, Name, Name)

    private static func block(_ name: StaticString, _ kind: LuaWallWordKind) -> ScriptWord {
        ScriptWord(name: name, kind: kind)
    }

    private static func constructor(_ name: StaticString) -> ScriptWord {
        ScriptWord(name: name, kind: .constructor)
    }

    /// What a metric keeps; in a rule's `run`, a question to its memory.
    private static let count = ScriptWord(name: "count", kind: .constructor, function: .recalledCount)

    /// Declares a metric; in a rule's `run`, asks what one says.
    private static let metric = ScriptWord(name: "metric", kind: .anyBlock, function: .metric)

    /// The order is part of the machine: a recorded block names its word by place.
    static let all: [ScriptWord] =
        [
            block("organisation", .block), block("limits", .block), block("units", .block),
            block("touchpoints", .block),
            block("survey", .namedBlock), metric, block("channel", .anyBlock),
            block("action", .anyBlock), block("actions", .block), block("queues", .block), block("goals", .block),
            block("notifications", .block), block("rule", .anyBlock),

            // Conditions; `none` is also a metric's "no value".
            constructor("any"), constructor("none"),
            // Tables of the workspace.
            constructor("lookup"),
            // Questions of a survey; `number()` is one too, see ``HostFunction/number``.
            constructor("scale"), constructor("text"), constructor("choice"), constructor("yes_no"),
            // What a metric keeps.
            constructor("sum"), count, constructor("min"), constructor("max"),
            constructor("histogram"), constructor("latest"),
            // What a metric says.
            constructor("share"), constructor("mean"), constructor("net"), constructor("ratio"),
        ]
        + HostFunction.global.map { function in
            ScriptWord(
                name: function.name, kind: PlainDecision.fields(of: function).isEmpty ? .function : .decision,
                function: function)
        }
}

/// A function of the host, by the number under which C calls it.
enum HostFunction: UInt32, CaseIterable {
    case now = 1
    case alert, route, act
    case trim, number
    case parseTime
    /// `state:add(name, amount)`
    case add
    /// `histogram:count(value)`, `:n()`, `:mean()`
    case histogramCount, histogramTotal, histogramMean
    /// What a rule remembers, and asks of what it has remembered.
    case remember, recalledCount, last, distinct
    /// `metric("ces", { unit = event.unit, window = "30d" })`
    case metric
    /// `m.against("180d")`, `m.chart("ewma", { ... })`
    case against, chart
    /// `m.dropped { against = "180d" }`
    case dropped, rose, changed, below, above

    /// Those that are words of the language; the others are methods.
    static let global: [HostFunction] = [
        .now, .alert, .route, .act, .trim, .number, .parseTime, .remember, .last, .distinct,
    ]

    var name: StaticString {
        switch self {
        case .now: "now"
        case .alert: "alert"
        case .route: "route"
        case .act: "act"
        case .trim: "trim"
        case .number: "number"
        case .parseTime: "parse_time"
        case .add: "add"
        case .histogramCount: "count"
        case .histogramTotal: "n"
        case .histogramMean: "mean"
        case .remember: "remember"
        case .recalledCount: "count"
        case .last: "last"
        case .distinct: "distinct"
        case .metric: "metric"
        case .against: "against"
        case .chart: "chart"
        case .dropped: "dropped"
        case .rose: "rose"
        case .changed: "changed"
        case .below: "below"
        case .above: "above"
        }
    }
}
