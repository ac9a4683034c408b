/// Finds known fields by their names with one multiplication and two comparisons: a dozen names are looked up for every
/// event.
///
/// A perfect hash: the multiplier is searched for when the index is made, until no two names share a place.
final class FieldIndex {
    private struct Entry {
        /// The first eight bytes as a little-endian word, zeroes behind a shorter name.
        var word: UInt64 = 0
        /// The bytes behind them, at most four.
        var rest: UInt32 = 0
        var length: UInt8 = 0
        var field = FieldName.id
    }

    private static let bits: UInt64 = 7

    private let entries: UnsafeMutablePointer<Entry>
    private let multiplier: UInt64

    init() {
        let names = FieldName.names.map { name, field in
            let bytes = Array(name.utf8)
            return Entry(
                word: Self.word(bytes.prefix(8)), rest: UInt32(truncatingIfNeeded: Self.word(bytes.dropFirst(8))),
                length: UInt8(bytes.count), field: field)
        }
        multiplier = Self.multiplier(for: names)
        entries = .allocate(capacity: 1 << Int(Self.bits))
        entries.initialize(repeating: Entry(), count: 1 << Int(Self.bits))
        for name in names { entries[Self.place(name.word, Int(name.length), multiplier)] = name }
    }

    deinit {
        entries.deallocate()
    }

    /// The field of a name, or nil. The name must lie in memory that is readable for 12 bytes.
    @inline(__always) func find(_ name: UnsafeBufferPointer<UInt8>) -> FieldName? {
        guard let start = name.baseAddress, 2...11 ~= name.count else { return nil }
        let raw = UnsafeRawPointer(start)
        let count = name.count
        var word = raw.loadUnaligned(as: UInt64.self)
        word &= UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* min(count, 8))
        let entry = entries[Self.place(word, count, multiplier)]
        guard entry.word == word, Int(entry.length) == count else { return nil }
        if count > 8 {
            let bits = UInt32(truncatingIfNeeded: 8 &* (count &- 8))
            let rest = raw.loadUnaligned(fromByteOffset: 8, as: UInt32.self) & ((1 &<< bits) &- 1)
            guard entry.rest == rest else { return nil }
        }
        return entry.field
    }

    @inline(__always) private static func place(_ word: UInt64, _ length: Int, _ multiplier: UInt64) -> Int {
        Int(truncatingIfNeeded: ((word &+ UInt64(truncatingIfNeeded: length)) &* multiplier) >> (64 - bits))
    }

    private static func multiplier(for names: [Entry]) -> UInt64 {
        var candidate: UInt64 = 0x9E37_79B9_7F4A_7C15
        while Set(names.map { place($0.word, Int($0.length), candidate) }).count < names.count {
            candidate = candidate &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        }
        return candidate
    }

    private static func word(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
    }
}
