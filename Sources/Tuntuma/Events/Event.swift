/// One event: something that a person answered, or that happened.
///
/// A light value (a batch and a row) to be used while the call lasts that handed it over. Dimensions are symbols of the
/// batch's table, compared as integers; ids and texts are read from the batch each time they are asked for.
public struct Event: Sendable {
    /// The batch that holds the event.
    public let batch: EventBatch
    @usableFromInline package let row: Int

    @inlinable package init(batch: EventBatch, row: Int) {
        self.batch = batch
        self.row = row
    }

    @inlinable package var fields: EventRow {
        _read { yield batch.rows[row] }
    }

    /// The id that its sender gave it: 1 to 128 bytes.
    public var id: String { batch.string(fields.id) }
    /// Who sent it; "" by default. `source` and `id` together are the event's key.
    @inlinable public var source: Symbol { fields.source }
    /// When it was answered or happened.
    @inlinable public var time: Timestamp { Timestamp(milliseconds: fields.time) }
    /// `response`, `invitation`, `interaction`, ...
    @inlinable public var type: Symbol { fields.type }
    /// The survey it answers.
    @inlinable public var survey: Symbol { fields.survey }
    /// The touchpoint of the customer journey.
    @inlinable public var touchpoint: Symbol { fields.touchpoint }
    /// How it came: email, web, kiosk, ...
    @inlinable public var channel: Symbol { fields.channel }
    /// The unit of the organisation.
    @inlinable public var unit: Symbol { fields.unit }
    /// The customer journey, where the event itself names one.
    @inlinable public var journey: Symbol { fields.journey }
    /// The language of the answer.
    @inlinable public var language: Symbol { fields.language }
    /// The customer organisation.
    @inlinable public var account: Symbol { fields.account }
    /// The project; several contacts of one project are not independent answers.
    @inlinable public var project: Symbol { fields.project }
    /// Who answered.
    @inlinable public var respondent: Respondent { fields.respondent }
    /// Pseudonym of the person, where given. Personal data.
    public var subject: String? { fields.subject.length == 0 ? nil : batch.string(fields.subject) }
    /// The answering that this event is a revision of, where given.
    public var response: String? { fields.response.length == 0 ? nil : batch.string(fields.response) }
    /// 1 for the first version of a response, then 2, ...
    @inlinable public var revision: Int { Int(fields.revision) }
    /// Whether the respondent has finished.
    @inlinable public var status: ResponseStatus { fields.status }
    /// When the thing happened that the answer is about, where given.
    @inlinable public var about: Timestamp? {
        fields.about == EventRow.noTime ? nil : Timestamp(milliseconds: fields.about)
    }
    /// How the respondent is known.
    @inlinable public var identity: Identity { fields.identity }
    /// Whether the respondent may be called; nil when not stated.
    @inlinable public var contact: Bool? { fields.contact == 2 ? nil : fields.contact == 1 }
    /// Whether the answer was asked for.
    @inlinable public var solicited: Bool { fields.solicited }
    /// The ids of the events that this one refers to (`re`).
    public var references: [String] { batch.list(fields.references) }
}
