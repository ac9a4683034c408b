/// What a rule has remembered under one name: records by key, in the order of log time, for as long as the name is kept.
package struct MemoryShelf: Sendable {
    /// Something that was remembered.
    package struct Record: Equatable, Sendable {
        /// Log time, in milliseconds since 1970.
        package var time: Int64
        package var value: String?
    }

    /// A record and its key, in the order in which they came.
    struct Entry: Sendable {
        var key: String
        var record: Record
    }

    /// For how long, in milliseconds of log time: a record counts while less than this has passed since.
    package let keep: Int64
    private var records: [String: FirstInFirstOut<Record>] = [:]
    /// The same records over all keys, the oldest first.
    private var order = FirstInFirstOut<Entry>()

    init(keep: Int64) {
        self.keep = keep
    }

    var recordCount: Int { order.count }
    var keyCount: Int { records.count }
    /// The log time of the oldest record.
    var oldest: Int64? { order.first?.record.time }
    /// All records, the oldest first.
    var entries: ArraySlice<Entry> { order.elements }

    /// - Parameter record: Not older than those before it: log time never goes back.
    mutating func add(_ record: Record, for key: String) {
        records[key, default: FirstInFirstOut()].append(record)
        order.append(Entry(key: key, record: record))
    }

    mutating func removeOldest() {
        guard let entry = order.removeFirst() else { return }
        records[entry.key]?.removeFirst()
        if records[entry.key]?.isEmpty == true { records[entry.key] = nil }
    }

    /// Forgets what is no longer kept.
    mutating func expire(at now: Int64) {
        while let oldest, now - oldest >= keep { removeOldest() }
    }

    /// The records of a key of the last while, the oldest first.
    /// - Parameter span: In milliseconds; nil: as long as they are kept.
    package func records(of key: String, within span: Int64? = nil, at now: Int64) -> ArraySlice<Record> {
        guard let all = records[key]?.elements else { return [] }
        let span = min(span ?? keep, keep)
        // The times ascend: half and half again, to the first that counts.
        var (low, high) = (all.startIndex, all.endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if now - all[middle].time < span { high = middle } else { low = middle + 1 }
        }
        return all[low...]
    }
}
