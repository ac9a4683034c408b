import Deciding
import LuaWall
import Tuntuma
import Workspace

/// The short way to a decision: a table of texts and whole numbers that has nothing wrong with it, read where Lua keeps it.
///
/// What it makes is what ``DecisionShape`` makes. Anything else, and whatever is wrong, is left to that.
enum PlainDecision {
    /// The names that a decision may have here, in the order of its fields; none for functions that decide nothing.
    static func fields(of function: HostFunction) -> [StaticString] {
        switch function {
        case .alert: ["severity", "key", "title", "text"]
        case .route: ["queue", "unit", "within", "priority", "reason"]
        case .act: ["use"]
        default: []
        }
    }

    /// Makes a decision of the values of the fields, in the order of ``fields(of:)``; nil when that is not so simple.
    static func decision(
        _ function: HostFunction, _ fields: UnsafeBufferPointer<LuaWallValue>
    ) -> Decision? {
        // Too much text is wrong, and repaired text is longer.
        guard fields.reduce(0, { $0 + ($1.kind == .text ? $1.length : 0) }) <= Decision.mostTextBytes / 3 else {
            return nil
        }
        return switch function {
        case .alert: alert(fields)
        case .route: route(fields)
        case .act: act(fields)
        default: nil
        }
    }

    private typealias Fields = [(name: String, value: Value)]

    private static func alert(_ values: UnsafeBufferPointer<LuaWallValue>) -> Decision? {
        guard values.count == 4, values[2].kind == .text || values[3].kind == .text else { return nil }
        var fields = Fields()
        fields.reserveCapacity(4)
        if values[0].kind == .nil {
            fields.append(("severity", .text("warning")))
        } else {
            guard let severity = text(values[0]), ["info", "warning", "critical"].contains(severity) else { return nil }
            fields.append(("severity", .text(severity)))
        }
        guard add(values[1], "key", &fields), add(values[2], "title", &fields), add(values[3], "text", &fields) else {
            return nil
        }
        return Decision(kind: .alert, fields: fields)
    }

    private static func route(_ values: UnsafeBufferPointer<LuaWallValue>) -> Decision? {
        guard values.count == 5, let queue = text(values[0]), !queue.isEmpty else { return nil }
        var fields = Fields()
        fields.reserveCapacity(5)
        fields.append(("queue", .text(queue)))
        guard add(values[1], "unit", &fields) else { return nil }
        if values[2].kind != .nil {
            guard let within = text(values[2]), SpanText.isDeadline(within) else { return nil }
            fields.append(("within", .text(within)))
        }
        if values[3].kind == .integer {
            fields.append(("priority", .integer(values[3].integer)))
        } else {
            guard add(values[3], "priority", &fields) else { return nil }
        }
        guard add(values[4], "reason", &fields) else { return nil }
        return Decision(kind: .route, fields: fields)
    }

    private static func act(_ values: UnsafeBufferPointer<LuaWallValue>) -> Decision? {
        guard values.count == 1, let action = text(values[0]), !action.isEmpty else { return nil }
        return Decision(kind: .act, fields: [("use", .text(action))])
    }

    /// Adds a text that may be missing; false when it is something else.
    @inline(__always) private static func add(_ value: LuaWallValue, _ name: String, _ fields: inout Fields) -> Bool {
        if value.kind == .nil { return true }
        guard let text = text(value) else { return false }
        fields.append((name, .text(text)))
        return true
    }

    /// A text; what is not UTF-8 is repaired with U+FFFD.
    @inline(__always) private static func text(_ value: LuaWallValue) -> String? {
        guard value.kind == .text else { return nil }
        return String(decoding: UnsafeBufferPointer(start: value.bytes, count: value.length), as: UTF8.self)
    }
}
