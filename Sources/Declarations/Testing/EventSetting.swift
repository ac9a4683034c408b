import Suggestions
package import Tuntuma
package import Workspace

/// Reads an event as it is written in a rule's test.
package enum EventSetting {
    /// Makes an event of a table with the fields of an event; an id, a time and a type are filled in where missing.
    /// - Parameters:
    ///   - setting: The table.
    ///   - ordinal: The event's place in its test, from 1: a part of its id.
    ///   - type: The type where the table has none.
    /// - Throws: with the field that is wrong and what was expected.
    package static func draft(
        _ setting: Setting, ordinal: Int, type: String
    ) throws(EventSettingError) -> EventDraft {
        guard let table = setting.asTable else {
            throw EventSettingError(
                field: nil, problem: "expected a table with an event's fields, but this is \(setting.kind)")
        }
        var draft = EventDraft(
            id: "test-\(ordinal)", answers: try values(table, "answers"), attributes: try values(table, "attributes"))
        draft.type = type
        for (key, value) in table.sorted(by: { $0.key < $1.key }) where key != "answers" && key != "attributes" {
            if key == "re" {
                draft.references = try references(value)
            } else if let name = EventField.Name(rawValue: key) {
                try set(name, value, in: &draft)
            } else {
                throw EventSettingError(field: key, problem: "unknown field\(EventFieldNames.hint(for: key))")
            }
        }
        return draft
    }

    private static func set(
        _ name: EventField.Name, _ value: Setting, in draft: inout EventDraft
    ) throws(EventSettingError) {
        switch name {
        case .id: draft.id = try text(value, name)
        case .source: draft.source = try text(value, name)
        case .type: draft.type = try text(value, name)
        case .survey: draft.survey = try text(value, name)
        case .touchpoint: draft.touchpoint = try text(value, name)
        case .channel: draft.channel = try text(value, name)
        case .unit: draft.unit = try text(value, name)
        case .journey: draft.journey = try text(value, name)
        case .language: draft.language = try text(value, name)
        case .account: draft.account = try text(value, name)
        case .project: draft.project = try text(value, name)
        case .subject: draft.subject = try text(value, name)
        case .response: draft.response = try text(value, name)
        case .time: draft.time = try time(value, name)
        case .about: draft.about = try time(value, name)
        case .contact: draft.contact = try truth(value, name)
        case .solicited: draft.solicited = try truth(value, name)
        case .status: draft.status = try word(value, name, ["complete": .complete, "partial": .partial])
        case .identity:
            draft.identity = try word(
                value, name, ["anonymous": .anonymous, "pseudonymous": .pseudonymous, "named": .named])
        case .respondent:
            draft.respondent = try word(
                value, name, Dictionary(uniqueKeysWithValues: Respondent.allCases.map { ($0.name, $0) }))
        case .revision:
            guard let number = value.asInteger, let revision = UInt32(exactly: number), revision > 0 else {
                throw EventSettingError(
                    field: name.rawValue,
                    problem: "expected a whole number from 1, but this is \(value.insteadOfWhole)")
            }
            draft.revision = Int(revision)
        }
    }

    private static func wrong(_ value: Setting, _ name: EventField.Name, _ expected: String) -> EventSettingError {
        EventSettingError(field: name.rawValue, problem: "expected \(expected), but this is \(value.kind)")
    }

    private static func text(_ value: Setting, _ name: EventField.Name) throws(EventSettingError) -> String {
        guard let text = value.asText else { throw wrong(value, name, "a text") }
        if name == .id, !(1...128).contains(text.utf8.count) {
            throw EventSettingError(field: "id", problem: "expected 1 to 128 bytes")
        }
        return text
    }

    private static func truth(_ value: Setting, _ name: EventField.Name) throws(EventSettingError) -> Bool {
        guard case .boolean(let truth) = value else { throw wrong(value, name, "true or false") }
        return truth
    }

    private static func time(_ value: Setting, _ name: EventField.Name) throws(EventSettingError) -> Timestamp {
        guard let text = value.asText else { throw wrong(value, name, "a time such as \"2026-03-02T09:15:00Z\"") }
        guard let time = Timestamp(internetTime: text) else {
            throw EventSettingError(
                field: name.rawValue, problem: "\"\(text)\" is no time; expected one such as \"2026-03-02T09:15:00Z\"")
        }
        return time
    }

    private static func word<Meaning>(
        _ value: Setting, _ name: EventField.Name, _ meanings: [String: Meaning]
    ) throws(EventSettingError) -> Meaning {
        let text = try text(value, name)
        guard let meaning = meanings[text] else {
            throw EventSettingError(
                field: name.rawValue,
                problem: "\"\(text)\" is none of its values\(Suggestion.hint(for: text, among: meanings.keys))")
        }
        return meaning
    }

    private static func references(_ value: Setting) throws(EventSettingError) -> [String] {
        let items = value.asList ?? [value]
        let ids = items.compactMap(\.asText)
        guard ids.count == items.count else {
            throw EventSettingError(field: "re", problem: "expected an id or a list of ids")
        }
        return ids
    }

    private static func values(
        _ table: [String: Setting], _ group: String
    ) throws(EventSettingError) -> [String: Value] {
        guard let setting = table[group] else { return [:] }
        guard let items = setting.asTable else {
            throw EventSettingError(field: group, problem: "expected a table, but this is \(setting.kind)")
        }
        var values: [String: Value] = [:]
        for (name, item) in items {
            guard let value = value(item, mayBeList: group == "answers") else {
                let expected = "a text, a number\(group == "answers" ? ", a list of texts" : ""), or true or false"
                throw EventSettingError(
                    field: "\(group).\(name)", problem: "expected \(expected), but this is \(item.kind)")
            }
            values[name] = value
        }
        return values
    }

    private static func value(_ setting: Setting, mayBeList: Bool) -> Value? {
        switch setting {
        case .boolean(let value): return .boolean(value)
        case .integer(let value): return .integer(value)
        case .decimal(let value): return value.isFinite ? .decimal(value) : nil
        case .text(let value): return .text(value)
        case .list(let items):
            let texts = items.compactMap(\.asText)
            return mayBeList && texts.count == items.count ? .list(texts) : nil
        case .table, .function: return nil
        }
    }
}

/// An event in a test that is none.
package struct EventSettingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The field, such as `answers.nps`; nil for the event as a whole.
    package var field: String?
    /// What is wrong and what was expected.
    package var problem: String

    package var description: String { field.map { "\($0): \(problem)" } ?? problem }
}
