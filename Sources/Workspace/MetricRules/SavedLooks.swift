import Tuntuma

/// What rules about metrics keep from look to look, for a later run to go on from: which of their decisions stand.
package struct SavedLooks: Codable, Sendable {
    /// A time in which a rule holds of a group.
    package struct Episode: Codable, Sendable {
        /// The group's values, in the order of the rule's keys.
        package var group: [String?]
        package var decisions: [SavedDecision]
        /// The last day on which it held.
        package var day: Int

        package init(group: [String?], decisions: [Decision], day: Int) {
            self.group = group
            self.decisions = decisions.map(SavedDecision.init)
            self.day = day
        }
    }

    package struct Rule: Codable, Sendable {
        package var rule: String
        package var version: String
        package var episodes: [Episode]

        package init(rule: String, version: String, episodes: [Episode]) {
            self.rule = rule
            self.version = version
            self.episodes = episodes
        }
    }

    /// The first day that closed; nil before it.
    package var firstDay: Int?
    package var rules: [Rule] = []

    package init() {}
}

/// How a rule about a metric began in a run that goes on from an earlier one.
package enum LookStart: String, Sendable {
    /// Nothing of it was saved.
    case new
    /// As the earlier run left it.
    case resumed
    /// It was changed, or its metric was: what goes on is decided anew.
    case clean
}

/// A decision that comes back exactly.
package struct SavedDecision: Codable, Sendable {
    private struct Field: Codable {
        var name: String
        var value: Content
    }

    private enum Content: Codable {
        case integer(Int64)
        /// The bits of IEEE 754.
        case decimal(UInt64)
        case boolean(Bool)
        case text(String)
        case list([String])
    }

    private var kind: String
    private var fields: [Field]

    package init(_ decision: Decision) {
        kind = decision.kind.rawValue
        fields = decision.fields.map { name, value in
            let content: Content =
                switch value {
                case .integer(let number): .integer(number)
                case .decimal(let number): .decimal(number.bitPattern)
                case .boolean(let yes): .boolean(yes)
                case .text(let text): .text(text)
                case .list(let items): .list(items)
                }
            return Field(name: name, value: content)
        }
    }

    /// The decision; nil for one of a kind that there is not.
    package var decision: Decision? {
        Decision.Kind(rawValue: kind).map { kind in
            Decision(
                kind: kind,
                fields: fields.map { field in
                    switch field.value {
                    case .integer(let number): (field.name, .integer(number))
                    case .decimal(let bits): (field.name, .decimal(Double(bitPattern: bits)))
                    case .boolean(let yes): (field.name, .boolean(yes))
                    case .text(let text): (field.name, .text(text))
                    case .list(let items): (field.name, .list(items))
                    }
                })
        }
    }
}
