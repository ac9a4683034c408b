import Foundation

/// A decision as an example for people: read back from its line, so it says what a program would have got.
package struct DecisionExample: Equatable, Sendable {
    /// A field of a decision, in the order in which people read them.
    package static let fields = ["queue", "unit", "priority", "within", "reason", "title", "text"]

    package var rule: String
    package var event: String
    /// The line of the source, from 1.
    package var line: Int
    /// The fields that it has, of those that people read.
    package var values: [(name: String, text: String)]

    /// Reads a line of decisions; nil when it is none.
    package init?(line bytes: some Collection<UInt8>) {
        guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
            let rule = object["rule"] as? String, let event = object["event"] as? String,
            let place = object["at"] as? [String: Any], let line = place["line"] as? Int
        else { return nil }
        self.rule = rule
        self.event = event
        self.line = line
        values = Self.fields.compactMap { name in
            guard let text = object[name] as? String, !text.isEmpty else { return nil }
            return (name, text)
        }
    }

    package static func == (left: DecisionExample, right: DecisionExample) -> Bool {
        left.rule == right.rule && left.event == right.event && left.line == right.line
            && left.values.elementsEqual(right.values, by: ==)
    }
}
