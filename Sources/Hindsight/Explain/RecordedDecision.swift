import Engine
package import Foundation
import Tuntuma
import Workspace

/// A decision as a run wrote it with `--decisions`: what leads back to its event or its close, and to the rule as it was then.
package struct RecordedDecision: Equatable, Sendable {
    /// Where it was made.
    package enum Found: Equatable, Sendable {
        case onEvent(FoundDecision)
        case atClose(FoundCloseDecision)
    }

    package var found: Found
    /// The version of the rule that made it.
    package var version: String

    /// Finds the line with a key among lines of decisions; nil when there is none.
    package init?(key: String, in lines: Data) {
        let marker = ByteSearch("\"key\":\"\(key)\"", by: "k")
        let decoder = JSONDecoder()
        for line in RecordedLines(of: lines, holding: marker) {
            // A text in a decision may look like a key; only the key itself counts.
            guard let record = try? decoder.decode(RecordedLine.self, from: line), record.key == key else { continue }
            let decision = Decision(kind: record.kind, fields: record.fields)
            switch record.place {
            case .event(let event, let source):
                found = .onEvent(
                    FoundDecision(key: key, rule: record.rule, event: event, source: source, decision: decision))
            case .close(let day, let group):
                found = .atClose(
                    FoundCloseDecision(key: key, rule: record.rule, day: day, group: group, decision: decision))
            }
            version = record.version
            return
        }
        return nil
    }
}

/// One line of decisions, as ``DecisionLine`` and ``CloseLine`` write it.
private struct RecordedLine: Decodable {
    enum Place {
        case event(String, source: String)
        case close(CivilDate, group: [String: String?])
    }

    var kind: Decision.Kind
    var rule: String
    var version: String
    var place: Place
    var key: String
    /// What was decided, by name.
    var fields: [(name: String, value: Value)]

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { return nil }
    }

    /// A value of a decision; nil for what is none.
    private struct Field: Decodable {
        var value: Value?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let truth = try? container.decode(Bool.self) {
                value = .boolean(truth)
            } else if let number = try? container.decode(Int64.self) {
                value = .integer(number)
            } else if let number = try? container.decode(Double.self) {
                value = .decimal(number)
            } else if let text = try? container.decode(String.self) {
                value = .text(text)
            } else {
                value = (try? container.decode([String].self)).map { .list($0) }
            }
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func text(_ name: String) throws -> String {
            try container.decode(String.self, forKey: Key(stringValue: name))
        }
        let kind = try text("kind")
        guard let known = Decision.Kind(rawValue: kind) else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "\(kind) is no decision"))
        }
        self.kind = known
        rule = try text("rule")
        version = try text("version")
        // Only decisions on events name one; a field of theirs may well be called close.
        let isReserved: (String) -> Bool
        if let event = try? text("event") {
            place = .event(event, source: try text("source"))
            isReserved = DecisionLine.isReserved
        } else {
            let close = try text("close")
            guard let day = CivilDate(text: close) else {
                throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "\(close) is no day"))
            }
            place = .close(day, group: try container.decode([String: String?].self, forKey: Key(stringValue: "group")))
            isReserved = CloseLine.isReserved
        }
        key = try text("key")
        fields = try container.allKeys.map(\.stringValue).filter { !isReserved($0) }.sorted()
            .compactMap { name in
                let field = try container.decode(Field.self, forKey: Key(stringValue: name))
                // What has a name that the line itself uses stands there with its kind: alert_key.
                let own = name.hasPrefix("\(kind)_") ? String(name.dropFirst(kind.utf8.count + 1)) : name
                return field.value.map { (isReserved(own) ? own : name, $0) }
            }
    }
}
