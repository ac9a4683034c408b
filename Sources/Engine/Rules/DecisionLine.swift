import Deciding
import EventLog
import JSONText
import Tuntuma
import Workspace

/// Writes decisions as JSON Lines, one decision a line. Keeps what the lines of a rule have in common.
package struct DecisionLine {
    private let rules: RuleSet
    /// For each rule and kind of decision, what its last line began with.
    private var heads: [Head]
    /// The input of the last line, and `,"at":{"file":...,"line":`.
    private var input = (name: "", bytes: [UInt8]())

    /// A line up to the event's id.
    private struct Head {
        var source = Symbol.none
        var bytes: [UInt8] = []
    }

    private static let kinds = Decision.Kind.allCases.count

    private static func place(of kind: Decision.Kind) -> Int {
        switch kind {
        case .alert: 0
        case .route: 1
        case .act: 2
        }
    }

    init(_ rules: RuleSet) {
        self.rules = rules
        heads = Array(repeating: Head(), count: rules.entries.count * Self.kinds)
    }

    /// Appends one line.
    /// - Parameters:
    ///   - place: Where the event stands; its byte is nil where the input has none.
    mutating func append(
        _ made: MadeDecision, _ event: Event, key: DecisionKey, at place: EventPlace, to output: inout [UInt8]
    ) {
        let number = made.rule * Self.kinds + Self.place(of: made.decision.kind)
        if heads[number].bytes.isEmpty || heads[number].source != event.source {
            heads[number] = Head(source: event.source, bytes: head(of: made, event))
        }
        Self.append(heads[number].bytes, to: &output)
        event.batch.withBytes(of: event.fields.id) { JSONText.append($0, to: &output) }
        if input.bytes.isEmpty || input.name != place.file { input = (place.file, Self.input(place.file)) }
        Self.append(input.bytes, to: &output)
        JSONText.append(place.line, to: &output)
        JSONText.append(code: ",\"byte\":", to: &output)
        if let byte = place.byte {
            JSONText.append(byte, to: &output)
        } else {
            JSONText.append(code: "null", to: &output)
        }
        output.append(0x7D)
        Self.append(event.time, made.ordinal, key, to: &output)
        Self.append(fieldsOf: made.decision, isReserved: Self.isReserved, to: &output)
        JSONText.append(code: "}\n", to: &output)
    }

    private func head(of made: MadeDecision, _ event: Event) -> [UInt8] {
        let rule = rules.entries[made.rule].rule
        var bytes = Array("{\"kind\":\"\(made.decision.kind.rawValue)\",\"rule\":".utf8)
        JSONText.append(rule.id, to: &bytes)
        JSONText.append(code: ",\"version\":", to: &bytes)
        JSONText.append(rule.version, to: &bytes)
        JSONText.append(code: ",\"source\":", to: &bytes)
        JSONText.append(event.batch.symbols.text(of: event.source), to: &bytes)
        JSONText.append(code: ",\"event\":", to: &bytes)
        return bytes
    }

    private static func input(_ name: String) -> [UInt8] {
        var bytes = Array(",\"at\":{\"file\":".utf8)
        JSONText.append(name, to: &bytes)
        JSONText.append(code: ",\"line\":", to: &bytes)
        return bytes
    }

    private static func append(_ bytes: [UInt8], to output: inout [UInt8]) {
        bytes.withUnsafeBufferPointer { JSONText.append(raw: $0, to: &output) }
    }

    /// Appends when something was decided and what names the decision, of any kind of rule.
    static func append(_ time: Timestamp, _ ordinal: Int, _ key: DecisionKey, to output: inout [UInt8]) {
        JSONText.append(code: ",\"time\":\"", to: &output)
        time.appendInternetTime(to: &output)
        JSONText.append(code: "\",\"ordinal\":", to: &output)
        JSONText.append(ordinal, to: &output)
        JSONText.append(code: ",\"key\":\"", to: &output)
        key.append(to: &output)
        output.append(0x22)
    }

    /// Appends the fields of a decision of any kind of rule. The key of an alert, and whatever an `act` brings along, may bear a
    /// name that the line itself uses: it gets the decision's kind before it.
    @inline(__always)
    static func append(
        fieldsOf decision: Decision, isReserved: (String) -> Bool, to output: inout [UInt8]
    ) {
        for (name, value) in decision.fields {
            output.append(0x2C)
            JSONText.append(isReserved(name) ? "\(decision.kind.rawValue)_\(name)" : name, to: &output)
            output.append(0x3A)
            append(value, to: &output)
        }
    }

    /// Whether the line itself uses a name.
    package static func isReserved(_ name: String) -> Bool {
        // By length, so that a name is held against few others.
        switch name.utf8.count {
        case 2: name == "at"
        case 3: name == "key"
        case 4: name == "kind" || name == "rule" || name == "time"
        case 5: name == "event"
        case 6: name == "source"
        case 7: name == "version" || name == "ordinal"
        default: false
        }
    }

    private static func append(_ value: Value, to output: inout [UInt8]) {
        switch value {
        case .integer(let number): JSONText.append(Int(number), to: &output)
        case .decimal(let number): JSONText.append(number, to: &output)
        case .boolean(let yes): output.append(contentsOf: (yes ? "true" : "false").utf8)
        case .text(let text): JSONText.append(text, to: &output)
        case .list(let texts):
            output.append(0x5B)
            for (index, text) in texts.enumerated() {
                if index > 0 { output.append(0x2C) }
                JSONText.append(text, to: &output)
            }
            output.append(0x5D)
        }
    }
}

/// Where an event stands.
package struct EventPlace: Equatable, Sendable {
    package var file: String
    /// From 1.
    package var line: Int
    /// From 0; nil where records do not come from bytes of their own, as the rows of a CSV file.
    package var byte: Int?
}
