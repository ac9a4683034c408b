package import Foundation
import Tuntuma
import Workspace

/// A decision as a run wrote it with `--decisions`: what leads back to its event and to the rule as it was then.
package struct RecordedDecision: Equatable, Sendable {
    package var found: FoundDecision
    /// The version of the rule that made it.
    package var version: String

    /// Finds the line with a key among lines of decisions; nil when there is none.
    package init?(key: String, in lines: Data) {
        let marker = Array("\"key\":\"\(key)\"".utf8)
        for line in lines.split(separator: UInt8(ascii: "\n")) where line.firstRange(of: marker) != nil {
            guard let object = try? JSONSerialization.jsonObject(with: line) as? [String: Any],
                object["key"] as? String == key, let rule = object["rule"] as? String,
                let event = object["event"] as? String, let version = object["version"] as? String,
                let kind = (object["kind"] as? String).flatMap(Decision.Kind.init(rawValue:))
            else { continue }
            let known: Set = ["kind", "rule", "version", "source", "event", "at", "time", "ordinal", "key"]
            let fields = object.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }
            let decision = Decision(kind: kind, fields: fields.map { ($0.key, .text("\($0.value)")) })
            found = FoundDecision(
                key: key, rule: rule, event: event, source: object["source"] as? String ?? "", decision: decision)
            self.version = version
            return
        }
        return nil
    }
}
