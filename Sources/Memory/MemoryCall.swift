import Digest
package import Tuntuma

/// One call of a rule's `run` and the memory of its rule.
///
/// The call reads the memory as it was when it began: what it remembers itself counts from the next call on, and only when
/// it goes well.
package struct MemoryCall: Sendable {
    /// What the call changes, when it goes well.
    package struct Change: Sendable {
        /// Log time, in milliseconds since 1970.
        package var time: Int64
        package var remembered: [Item] = []
        /// What `run` made of the state; nil: nothing.
        package var state: PlainData?
    }

    /// Something that the call remembers.
    package struct Item: Equatable, Sendable {
        package var name: String
        package var key: String
        package var value: String?
    }

    /// A name and a key that the call read or remembered.
    package struct Place: Hashable, Sendable {
        package var name: String
        package var key: String
    }

    package let memory: RuleMemory
    package var change: Change
    /// What it looked at, for explanations; only where somebody asks.
    package private(set) var touched: Set<Place> = []
    /// What it was told of metrics, for explanations too.
    package private(set) var answers: [MetricAnswer] = []
    private let notesPlaces: Bool
    private var time: Int64 { change.time }

    package init(_ memory: RuleMemory, at time: Int64, notesPlaces: Bool = false) {
        self.memory = memory
        change = Change(time: time)
        self.notesPlaces = notesPlaces
    }

    /// Takes back all that it would have changed: it has failed.
    package mutating func drop() {
        change = Change(time: time)
    }

    /// Remembers something, once the call has gone well.
    package mutating func remember(_ name: String, _ key: String, _ value: String?) throws(MemoryError) {
        try memory.shelf(name)
        note(name, key)
        change.remembered.append(Item(name: name, key: Self.short(key), value: value.map { Self.short($0) }))
    }

    /// How many records there are within a span.
    package mutating func count(_ name: String, _ key: String, within span: Int64?) throws(MemoryError) -> Int {
        note(name, key)
        return try memory.records(name, Self.short(key), within: span, at: time).count
    }

    /// The log time of the last record; nil without one.
    package mutating func last(_ name: String, _ key: String) throws(MemoryError) -> Int64? {
        note(name, key)
        return try memory.records(name, Self.short(key), within: nil, at: time).last?.time
    }

    /// How many different values there are within a span, the given one among them.
    /// - Returns: That, and how many records were looked at.
    package mutating func distinct(
        _ name: String, _ key: String, _ value: String?, within span: Int64?
    ) throws(MemoryError) -> (values: Int, records: Int) {
        note(name, key)
        let records = try memory.records(name, Self.short(key), within: span, at: time)
        var values: Set<String> = []
        if let value { values.insert(Self.short(value)) }
        for record in records {
            if let value = record.value { values.insert(value) }
        }
        return (values.count, records.count)
    }

    /// What a metric says as of this place in the log.
    /// - Parameters:
    ///   - values: Those of the mention's keys, in their order.
    ///   - eventTime: The event's, in milliseconds since 1970: a window ends with it.
    /// - Returns: That, and the steps of the work.
    package mutating func metric(
        _ mention: MetricMention, values: [String], at eventTime: Int64
    ) throws(MemoryError) -> (result: MetricResult, steps: Int) {
        let answer = try memory.metric(mention, values: values, at: eventTime)
        if notesPlaces { answers.append(MetricAnswer(mention: mention, values: values, result: answer.result)) }
        return answer
    }

    private mutating func note(_ name: String, _ key: String) {
        if notesPlaces { touched.insert(Place(name: name, key: Self.short(key))) }
    }

    /// Long texts are kept as their hash: memory is bounded in keys and records, so each of them must be too.
    package static func short(_ text: String) -> String {
        text.utf8.count <= 256 ? text : "sha256:" + SHA256.hex(text.utf8)
    }
}
