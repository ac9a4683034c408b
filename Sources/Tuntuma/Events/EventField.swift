/// A field of an event, named as the workspace, rules and the command line name it: `unit`, `answers.nps`,
/// `attributes.segment`.
public enum EventField: Hashable, Sendable {
    /// A field of its own.
    case named(Name)
    /// An answer.
    case answer(Symbol, name: String)
    /// An attribute.
    case attribute(Symbol, name: String)

    /// The fields that every event may have.
    public enum Name: String, Hashable, Sendable, CaseIterable {
        case id, source, time, type, survey, touchpoint, channel, unit, journey, language, respondent, subject
        case account, project, response, revision, status, about, identity, contact, solicited
    }

    /// Reads a field's name; nil when events have no such field.
    public init?(_ text: String, symbols: SymbolTable) {
        if let name = Name(rawValue: text) {
            self = .named(name)
        } else if text.hasPrefix("answers."), text.utf8.count > 8 {
            let name = String(text.dropFirst(8))
            self = .answer(symbols.symbol(for: name), name: name)
        } else if text.hasPrefix("attributes."), text.utf8.count > 11 {
            let name = String(text.dropFirst(11))
            self = .attribute(symbols.symbol(for: name), name: name)
        } else {
            return nil
        }
    }

    /// The field's name.
    public var text: String {
        switch self {
        case .named(let name): name.rawValue
        case .answer(_, let name): "answers.\(name)"
        case .attribute(_, let name): "attributes.\(name)"
        }
    }
}

extension Event {
    /// The value of a field, or nil when the event does not have it. Times are integers, milliseconds since 1970.
    public func value(of field: EventField) -> Value? {
        switch field {
        case .answer(let name, _): answer(name)
        case .attribute(let name, _): attribute(name)
        case .named(let name): value(of: name)
        }
    }

    /// The symbol of a field whose values repeat, or nil for a field of another kind.
    package func symbol(of name: EventField.Name) -> Symbol? {
        switch name {
        case .source: source
        case .type: type
        case .survey: survey
        case .touchpoint: touchpoint
        case .channel: channel
        case .unit: unit
        case .journey: journey
        case .language: language
        case .account: account
        case .project: project
        default: nil
        }
    }

    private func value(of name: EventField.Name) -> Value? {
        if let symbol = symbol(of: name) {
            return symbol.isPresent ? .text(batch.symbols.text(of: symbol)) : nil
        }
        switch name {
        case .id: return .text(id)
        case .subject: return subject.map { .text($0) }
        case .response: return response.map { .text($0) }
        case .time: return .integer(time.milliseconds)
        case .about: return about.map { .integer($0.milliseconds) }
        case .revision: return .integer(Int64(revision))
        case .respondent: return .text(respondent.name)
        case .status: return .text(status == .complete ? "complete" : "partial")
        case .identity: return identity == .unstated ? nil : .text("\(identity)")
        case .contact: return contact.map { .boolean($0) }
        case .solicited: return .boolean(solicited)
        default: return nil
        }
    }
}
