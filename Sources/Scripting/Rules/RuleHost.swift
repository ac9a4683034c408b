import Deciding
import LuaWall
import Memory
import Tuntuma
import Workspace

/// What a rule's `run` can ask and decide.
final class RuleHost: EventHost {
    /// The most decisions of one call.
    private let mostDecisions: Int
    /// The hash of the rule's id, to which those of events are added.
    private let ruleHash: StableHash
    /// The calls of `metric` in its text.
    let asks: [MetricMention]

    /// What the call has decided so far.
    private var decisions: [Decision] = []
    /// Whether it has decided anything: after most calls this alone is looked at.
    private var hasDecided = false
    /// The call and its rule's memory; nil for a rule that declares none.
    var memory: MemoryCall?
    /// Whether there is an event to decide on.
    var isDeciding = false

    /// - Parameters:
    ///   - asks: What its text asks of metrics.
    ///   - events: That of another host of the same machine.
    init(rule: String, mostDecisions: Int, asks: [MetricMention], events: EventReader? = nil) {
        self.mostDecisions = mostDecisions
        self.asks = asks
        var hash = StableHash()
        hash.add(rule)
        ruleHash = hash
        super.init(events: events)
    }

    /// What the call has decided; the next one begins with nothing.
    @inline(__always) func takeDecisions() -> [Decision] {
        if !hasDecided { return [] }
        hasDecided = false
        defer { decisions = [] }
        return decisions
    }

    /// From the rule and the key of the event: whoever replays the log gets the same numbers.
    override var seed: UInt64? {
        guard isDeciding, let event = events.current else { return nil }
        var hash = ruleHash
        hash.add(event.batch.symbols.text(of: event.source))
        hash.add(event.id)
        return hash.value
    }

    override func decide(_ function: HostFunction, _ fields: UnsafeBufferPointer<LuaWallValue>) -> Bool {
        guard isDeciding, decisions.count < mostDecisions,
            let decision = PlainDecision.decision(function, fields)
        else { return false }
        decisions.append(decision)
        hasDecided = true
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
        case .remember, .recalledCount, .last, .distinct: return try recall(function, arguments)
        case .metric: return try ask(arguments, on: event)
        default: return try super.call(function, object, arguments)
        }
        return .absent
    }

    private func decide(_ kind: Decision.Kind, _ arguments: [LuaValue]) throws(HostRefusal) {
        guard arguments.count == 1, case .table(let fields)? = arguments.first else {
            throw HostRefusal("\(kind.rawValue) takes a table with names: \(kind.rawValue) { ... }")
        }
        guard decisions.count < mostDecisions else {
            let most = mostDecisions == 1 ? "one thing" : "\(mostDecisions) things"
            throw HostRefusal("a rule may decide \(most) for one event", status: .limit)
        }
        do {
            decisions.append(try DecisionShape.decision(kind: kind, fields: fields.compactMapValues(\.setting)))
        } catch {
            throw HostRefusal("\(kind.rawValue): \(error.problem)")
        }
        hasDecided = true
    }
}
