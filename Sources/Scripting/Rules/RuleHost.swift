import LuaWall
import Tuntuma
import Workspace

/// What a rule's `run` can ask and decide.
final class RuleHost: EventHost {
    /// The most decisions of one call.
    static let mostDecisions = 100

    /// What the call has decided so far.
    var decisions: [Decision] = []
    /// Whether there is an event to decide on.
    var isDeciding = false

    override func decide(_ function: HostFunction, _ fields: UnsafeBufferPointer<LuaWallValue>) -> Bool {
        guard isDeciding, decisions.count < Self.mostDecisions,
            let decision = PlainDecision.decision(function, fields)
        else { return false }
        decisions.append(decision)
        return true
    }

    override func call(
        _ function: HostFunction, _ object: UInt32?, _ arguments: [LuaValue]
    ) throws(HostRefusal) -> LuaWallValue {
        guard let event = events.current else { return try super.call(function, object, arguments) }
        switch function {
        case .now: return EventReader.seconds(event.time)
        case .alert: try decide(.alert, arguments)
        case .route: try decide(.route, arguments)
        case .act: try decide(.act, arguments)
        default: return try super.call(function, object, arguments)
        }
        return .absent
    }

    private func decide(_ kind: Decision.Kind, _ arguments: [LuaValue]) throws(HostRefusal) {
        guard arguments.count == 1, case .table(let fields)? = arguments.first else {
            throw HostRefusal("\(kind.rawValue) takes a table with names: \(kind.rawValue) { ... }")
        }
        guard decisions.count < Self.mostDecisions else {
            throw HostRefusal("a rule may decide \(Self.mostDecisions) things for one event", status: .limit)
        }
        do {
            decisions.append(try DecisionShape.decision(kind: kind, fields: fields.compactMapValues(\.setting)))
        } catch {
            throw HostRefusal("\(kind.rawValue): \(error.problem)")
        }
    }
}
