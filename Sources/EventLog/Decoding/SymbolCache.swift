package import Tuntuma

#if canImport(Glibc)
    import Glibc
#endif

/// One worker's way to the run's ``SymbolTable``: finds the symbol of bytes it has met before without a lock and without
/// making a `String`.
package struct SymbolCache {
    private struct Entry {
        /// The ends of the text, as ``ByteHash/ends(_:_:)`` gives them.
        var first: UInt64 = 0
        var last: UInt64 = 0
        var symbol = Symbol.none
        /// 0 for an entry that is free.
        var length: UInt32 = 0
        var hash: UInt64 = 0
        /// Where `texts` has the text, if it is longer than 16 bytes.
        var offset: UInt32 = 0
    }

    private let table: SymbolTable
    private var entries: [Entry]
    private var count = 0
    private var texts: [UInt8] = []

    package init(table: SymbolTable) {
        self.table = table
        entries = Array(repeating: Entry(), count: 1024)
    }

    /// The symbol of a text, or nil when the run's table is full.
    package mutating func symbol(_ text: UnsafeBufferPointer<UInt8>) -> Symbol? {
        guard let start = text.baseAddress, text.count > 0 else { return Symbol.none }
        return symbol(start, text.count).symbol
    }

    /// The symbol of a text and its hash; the symbol is nil when the run's table is full.
    @inline(__always)
    mutating func symbol(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> (symbol: Symbol?, hash: UInt64) {
        if length == 0 { return (Symbol.none, 0) }
        let ends = ByteHash.ends(bytes, length)
        let hash = ByteHash.hash(bytes, length, ends)
        var place = Int(truncatingIfNeeded: hash) & (entries.count &- 1)
        while true {
            let entry = entries[place]
            if entry.first == ends.first, entry.last == ends.last, Int(entry.length) == length,
                length <= 16 || holds(entry, bytes)
            {
                return (entry.symbol, hash)
            }
            if entry.length == 0 { break }
            place = (place &+ 1) & (entries.count &- 1)
        }
        return (insert(bytes, length, ends, hash), hash)
    }

    private func holds(_ entry: Entry, _ bytes: UnsafePointer<UInt8>) -> Bool {
        texts.withUnsafeBufferPointer { texts in
            guard let start = texts.baseAddress else { return false }
            return memcmp(start + Int(entry.offset), bytes, Int(entry.length)) == 0
        }
    }

    @inline(never)
    private mutating func insert(
        _ bytes: UnsafePointer<UInt8>, _ length: Int, _ ends: (first: UInt64, last: UInt64), _ hash: UInt64
    ) -> Symbol? {
        let text = UnsafeBufferPointer(start: bytes, count: length)
        guard let symbol = table.intern(String(decoding: text, as: UTF8.self)) else { return nil }
        if (count + 1) * 2 > entries.count { grow() }
        place(
            Entry(
                first: ends.first, last: ends.last, symbol: symbol, length: UInt32(length), hash: hash,
                offset: UInt32(texts.count)))
        if length > 16 { texts.append(contentsOf: text) }
        count += 1
        return symbol
    }

    private mutating func place(_ entry: Entry) {
        var place = Int(truncatingIfNeeded: entry.hash) & (entries.count - 1)
        while entries[place].length != 0 { place = (place + 1) & (entries.count - 1) }
        entries[place] = entry
    }

    private mutating func grow() {
        let old = entries
        entries = Array(repeating: Entry(), count: old.count * 2)
        for entry in old where entry.length != 0 { place(entry) }
    }
}
