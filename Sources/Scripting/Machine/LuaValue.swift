import Workspace

/// A value that came out of a machine.
indirect enum LuaValue: Equatable, Sendable {
    case `nil`
    case boolean(Bool)
    /// A whole number; a decimal without a fraction comes as one.
    case integer(Int64)
    /// Any other finite number.
    case decimal(Double)
    case text(String)
    /// A table counted from 1 without a gap, or an empty one.
    case list([LuaValue])
    /// Any other table; whole-number keys as text.
    case table([String: LuaValue])
    case function(line: Int)
    /// An object of the host, by its id.
    case object(UInt32)

    /// The value as a setting of a block; nil for what no block can hold.
    var setting: Setting? {
        switch self {
        case .nil, .object: nil
        case .boolean(let value): .boolean(value)
        case .integer(let value): .integer(value)
        case .decimal(let value): .decimal(value)
        case .text(let value): .text(value)
        case .function(let line): .function(line: line)
        case .list(let items): .list(items.compactMap(\.setting))
        case .table(let fields): .table(fields.compactMapValues(\.setting))
        }
    }

    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .decimal(let value): value
        default: nil
        }
    }

    /// What kind of value it is, for messages.
    var kind: String {
        switch self {
        case .nil: "nil"
        case .object: "an object of the host"
        default: setting?.kind ?? "nothing"
        }
    }
}

/// What a constructor such as `scale(0, 10)` or `share(k, n)` made.
///
/// How Lua's values become settings of a block, all of it:
/// - a table counted from 1 without a gap is a `.list`, and so is an empty one;
/// - any other table is a `.table`; its list items stand under "1", "2", ...: `match = { survey = "nps", any { ... } }`
///   has the keys `survey` and `1`;
/// - a number without a fraction is an `.integer`; one that is not finite is refused, with its line;
/// - a function is `.function(line:)` and stays in its machine;
/// - `word(a, b)` and `word { ... }` are `.table(["$call": .text("word"), "arguments": .list([a, b])])`: `any { x, y }` has
///   one argument, the list of x and y; `text()` has the empty list;
/// - a block that is a list itself, such as `goals { { ... }, { ... } }`, has its items under "1", "2", ...
struct ConstructorCall: Equatable {
    static let nameKey = "$call"
    static let argumentsKey = "arguments"

    var name: String
    var arguments: [LuaValue]

    /// Nil when the value was not made by a constructor.
    init?(_ value: LuaValue) {
        guard case .table(let fields) = value, case .text(let name)? = fields[Self.nameKey] else { return nil }
        self.name = name
        if case .list(let arguments)? = fields[Self.argumentsKey] { self.arguments = arguments } else { arguments = [] }
    }

    init?(_ setting: Setting?) {
        guard case .table(let fields)? = setting, case .text(let name)? = fields[Self.nameKey] else { return nil }
        self.name = name
        if case .list(let arguments)? = fields[Self.argumentsKey] {
            self.arguments = arguments.map { LuaValue($0) }
        } else {
            arguments = []
        }
    }
}

extension LuaValue {
    init(_ setting: Setting) {
        switch setting {
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .decimal(let value): self = .decimal(value)
        case .text(let value): self = .text(value)
        case .list(let items): self = .list(items.map { LuaValue($0) })
        case .table(let fields): self = .table(fields.mapValues { LuaValue($0) })
        case .function(let line): self = .function(line: line)
        }
    }
}
