import Digest
package import Tuntuma
package import Workspace

/// Names a decision: the same for the same rule, event, place among the rule's decisions on it, and target, whatever
/// else has changed. So a decision that was made before is known again, and nobody is called twice.
package struct DecisionKey: Hashable, Sendable, CustomStringConvertible {
    private let hash: Hash128

    /// 32 hex digits.
    package var text: String { hash.text }

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
        var event = event
        self = event.withUTF8 {
            DecisionKey(rule: rule, source: source, eventBytes: $0, ordinal: ordinal, decision: decision)
        }
    }

    /// The key of a decision on an event, as above. Called for every decision.
    package init(rule: String, on event: Event, ordinal: Int, decision: Decision) {
        let source = event.batch.symbols.text(of: event.source)
        self = event.batch.withBytes(of: event.fields.id) {
            DecisionKey(rule: rule, source: source, eventBytes: $0, ordinal: ordinal, decision: decision)
        }
    }

    private init(
        rule: String, source: String, eventBytes: UnsafeBufferPointer<UInt8>, ordinal: Int, decision: Decision
    ) {
        let ordinal = Self.ordinals.indices.contains(ordinal) ? Self.ordinals[ordinal] : String(ordinal)
        let (kind, target) = (decision.kind.rawValue, decision.target)
        var size = rule.utf8.count + source.utf8.count + eventBytes.count
        size += ordinal.utf8.count + kind.utf8.count + target.utf8.count
        size += 6 * MemoryLayout<UInt64>.size
        hash = withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) { memory in
            var message = Message(memory: memory)
            message.append(rule)
            message.append(source)
            message.append(eventBytes)
            message.append(ordinal)
            message.append(kind)
            message.append(target)
            return BLAKE2b.hash128(UnsafeRawBufferPointer(memory))
        }
    }

    /// The texts of the first ones: most rules decide one or two things.
    private static let ordinals = (0..<10).map { String($0) }

    /// Appends the hex digits as UTF-8.
    package func append(to output: inout [UInt8]) { hash.append(to: &output) }

    /// What is hashed. There is a key for every decision, so nothing is made on the way.
    private struct Message {
        let memory: UnsafeMutableRawBufferPointer
        var place = 0

        @inline(__always) mutating func append(_ part: UnsafeBufferPointer<UInt8>) {
            memory.storeBytes(of: UInt64(part.count).littleEndian, toByteOffset: place, as: UInt64.self)
            place += MemoryLayout<UInt64>.size
            UnsafeMutableRawBufferPointer(rebasing: memory[place...]).copyMemory(from: .init(part))
            place += part.count
        }

        mutating func append(_ part: String) {
            var part = part
            part.withUTF8 { append($0) }
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
