package import Tuntuma

#if canImport(Glibc)
    import Glibc
#endif

/// One worker's way to the run's ``SymbolTable``: finds the symbol of bytes it has met before without a lock and without
/// making a `String`.
package struct SymbolCache {
    private struct Entry {
        /// As ``ByteHash/words(padded:_:)`` gives them.
        var words: ByteHash.Words = (0, 0)
        var hash: UInt64 = 0
        var symbol = Symbol.none
        /// 0 for an entry that is free.
        var length: UInt32 = 0
    }

    /// The run's table.
    package let table: SymbolTable
    private var entries: [Entry]
    /// Where `texts` has the text of an entry that is longer than 16 bytes.
    private var offsets: [Int]
    /// How far a product is shifted for a place in `entries`, whose count is a power of two.
    private var shift: UInt64
    private var count = 0
    private var texts: [UInt8] = []

    package init(table: SymbolTable) {
        self.table = table
        entries = Array(repeating: Entry(), count: 1024)
        offsets = Array(repeating: 0, count: entries.count)
        shift = 64 - 10
    }

    /// The symbol of a text, or nil when the run's table is full.
    package mutating func symbol(_ text: UnsafeBufferPointer<UInt8>) -> Symbol? {
        guard let start = text.baseAddress, text.count > 0 else { return Symbol.none }
        return find(start, text.count, ByteHash.words(text))?.symbol ?? insert(text)
    }

    /// The symbol of a text that was met before, and its hash. Never a text with a backslash: those are not kept, so
    /// that a reader may ask with the bytes of a text whose escapes are not resolved yet.
    ///
    /// - Parameter bytes: The text, in memory that is readable for 16 bytes.
    @inline(__always)
    func find(padded bytes: UnsafePointer<UInt8>, _ length: Int) -> (symbol: Symbol, hash: UInt64)? {
        if length == 0 { return (Symbol.none, 0) }
        return find(bytes, length, ByteHash.words(padded: bytes, length))
    }

    @inline(__always)
    private func find(
        _ bytes: UnsafePointer<UInt8>, _ length: Int, _ words: ByteHash.Words
    ) -> (symbol: Symbol, hash: UInt64)? {
        // Nearly every text is short and in the place where it would like to be.
        let place = place(of: words)
        let entry = entries[place]
        if entry.words.first == words.first, entry.words.last == words.last, Int(entry.length) == length, length <= 16 {
            return (entry.symbol, entry.hash)
        }
        return search(bytes, length, words, from: place)
    }

    @inline(never)
    private func search(
        _ bytes: UnsafePointer<UInt8>, _ length: Int, _ words: ByteHash.Words, from first: Int
    ) -> (symbol: Symbol, hash: UInt64)? {
        var place = first
        while true {
            let entry = entries[place]
            if entry.words.first == words.first, entry.words.last == words.last, Int(entry.length) == length,
                length <= 16 || holds(place, bytes, length)
            {
                return (entry.symbol, entry.hash)
            }
            if entry.length == 0 { return nil }
            place = (place &+ 1) & (entries.count &- 1)
        }
    }

    @inline(__always) private func place(of words: ByteHash.Words) -> Int {
        let product = (words.first &+ words.last &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: product &>> shift)
    }

    private func holds(_ place: Int, _ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        texts.withUnsafeBufferPointer { texts in
            guard let start = texts.baseAddress else { return false }
            return memcmp(start + offsets[place], bytes, length) == 0
        }
    }

    @inline(never)
    private mutating func insert(_ text: UnsafeBufferPointer<UInt8>) -> Symbol? {
        guard let symbol = table.intern(String(decoding: text, as: UTF8.self)) else { return nil }
        if text.contains(0x5C) { return symbol }
        if (count + 1) * 2 > entries.count { grow() }
        keep(
            Entry(words: ByteHash.words(text), hash: ByteHash.hash(text), symbol: symbol, length: UInt32(text.count)),
            offset: texts.count)
        if text.count > 16 { texts.append(contentsOf: text) }
        count += 1
        return symbol
    }

    private mutating func keep(_ entry: Entry, offset: Int) {
        var place = place(of: entry.words)
        while entries[place].length != 0 { place = (place + 1) & (entries.count - 1) }
        entries[place] = entry
        offsets[place] = offset
    }

    private mutating func grow() {
        let old = zip(entries, offsets)
        entries = Array(repeating: Entry(), count: entries.count * 2)
        offsets = Array(repeating: 0, count: entries.count)
        shift -= 1
        for (entry, offset) in old where entry.length != 0 { keep(entry, offset: offset) }
    }
}
