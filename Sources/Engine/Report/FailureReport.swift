import Tuntuma
import Workspace

/// A failure of a rule, ready to be shown: the first one on a line of the rule, and how many there were like it.
package struct FailureReport: Equatable, Sendable {
    /// What kind of failure: `error`, `blocked`, `steps`, `memory`, `allocated`, `time`, `decisions`, `load`.
    package var kind: String
    package var event: String
    /// Where the event stands: `events.jsonl:17`.
    package var place: String
    package var message: String
    /// `rules/callback.lua:12`.
    package var ruleLine: String
    package var sourceLine: String?
    /// What the event says in the fields that the rule's condition and the line name; a field that it does not have has no
    /// value.
    package var fields: [(name: String, value: String?)]
    /// How often the rule failed so, this time among them.
    package var count: Int

    package init(
        kind: String, event: String, place: String, message: String, ruleLine: String, sourceLine: String?,
        fields: [(name: String, value: String?)] = [], count: Int = 1
    ) {
        self.kind = kind
        self.event = event
        self.place = place
        self.message = message
        self.ruleLine = ruleLine
        self.sourceLine = sourceLine
        self.fields = fields
        self.count = count
    }

    package static func == (left: FailureReport, right: FailureReport) -> Bool {
        left.isLike(right) && left.event == right.event && left.place == right.place && left.message == right.message
            && left.sourceLine == right.sourceLine && left.count == right.count
            && left.fields.elementsEqual(right.fields, by: ==)
    }

    /// Whether it is the same failure on another event: of one kind, on one line.
    func isLike(_ other: FailureReport) -> Bool {
        kind == other.kind && ruleLine == other.ruleLine
    }
}

extension FailureReport {
    /// The longest value that is shown, in characters.
    private static let longestValue = 80

    /// - Parameter entry: The rule. Where it begins is told when the failure's own line is not known, as of too much memory.
    init(_ failure: RuleFailure, of entry: RuleSet.Entry, on event: Event, at place: EventPlace) {
        var fields = entry.fields
        for name in FieldMention.names(in: failure.sourceLine ?? "") {
            guard let field = EventField(name, symbols: event.batch.symbols), !fields.contains(field) else { continue }
            fields.append(field)
        }
        self.init(
            kind: failure.kind, event: event.id, place: "\(place.file):\(place.line)", message: failure.message,
            ruleLine: "\(failure.file):\(failure.line ?? entry.rule.line)", sourceLine: failure.sourceLine,
            fields: fields.map { ($0.text, Self.text(of: $0, event)) })
    }

    private static func text(of field: EventField, _ event: Event) -> String? {
        if field == .named(.time) { return event.time.internetTime }
        guard let text = event.value(of: field)?.plainText else { return nil }
        return text.count > longestValue ? text.prefix(longestValue) + "…" : text
    }
}
