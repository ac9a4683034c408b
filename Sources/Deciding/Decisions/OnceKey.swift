import JSONText
package import Memory
package import Tuntuma
import Workspace

/// What `once` tells events apart by: the values of some fields.
package struct OnceKey: Sendable {
    private let fields: [EventField]

    package init?(_ once: MemoryPlan.Once?, symbols: SymbolTable) {
        guard let once else { return nil }
        fields = once.fields.compactMap { EventField($0, symbols: symbols) }
    }

    /// The key of an event; nil when it lacks one of the fields, and is never held back.
    package func key(of event: Event) -> String? {
        var texts: [String] = []
        for field in fields {
            guard let value = event.value(of: field) else { return nil }
            texts.append(value.plainText)
        }
        if texts.count == 1, let only = texts.first { return MemoryCall.short(only) }
        var key: [UInt8] = []
        for (index, text) in texts.enumerated() {
            key += Array((index == 0 ? "[" : ",").utf8)
            JSONText.append(text, to: &key)
        }
        return MemoryCall.short(String(decoding: key, as: UTF8.self) + "]")
    }
}
