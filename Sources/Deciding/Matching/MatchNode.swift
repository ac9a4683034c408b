import Tuntuma

/// One step of a compiled condition: a test, and where to go on when it holds and when it does not.
///
/// Of fixed size and without references, so that a step costs a load and a compare. What the fields mean depends on the
/// operation.
struct MatchNode: Sendable {
    /// The tests. Those of a row read a field at `offset`; those of an entry look up `name` among answers or attributes.
    enum Operation: UInt8, Sendable {
        // Rows: symbols.
        case symbolIs, symbolIsOneOf, symbolExists, symbolBegins, symbolContains
        // Rows: bytes (respondent, status, identity, contact, solicited) held against a set of bits.
        case byteInSet
        // Rows: time, about, revision.
        case timeBetween, timeExists, timeWithin, revisionBetween
        // Rows: ids, read from the batch's bytes.
        case textExists, textIs, textBegins, textContains
        // Answers and attributes; these come last.
        case entryExists, entryIs, entryBetween, entryWithin, entryTextIs, entryBegins, entryContains, entryHasWord
    }

    var operation: Operation
    /// Whether the name is an attribute's; else an answer's.
    var isAttribute = false
    /// Where the row has the field.
    var offset: UInt16 = 0
    /// The name of the answer or attribute; the symbol of `symbolIs`.
    var symbol: UInt32 = 0
    /// Where the pool has the needles or values of the test.
    var first: Int32 = 0
    var last: Int32 = 0
    var minimum = -Double.infinity
    var maximum = Double.infinity
    /// The bits of `byteInSet`; the milliseconds of a test that says `within`; the language of `entryHasWord`.
    var bits: UInt64 = 0
    /// The next step; ``accept`` and ``refuse`` end the matching.
    var yes: Int32 = 0
    var no: Int32 = 0

    /// Whether it tests an answer: without that it does not hold.
    var asksForAnswer: Bool { !isAttribute && operation.rawValue >= Operation.entryExists.rawValue }

    static let accept: Int32 = -1
    static let refuse: Int32 = -2

    /// How much the test costs, roughly in nanoseconds: cheap ones go first.
    var cost: Int {
        switch operation {
        case .symbolIs, .symbolExists, .byteInSet, .timeBetween, .timeExists, .timeWithin,
            .revisionBetween, .textExists:
            1
        case .symbolIsOneOf: 2
        case .entryExists, .entryIs, .entryBetween: 4
        case .entryTextIs, .textIs, .textBegins, .entryBegins: 8
        case .entryWithin: 15
        case .symbolBegins, .symbolContains: 30
        case .textContains, .entryContains: 60
        case .entryHasWord: 1_000
        }
    }
}

/// A value that an answer may be equal to: two whole numbers, decimals or truth values are equal when kind and payload
/// are, because batches keep each number in one form.
struct MatchValue: Sendable, Equatable {
    var kind: ValueKind
    var payload: UInt64
}
