package import WordForms

/// A `match` or a `where` as declared: a tree of data that can be evaluated natively, indexed and explained.
package indirect enum Condition: Equatable, Sendable {
    /// The field fulfils the test.
    case field(String, Test)
    case all([Condition])
    case any([Condition])
    case none([Condition])

    /// What a field is held against.
    package enum Test: Equatable, Sendable {
        /// The value is one of these.
        case isOneOf([Setting])
        /// A number between the bounds, which count.
        case between(min: Double?, max: Double?)
        case exists(Bool)
        /// The value is none of these; a missing field is none of them.
        case isNot([Setting])
        case hasPrefix([String])
        /// The text has one of these in it.
        case contains([String])
        /// The text has one of these words in it, in any of its forms.
        case hasWord([String], WordLanguage)
        /// The time is at most so many milliseconds from the event's own time, before or after.
        case within(milliseconds: Int64)
    }
}

extension Condition {
    /// The names of the fields that it tests, each once, in their order.
    package var fields: [String] {
        switch self {
        case .field(let name, _): [name]
        case .all(let parts), .any(let parts), .none(let parts):
            parts.flatMap(\.fields).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }
    }
}

/// What a rule decides without entering Lua: a decision whose texts may hold `{field}`.
package struct DecisionTemplate: Equatable, Sendable {
    package var kind: Decision.Kind
    package var fields: [String: Setting]
    /// The fields that tables say, by name; they are not among the others.
    package var lookups: [String: Lookup]

    package init(kind: Decision.Kind, fields: [String: Setting], lookups: [String: Lookup] = [:]) {
        self.kind = kind
        self.fields = fields
        self.lookups = lookups
    }
}
