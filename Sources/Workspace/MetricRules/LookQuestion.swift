/// A question that the `run` of a rule about a metric asks of each group: `m.dropped { against = "180d", at_least = 5 }`, as it is
/// written in its file.
package struct LookQuestion: Sendable {
    package var kind: LookPredicate.Kind
    package var fields: [String: Setting]
    /// Where it stands.
    package var line: Int

    package init(kind: LookPredicate.Kind, fields: [String: Setting], line: Int) {
        self.kind = kind
        self.fields = fields
        self.line = line
    }
}

extension LookPredicate {
    /// The question that a call asks; nil for none. To know again what was read when the rule was loaded: mistakes have been
    /// told then.
    package init?(_ kind: Kind, _ fields: [String: Setting]) {
        let base: LookBase?
        switch kind {
        case .below, .above: base = fields["value"]?.asNumber.map { .value($0) }
        case .dropped, .rose, .changed:
            if let text = fields["against"]?.asText {
                base = LookBase(text)
            } else {
                base = fields["against"]?.asTable.map { .group($0.compactMapValues(\.asText)) }
            }
        }
        guard let base else { return nil }
        self.init(kind, against: base)
        if let least = fields["at_least"]?.asNumber { atLeast = max(0, least) }
        if let least = fields["min_n"]?.asInteger.flatMap({ Int(exactly: $0) }) { leastAnswers = least }
    }
}
