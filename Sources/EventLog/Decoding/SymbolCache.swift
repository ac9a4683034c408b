package import Tuntuma

#if canImport(Glibc)
    import Glibc
#endif

/// One worker's way to the run's ``SymbolTable``: finds the symbol of bytes it has met before without a lock and without
/// making a `String`.
package struct SymbolCache {
    private struct Entry {
        var hash: UInt64 = 0
        var symbol = Symbol.none
        var offset: UInt32 = 0
        var length: UInt32 = 0
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
        return symbol(start, text.count, hash: ByteHash.hash(start, text.count))
    }

    @inline(__always)
    mutating func symbol(_ bytes: UnsafePointer<UInt8>, _ length: Int, hash: UInt64) -> Symbol? {
        if length == 0 { return Symbol.none }
        var place = Int(truncatingIfNeeded: hash) & (entries.count - 1)
        while true {
            let entry = entries[place]
            if entry.length == 0 { break }
            if entry.hash == hash, entry.length == UInt32(truncatingIfNeeded: length), holds(entry, bytes) {
                return entry.symbol
            }
            place = (place + 1) & (entries.count - 1)
        }
        return insert(bytes, length, hash)
    }

    @inline(__always) private func holds(_ entry: Entry, _ bytes: UnsafePointer<UInt8>) -> Bool {
        texts.withUnsafeBufferPointer { texts in
            guard let start = texts.baseAddress else { return false }
            return memcmp(start + Int(entry.offset), bytes, Int(entry.length)) == 0
        }
    }

    @inline(never)
    private mutating func insert(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt64) -> Symbol? {
        let text = UnsafeBufferPointer(start: bytes, count: length)
        guard let symbol = table.intern(String(decoding: text, as: UTF8.self)) else { return nil }
        if (count + 1) * 2 > entries.count { grow() }
        place(Entry(hash: hash, symbol: symbol, offset: UInt32(texts.count), length: UInt32(length)))
        texts.append(contentsOf: text)
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
