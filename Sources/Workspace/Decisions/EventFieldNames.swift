import Suggestions
import Tuntuma

/// The names of the fields of events, for messages.
package enum EventFieldNames {
    /// All names but those of answers and attributes.
    package static let all = EventField.Name.allCases.map(\.rawValue)

    /// What somebody probably meant by a wrong name.
    package static func hint(for name: String) -> String {
        let parts = name.split(separator: ".", maxSplits: 1)
        if parts.count == 2, let group = Suggestion.nearest(to: String(parts[0]), among: ["answers", "attributes"]) {
            return "; did you mean \"\(group).\(parts[1])\"?"
        }
        if let nearest = Suggestion.nearest(to: name, among: all + ["answers", "attributes"]) {
            return "; did you mean \"\(nearest)\"?"
        }
        return "; expected \(Suggestion.oneOf(all)), or a name in answers or attributes"
    }
}
