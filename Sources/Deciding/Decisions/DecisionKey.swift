import Digest
package import Workspace

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
        let ordinal = Self.ordinals.indices.contains(ordinal) ? Self.ordinals[ordinal] : String(ordinal)
        let (kind, target) = (decision.kind.rawValue, decision.target)
        var size = rule.utf8.count + source.utf8.count + event.utf8.count
        size += ordinal.utf8.count + kind.utf8.count + target.utf8.count
        size += 6 * MemoryLayout<UInt64>.size
        text = withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) { memory in
            var message = Message(memory: memory)
            message.append(rule)
            message.append(source)
            message.append(event)
            message.append(ordinal)
            message.append(kind)
            message.append(target)
            return BLAKE2b.hex128(UnsafeRawBufferPointer(memory))
        }
    }

    /// The texts of the first ones: most rules decide one or two things.
    private static let ordinals = (0..<10).map { String($0) }

    /// What is hashed. There is a key for every decision, so nothing is made on the way.
    private struct Message {
        let memory: UnsafeMutableRawBufferPointer
        var place = 0

        mutating func append(_ part: String) {
            var part = part
            place += part.withUTF8 { bytes in
                memory.storeBytes(of: UInt64(bytes.count).littleEndian, toByteOffset: place, as: UInt64.self)
                let begin = place + MemoryLayout<UInt64>.size
                UnsafeMutableRawBufferPointer(rebasing: memory[begin...]).copyMemory(from: .init(bytes))
                return MemoryLayout<UInt64>.size + bytes.count
            }
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
