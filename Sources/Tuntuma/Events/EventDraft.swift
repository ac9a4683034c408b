/// An event written in code: for tests, conformance kits and plugins that need to make events without a log.
public struct EventDraft: Sendable {
    /// The event's id.
    public var id: String
    /// Who sent it.
    public var source = ""
    /// When it was answered.
    public var time: Timestamp
    /// The type.
    public var type = "response"
    /// The survey.
    public var survey = ""
    /// The touchpoint.
    public var touchpoint = ""
    /// The channel.
    public var channel = ""
    /// The unit.
    public var unit = ""
    /// The journey.
    public var journey = ""
    /// The language.
    public var language = ""
    /// The customer organisation.
    public var account = ""
    /// The project.
    public var project = ""
    /// Pseudonym of the person; "" for none.
    public var subject = ""
    /// Who answered.
    public var respondent = Respondent.customer
    /// Whether the respondent may be called.
    public var contact: Bool?
    /// The answering that the event is a revision of; "" for none.
    public var response = ""
    /// Which version of the response it is, from 1.
    public var revision = 1
    /// Whether the respondent has finished.
    public var status = ResponseStatus.complete
    /// When the thing happened that the answer is about.
    public var about: Timestamp?
    /// How the respondent is known.
    public var identity = Identity.unstated
    /// Whether the answer was asked for.
    public var solicited = true
    /// The ids of the events that it refers to (`re`).
    public var references: [String] = []
    /// Answers by question.
    public var answers: [(question: String, value: Value)]
    /// Attributes by name.
    public var attributes: [(name: String, value: Value)]

    /// Makes a response with answers and attributes in a fixed order (that of their names).
    public init(
        id: String, time: Timestamp = Timestamp(milliseconds: 1_772_442_900_000), answers: [String: Value] = [:],
        attributes: [String: Value] = [:]
    ) {
        self.id = id
        self.time = time
        self.answers = answers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        self.attributes = attributes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension EventBatch {
    /// A batch of events that were written in code, in the order given.
    public convenience init(_ drafts: [EventDraft], symbols: SymbolTable) {
        var builder = EventBatchBuilder(
            expectedRows: drafts.count, expectedValues: drafts.count * 2, expectedBytes: drafts.count * 32)
        for draft in drafts {
            var row = EventRow()
            row.time = draft.time.milliseconds
            row.id = builder.keep(draft.id)
            row.subject = builder.keep(draft.subject)
            row.type = symbols.symbol(for: draft.type)
            row.source = symbols.symbol(for: draft.source)
            row.survey = symbols.symbol(for: draft.survey)
            row.touchpoint = symbols.symbol(for: draft.touchpoint)
            row.channel = symbols.symbol(for: draft.channel)
            row.unit = symbols.symbol(for: draft.unit)
            row.journey = symbols.symbol(for: draft.journey)
            row.language = symbols.symbol(for: draft.language)
            row.account = symbols.symbol(for: draft.account)
            row.project = symbols.symbol(for: draft.project)
            row.respondent = draft.respondent
            row.contact = draft.contact.map { $0 ? 1 : 0 } ?? 2
            row.response = builder.keep(draft.response)
            row.revision = UInt32(clamping: draft.revision)
            row.status = draft.status
            row.about = draft.about?.milliseconds ?? EventRow.noTime
            row.identity = draft.identity
            row.solicited = draft.solicited
            row.references = builder.keep(list: draft.references)
            row.answersStart = UInt32(builder.answers.count)
            row.answersCount = UInt16(draft.answers.count)
            for answer in draft.answers {
                let entry = builder.entry(symbols.symbol(for: answer.question), answer.value)
                builder.answers.append(entry)
            }
            row.attributesStart = UInt32(builder.attributes.count)
            row.attributesCount = UInt16(draft.attributes.count)
            for attribute in draft.attributes {
                let entry = builder.entry(symbols.symbol(for: attribute.name), attribute.value)
                builder.attributes.append(entry)
            }
            builder.rows.append(row)
        }
        let built = builder.build(symbols: symbols)
        self.init(
            rows: built.rows, answers: built.answers, attributes: built.attributes, bytes: built.bytes,
            symbols: symbols)
    }
}

extension EventBatchBuilder {
    /// The entry of a value that was written in code.
    package mutating func entry(_ name: Symbol, _ value: Value) -> ValueEntry {
        switch value {
        case .integer(let value): return ValueEntry(name: name, kind: .integer, payload: UInt64(bitPattern: value))
        case .decimal(let value):
            if let whole = Int64(exactly: value) {
                return ValueEntry(name: name, kind: .integer, payload: UInt64(bitPattern: whole))
            }
            return ValueEntry(name: name, kind: .decimal, payload: value.bitPattern)
        case .boolean(let value): return ValueEntry(name: name, kind: .boolean, payload: value ? 1 : 0)
        case .text(let value): return ValueEntry(name: name, kind: .text, payload: keep(value).payload)
        case .list(let value): return ValueEntry(name: name, kind: .list, payload: keep(list: value).payload)
        }
    }
}
