package import Digest
import JSONWall

/// The keys of all events so far, and a hash of the content that came with each: finds what was sent twice.
///
/// Exact for all purposes: two different keys have the same 128-bit fingerprint with a chance of n^2 / 2^129, and nobody
/// can bring that about who does not know the run's secret. 24 bytes a key; the table is split into shards that grow
/// one at a time, large ones by a third, so that growth needs little memory beside what is in use.
///
/// One thread at a time.
package struct KeyTable: Sendable {
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

        /// No key is zero but with a chance of 2^-128.
        @inline(__always) var isFree: Bool { key.high | key.low == 0 }
    }

    /// Some of the keys: open addressing, with the next free place for a key whose own is taken.
    private struct Shard: Sendable {
        var memory: KeyMemory
        var count = 0
        var capacity: Int

        init(capacity: Int) {
            self.init(KeyMemory(atLeast: capacity * MemoryLayout<Entry>.stride))
        }

        init(_ memory: KeyMemory) {
            self.memory = memory
            capacity = memory.count / MemoryLayout<Entry>.stride
        }

        @inline(__always) var entries: UnsafeMutablePointer<Entry>? {
            memory.start?.assumingMemoryBound(to: Entry.self)
        }
    }

    private static let shardBits: UInt64 = 3
    private static let firstCapacity = 256
    /// Up to so many keys a shard doubles.
    private static let largeCapacity = 1 << 18
    /// Beyond so many keys an estimate is not believed.
    private static let mostExpected = 1 << 24
    /// How many keys ahead memory is asked for: early enough to be there, late enough not to be gone again.
    private static let lookAhead = 16

    private var shards: [Shard]
    package private(set) var count = 0

    package init() {
        shards = (0..<(1 << Self.shardBits)).map { _ in Shard(capacity: Self.firstCapacity) }
    }

    /// Judges the events of a batch in their order, and keeps the new ones.
    package mutating func judge(keys: [Fingerprint], contents: [UInt64]) -> [Verdict] {
        for shard in shards.indices { makeRoom(in: shard, for: keys.count) }
        var verdicts: [Verdict] = []
        verdicts.reserveCapacity(keys.count)
        while verdicts.count < keys.count {
            judge(keys, contents, into: &verdicts)
            // Never in practice: the margin is many standard deviations. But a full shard would be searched for ever.
            if verdicts.count < keys.count { makeRoom(in: Self.shard(of: keys[verdicts.count]), for: 1 << 16) }
        }
        return verdicts
    }

    /// A shard while a batch is judged: without its owner, whom nobody should count references of for each key.
    private struct OpenShard {
        let entries: UnsafeMutablePointer<Entry>?
        let capacity: Int
        var count: Int
    }

    /// Judges the events of a batch that come after those with a verdict, until one meets a full shard.
    private mutating func judge(_ keys: [Fingerprint], _ contents: [UInt64], into verdicts: inout [Verdict]) {
        withUnsafeTemporaryAllocation(of: OpenShard.self, capacity: shards.count) { open in
            for (number, shard) in shards.enumerated() {
                open.initializeElement(
                    at: number, to: OpenShard(entries: shard.entries, capacity: shard.capacity, count: shard.count))
            }
            for index in verdicts.count..<keys.count {
                if index + Self.lookAhead < keys.count { Self.fetch(keys[index + Self.lookAhead], from: open) }
                let number = Self.shard(of: keys[index])
                guard open[number].count + 1 < open[number].capacity else { break }
                verdicts.append(Self.judge(key: keys[index], content: contents[index], in: &open[number]))
            }
            count = 0
            for number in shards.indices {
                shards[number].count = open[number].count
                count += open[number].count
            }
        }
    }

    /// Memory for a table of a certain size, made ready before it is moved into. The system takes tens of milliseconds to
    /// hand out so much, and nobody should wait for that in the order of the log.
    package struct Room: Sendable {
        fileprivate let memory: [KeyMemory]

        /// Room for so many keys in all, of which most will come: growing step by step takes more memory and time. A wrong
        /// estimate costs some of both, and nothing else.
        package init(for total: Int) {
            let share = min(total, KeyTable.mostExpected) / (1 << Int(KeyTable.shardBits))
            memory = (0..<(1 << KeyTable.shardBits)).map { _ in
                let memory = KeyMemory(atLeast: max(share * 10 / 8, 1) * MemoryLayout<Entry>.stride)
                memory.touch()
                return memory
            }
        }
    }

    /// Moves the keys into room that is larger than what they have.
    package mutating func move(into room: Room) {
        for number in shards.indices where room.memory[number].count > shards[number].memory.count {
            move(number, into: Shard(room.memory[number]))
        }
    }

    @inline(__always) private static func fetch(
        _ key: Fingerprint, from shards: UnsafeMutableBufferPointer<OpenShard>
    ) {
        let shard = shards[Self.shard(of: key)]
        guard let entries = shard.entries else { return }
        let entry = UnsafeRawPointer(entries + place(of: key, capacity: shard.capacity))
        json_wall_prefetch(entry)
        json_wall_prefetch(entry + MemoryLayout<Entry>.size - 1)
    }

    @inline(__always) private static func judge(
        key: Fingerprint, content: UInt64, in shard: inout OpenShard
    ) -> Verdict {
        guard let entries = shard.entries else { return .new }
        var place = place(of: key, capacity: shard.capacity)
        while true {
            let entry = entries[place]
            if entry.isFree { break }
            if entry.key.high == key.high, entry.key.low == key.low {
                return entry.content == content ? .duplicate : .conflict
            }
            place += 1
            if place == shard.capacity { place = 0 }
        }
        entries[place] = Entry(key: key, content: content)
        shard.count += 1
        return .new
    }

    /// Grows a shard so that its share of a batch, and by a wide margin more, fits below nine tenths.
    private mutating func makeRoom(in number: Int, for events: Int) {
        let margin = min(events, events / (1 << Int(Self.shardBits)) * 2 + 64)
        var capacity = shards[number].capacity
        while (shards[number].count + margin) * 10 > capacity * 9 {
            capacity += capacity < Self.largeCapacity ? capacity : capacity / 3
        }
        // A copy of the table has memory of its own as soon as one of the two is used.
        guard capacity > shards[number].capacity || !isKnownUniquelyReferenced(&shards[number].memory) else { return }
        move(number, into: Shard(capacity: capacity))
    }

    private mutating func move(_ number: Int, into empty: Shard) {
        let old = shards[number]
        var larger = empty
        larger.count = old.count
        if let source = old.entries, let target = larger.entries {
            for entry in UnsafeBufferPointer(start: source, count: old.capacity) where !entry.isFree {
                var place = Self.place(of: entry.key, capacity: larger.capacity)
                while !target[place].isFree {
                    place += 1
                    if place == larger.capacity { place = 0 }
                }
                target[place] = entry
            }
        }
        shards[number] = larger
    }

    @inline(__always) private static func shard(of key: Fingerprint) -> Int {
        Int(truncatingIfNeeded: key.low >> (64 - shardBits))
    }

    /// Where a key would like to be: its high half as a fraction of the capacity.
    @inline(__always) private static func place(of key: Fingerprint, capacity: Int) -> Int {
        Int(truncatingIfNeeded: key.high.multipliedFullWidth(by: UInt64(capacity)).high)
    }
}
