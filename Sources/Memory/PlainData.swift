/// Plain data of a rule's state: what a Lua table of texts, numbers, true and false, and such tables holds, exactly.
///
/// Unlike a ``Setting`` it tells the key 10 from the key "10" and 3.0 from 3: what a rule has kept must come back to it as
/// it was.
package indirect enum PlainData: Equatable, Sendable {
    case boolean(Bool)
    case integer(Int64)
    case decimal(Double)
    case text(String)
    /// Sorted by the keys, each once.
    case table([Entry])

    package struct Entry: Equatable, Sendable {
        package var key: Key
        package var value: PlainData

        package init(key: Key, value: PlainData) {
            self.key = key
            self.value = value
        }
    }

    /// Whole numbers come before names; names are in the order of their bytes.
    package enum Key: Equatable, Comparable, Sendable {
        case integer(Int64)
        case text(String)

        package static func < (left: Key, right: Key) -> Bool {
            switch (left, right) {
            case (.integer(let left), .integer(let right)): left < right
            case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
            case (.integer, .text): true
            case (.text, .integer): false
            }
        }
    }

    /// A table without anything in it.
    package static var empty: PlainData { .table([]) }

    /// Makes a table of entries in any order.
    package static func table(unsorted entries: [Entry]) -> PlainData {
        .table(entries.sorted { $0.key < $1.key })
    }

    /// The value at a key of a table.
    package subscript(_ key: Key) -> PlainData? {
        guard case .table(let entries) = self else { return nil }
        return entries.first { $0.key == key }?.value
    }
}
