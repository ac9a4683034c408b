/// A piece of the text that a batch keeps for its events.
@usableFromInline package struct TextRange: Equatable, Sendable {
    @usableFromInline package var offset: UInt32
    @usableFromInline package var length: UInt32

    @inlinable package init(offset: UInt32 = 0, length: UInt32 = 0) {
        self.offset = offset
        self.length = length
    }

    /// The range as the payload of a ``ValueEntry``.
    @inlinable package var payload: UInt64 { UInt64(offset) << 32 | UInt64(length) }
}

/// What kind of value an answer or an attribute holds.
@usableFromInline package enum ValueKind: UInt8, Sendable {
    case integer
    case decimal
    case boolean
    case text
    case list
}

/// One answer or one attribute: a name and a value in 16 bytes.
///
/// `payload` is the integer itself, the bit pattern of the decimal, 0 or 1, or offset (high 32 bits) and length (low 32
/// bits) of a text in the batch. A list is a text too: its items, each with a 4-byte little-endian length before it.
@usableFromInline package struct ValueEntry: Sendable {
    @usableFromInline package var name: Symbol
    @usableFromInline package var kind: ValueKind
    @usableFromInline package var payload: UInt64

    @inlinable package init(name: Symbol, kind: ValueKind, payload: UInt64) {
        self.name = name
        self.kind = kind
        self.payload = payload
    }

    @inlinable package var text: TextRange {
        TextRange(offset: UInt32(truncatingIfNeeded: payload >> 32), length: UInt32(truncatingIfNeeded: payload))
    }
}

/// One event of a batch: everything of fixed size, and where the rest of it is.
@usableFromInline package struct EventRow: Sendable {
    @inlinable package static var noTime: Int64 { Int64.min }

    @usableFromInline package var time: Int64 = 0
    @usableFromInline package var about: Int64 = EventRow.noTime
    @usableFromInline package var type = Symbol.none
    @usableFromInline package var source = Symbol.none
    @usableFromInline package var survey = Symbol.none
    @usableFromInline package var touchpoint = Symbol.none
    @usableFromInline package var channel = Symbol.none
    @usableFromInline package var unit = Symbol.none
    @usableFromInline package var journey = Symbol.none
    @usableFromInline package var language = Symbol.none
    @usableFromInline package var account = Symbol.none
    @usableFromInline package var project = Symbol.none
    @usableFromInline package var id = TextRange()
    @usableFromInline package var subject = TextRange()
    @usableFromInline package var response = TextRange()
    @usableFromInline package var references = TextRange()
    /// The ``Symbol/bit`` of each question that was surely not answered; 0 where nobody looked. Most metrics and rules ask an event
    /// for an answer that it has not.
    @usableFromInline package var absentQuestions: UInt64 = 0
    @usableFromInline package var answersStart: UInt32 = 0
    @usableFromInline package var attributesStart: UInt32 = 0
    @usableFromInline package var answersCount: UInt16 = 0
    @usableFromInline package var attributesCount: UInt16 = 0
    @usableFromInline package var revision: UInt32 = 1
    @usableFromInline package var respondent = Respondent.customer
    @usableFromInline package var status = ResponseStatus.complete
    @usableFromInline package var identity = Identity.unstated
    /// 0 no, 1 yes, 2 not stated.
    @usableFromInline package var contact: UInt8 = 2
    @usableFromInline package var solicited = true
    /// The event says itself who sent it.
    @usableFromInline package var namesSource = false
    /// The place in the input: line within the chunk (from 0) and byte within it.
    @usableFromInline package var line: UInt32 = 0
    @usableFromInline package var byte: UInt32 = 0

    @inlinable package init() {}
}
