import Digest

/// Names a decision: the same for the same rule, event, place among the rule's decisions on it, and target, whatever
/// else has changed. So a decision that was made before is known again, and nobody is called twice.
package struct DecisionKey: Hashable, Sendable, CustomStringConvertible {
    /// 32 hex digits.
    package let text: String

    package var description: String { text }

    /// Makes the key: the first 128 bits of a SHA-256 over the parts, each with its length before it.
    /// - Parameters:
    ///   - rule: The rule's id.
    ///   - source: The event's source; "" by default.
    ///   - event: The event's id.
    ///   - ordinal: The decision's place among those of the rule on this event, from 0.
    ///   - decision: What was decided; its kind and its queue, action or alert key are its target.
    package init(rule: String, source: String, event: String, ordinal: Int, decision: Decision) {
        var message: [UInt8] = []
        for part in [rule, source, event, String(ordinal), decision.kind.rawValue, decision.target] {
            let bytes = Array(part.utf8)
            for shift in stride(from: 0, to: 64, by: 8) {
                message.append(UInt8(truncatingIfNeeded: bytes.count >> shift))
            }
            message += bytes
        }
        text = String(SHA256.hex(message).prefix(32))
    }
}

extension Decision {
    /// Where the decision goes: the queue of a route, the action of an act, the key of an alert; "" without one.
    package var target: String {
        let name =
            switch kind {
            case .alert: "key"
            case .route: "queue"
            case .act: "use"
            }
        return fields.first { $0.name == name }?.value.plainText ?? ""
    }
}
