package import Digest
import JSONWall

/// The keys of all events so far, and a hash of the content that came with each: finds what was sent twice.
///
/// Exact for all purposes: two different keys have the same 128-bit fingerprint with a chance of n^2 / 2^129, and nobody
/// can bring that about who does not know the run's secret. 24 bytes a key; the table is split into shards that grow
/// one at a time by a third, so that growth needs little memory beside what is in use.
///
/// One thread at a time.
package struct KeyTable {
    /// What the table says of an event.
    package enum Verdict: UInt8, Sendable {
        case new
        /// The same key with the same content.
        case duplicate
        /// The same key with other content.
        case conflict
    }

    private struct Entry {
        var key = Fingerprint(high: 0, low: 0)
        var content: UInt64 = 0
    }

    private struct Shard {
        var entries: [Entry] = []
        var count = 0
    }

    private static let shardBits: UInt64 = 6
    private static let firstCapacity = 64

    private var shards: [Shard]
    package private(set) var count = 0

    package init() {
        shards = (0..<(1 << Self.shardBits)).map { _ in Shard() }
    }

    /// Judges the events of a batch in their order, and keeps the new ones.
    package mutating func judge(keys: [Fingerprint], contents: [UInt64]) -> [Verdict] {
        for shard in shards.indices { makeRoom(in: shard, for: keys.count) }
        var verdicts: [Verdict] = []
        verdicts.reserveCapacity(keys.count)
        for index in keys.indices {
            // A key's memory is asked for a little before it is needed: early enough to be there, late enough that the
            // processor still knows its page.
            if index + Self.lookAhead < keys.count { fetch(keys[index + Self.lookAhead]) }
            verdicts.append(judge(key: keys[index], content: contents[index]))
        }
        return verdicts
    }

    private static let lookAhead = 16

    @inline(__always) private func fetch(_ key: Fingerprint) {
        shards[Self.shard(of: key)].entries.withUnsafeBufferPointer { entries in
            guard let start = entries.baseAddress else { return }
            let entry = UnsafeRawPointer(start + Self.place(of: key, capacity: entries.count))
            json_wall_prefetch(entry)
            json_wall_prefetch(entry + MemoryLayout<Entry>.size - 1)
        }
    }

    private mutating func judge(key: Fingerprint, content: UInt64) -> Verdict {
        let number = Self.shard(of: key)
        // Never in practice: the margin above is many standard deviations. But a full shard would be searched for ever.
        if shards[number].count + 1 >= shards[number].entries.count { makeRoom(in: number, for: 1 << 16) }
        let verdict = shards[number].entries.withUnsafeMutableBufferPointer { entries in
            var place = Self.place(of: key, capacity: entries.count)
            while true {
                let entry = entries[place]
                if entry.key.high == 0, entry.key.low == 0 {
                    entries[place] = Entry(key: key, content: content)
                    return Verdict.new
                }
                if entry.key.high == key.high, entry.key.low == key.low {
                    return entry.content == content ? .duplicate : .conflict
                }
                place += 1
                if place == entries.count { place = 0 }
            }
        }
        if verdict == .new {
            shards[number].count += 1
            count += 1
        }
        return verdict
    }

    /// Grows a shard so that its share of a batch, and by a wide margin more, fits below nine tenths.
    private mutating func makeRoom(in number: Int, for events: Int) {
        let margin = min(events, events / (1 << Int(Self.shardBits)) * 2 + 64)
        let capacity = shards[number].entries.count
        guard (shards[number].count + margin) * 10 > capacity * 9 else { return }
        var larger = max(capacity + capacity / 3, Self.firstCapacity)
        while (shards[number].count + margin) * 10 > larger * 9 { larger += larger / 3 }
        let old = shards[number].entries
        shards[number].entries = []
        var entries = [Entry](repeating: Entry(), count: larger)
        entries.withUnsafeMutableBufferPointer { entries in
            for entry in old where entry.key.high != 0 || entry.key.low != 0 {
                var place = Self.place(of: entry.key, capacity: larger)
                while entries[place].key.high != 0 || entries[place].key.low != 0 {
                    place += 1
                    if place == larger { place = 0 }
                }
                entries[place] = entry
            }
        }
        shards[number].entries = entries
    }

    @inline(__always) private static func shard(of key: Fingerprint) -> Int {
        Int(truncatingIfNeeded: key.low >> (64 - shardBits))
    }

    /// Where a key would like to be: its high half as a fraction of the capacity.
    @inline(__always) private static func place(of key: Fingerprint, capacity: Int) -> Int {
        Int(truncatingIfNeeded: key.high.multipliedFullWidth(by: UInt64(capacity)).high)
    }
}
