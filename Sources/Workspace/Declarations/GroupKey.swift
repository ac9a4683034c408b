import Suggestions
package import Tuntuma

/// A key of `--by`: a dimension of events, an attribute, or a property of the touchpoint. Made once for a run, used by
/// all workers at once. Which group an event belongs to: ``symbol(for:intern:)`` in Deciding.
package struct GroupKey: Sendable {
    /// The key as given.
    package let text: String
    package let place: Place

    /// Where an event has its group.
    package enum Place: Sendable {
        case dimension(EventField.Name)
        case respondent([Symbol])
        case attribute(Symbol)
        /// By the touchpoint's symbol: the symbol of its property; none beyond the end.
        case touchpoint([Symbol])
        case journey([Symbol])
        case subject
    }

    /// The dimensions that have few values, and so make groups.
    private static let dimensions: [EventField.Name] = [
        .source, .type, .survey, .touchpoint, .channel, .unit, .language, .account, .project,
    ]
    private static let touchpointProperties = ["journey", "stage", "medium", "controlled", "owner"]

    /// The keys that need no name behind a dot.
    package static let all = dimensions.map(\.rawValue) + ["respondent"] + touchpointProperties

    /// Reads a key.
    package init(_ text: String, workspace: Workspace, symbols: SymbolTable) throws(GroupKeyError) {
        self.text = text
        if text == "respondent" {
            place = .respondent(Respondent.allCases.map { symbols.symbol(for: $0.name) })
        } else if Self.touchpointProperties.contains(text) {
            let table = Self.table(of: text, workspace.touchpoints, symbols)
            place = text == "journey" ? .journey(table) : .touchpoint(table)
        } else {
            switch EventField(text, symbols: symbols) {
            case .attribute(let symbol, _): place = .attribute(symbol)
            case .named(let name) where Self.dimensions.contains(name): place = .dimension(name)
            default: throw GroupKeyError(key: text)
            }
        }
    }

    /// The person: nothing to group a report by, for it has too many values, but answers of one person belong together.
    package static let subject = GroupKey(text: "subject", place: .subject)

    private init(text: String, place: Place) {
        self.text = text
        self.place = place
    }

    /// Whether it depends on what the workspace says of touchpoints.
    package var isOfTouchpoints: Bool {
        switch place {
        case .touchpoint, .journey: true
        case .dimension, .respondent, .attribute, .subject: false
        }
    }

    private static func table(
        of property: String, _ touchpoints: [String: Touchpoint], _ symbols: SymbolTable
    ) -> [Symbol] {
        var table: [Symbol] = []
        for (id, touchpoint) in touchpoints.sorted(by: { $0.key < $1.key }) {
            guard let text = touchpoint.property(property) else { continue }
            let index = Int(symbols.symbol(for: id).index)
            if index >= table.count { table += repeatElement(.none, count: index + 1 - table.count) }
            table[index] = symbols.symbol(for: text)
        }
        return table
    }
}

/// A key of `--by` that is none.
package struct GroupKeyError: Error, Equatable, Sendable, CustomStringConvertible {
    package var key: String

    package var description: String {
        let parts = key.split(separator: ".", maxSplits: 1)
        let meant =
            parts.count == 2
            ? Suggestion.nearest(to: String(parts[0]), among: ["attributes"]).map {
                "; did you mean \"\($0).\(parts[1])\"?"
            } : Suggestion.nearest(to: key, among: GroupKey.all).map { "; did you mean \"\($0)\"?" }
        return "\"\(key)\" is nothing to group by"
            + (meant ?? expected)
    }

    /// What there is to group by; an attribute of the name, whether there is one or not, where that can be meant.
    private var expected: String {
        let known = "; expected \(GroupKey.all.joined(separator: ", ")) or attributes.NAME"
        return key.contains(".") || ["attributes", "answers"].contains(key) || EventField.Name(rawValue: key) != nil
            ? known : "\(known); did you mean \"attributes.\(key)\"?"
    }
}

extension Touchpoint {
    /// A property by the name that the workspace and `--by` use.
    func property(_ name: String) -> String? {
        switch name {
        case "journey": journey
        case "stage": stage
        case "medium": medium
        case "controlled": controlled.map { $0 ? "true" : "false" }
        case "owner": owner
        default: nil
        }
    }
}
