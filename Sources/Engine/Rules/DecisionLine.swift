import EventLog
import JSONText
import Tuntuma
import Workspace

/// Writes decisions as JSON Lines, one decision a line.
struct DecisionLine {
    let rules: RuleSet
    /// For each rule, `,"rule":...,"version":...,"source":`, which is the same in all its lines.
    private let heads: [[UInt8]]

    init(_ rules: RuleSet) {
        self.rules = rules
        heads = rules.entries.map { entry in
            var head = Array(",\"rule\":".utf8)
            JSONText.append(entry.rule.id, to: &head)
            head += Array(",\"version\":".utf8)
            JSONText.append(entry.rule.version, to: &head)
            head += Array(",\"source\":".utf8)
            return head
        }
    }

    /// Appends one line.
    /// - Parameters:
    ///   - place: Where the event stands; its byte is nil where the input has none.
    func append(
        _ made: MadeDecision, _ event: Event, key: DecisionKey, at place: EventPlace, to output: inout [UInt8]
    ) {
        switch made.decision.kind {
        case .alert: JSONText.append(code: "{\"kind\":\"alert\"", to: &output)
        case .route: JSONText.append(code: "{\"kind\":\"route\"", to: &output)
        case .act: JSONText.append(code: "{\"kind\":\"act\"", to: &output)
        }
        output.append(contentsOf: heads[made.rule])
        JSONText.append(event.batch.symbols.text(of: event.source), to: &output)
        JSONText.append(code: ",\"event\":", to: &output)
        event.batch.withBytes(of: event.fields.id) { JSONText.append($0, to: &output) }
        JSONText.append(code: ",\"at\":{\"file\":", to: &output)
        JSONText.append(place.file, to: &output)
        JSONText.append(code: ",\"line\":", to: &output)
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

    /// Appends when something was decided and what names the decision, of any kind of rule.
    static func append(_ time: Timestamp, _ ordinal: Int, _ key: DecisionKey, to output: inout [UInt8]) {
        JSONText.append(code: ",\"time\":\"", to: &output)
        time.appendInternetTime(to: &output)
        JSONText.append(code: "\",\"ordinal\":", to: &output)
        JSONText.append(ordinal, to: &output)
        JSONText.append(code: ",\"key\":\"", to: &output)
        output.append(contentsOf: key.text.utf8)
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
    static func isReserved(_ name: String) -> Bool {
        switch name {
        case "kind", "rule", "version", "source", "event", "at", "time", "ordinal", "key": true
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
struct EventPlace: Equatable, Sendable {
    var file: String
    /// From 1.
    var line: Int
    /// From 0; nil where records do not come from bytes of their own, as the rows of a CSV file.
    var byte: Int?
}
