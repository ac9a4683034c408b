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
        let parts = [rule, source, event, String(ordinal), decision.kind.rawValue, decision.target]
        let size = parts.reduce(0) { $0 + $1.utf8.count + MemoryLayout<UInt64>.size }
        text = withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) { message in
            var place = 0
            for var part in parts {
                part.withUTF8 { bytes in
                    message.storeBytes(of: UInt64(bytes.count).littleEndian, toByteOffset: place, as: UInt64.self)
                    place += MemoryLayout<UInt64>.size
                    UnsafeMutableRawBufferPointer(rebasing: message[place...]).copyMemory(from: .init(bytes))
                    place += bytes.count
                }
            }
            return BLAKE2b.hex128(UnsafeRawBufferPointer(message))
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
