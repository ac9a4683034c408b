import Digest

/// Names a decision: the same for the same rule, event, place among the rule's decisions on it, and target, whatever
/// else has changed. So a decision that was made before is known again, and nobody is called twice.
package struct DecisionKey: Hashable, Sendable, CustomStringConvertible {
    /// 32 hex digits.
    package let text: String

    package var description: String { text }

    /// Makes the key: a BLAKE2b hash of 128 bits over the parts, each with its length before it, as eight bytes, the
    /// lowest first.
    /// - Parameters:
    ///   - rule: The rule's id.
    ///   - source: The event's source; "" by default.
    ///   - event: The event's id.
    ///   - ordinal: The decision's place among those of the rule on this event, from 0.
    ///   - decision: What was decided; its kind and its queue, action or alert key are its target.
    package init(rule: String, source: String, event: String, ordinal: Int, decision: Decision) {
        var message: [UInt8] = []
        message.reserveCapacity(256)
        Self.append(rule, to: &message)
        Self.append(source, to: &message)
        Self.append(event, to: &message)
        Self.append(String(ordinal), to: &message)
        Self.append(decision.kind.rawValue, to: &message)
        Self.append(decision.target, to: &message)
        text = BLAKE2b.hex128(message)
    }

    private static func append(_ part: String, to message: inout [UInt8]) {
        var part = part
        part.withUTF8 { bytes in
            withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { message.append(contentsOf: $0) }
            message.append(contentsOf: bytes)
        }
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
