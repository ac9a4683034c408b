package import Digest
package import EventLog
import Glibc
import Synchronization
import Threads
package import Tuntuma

/// Finds before a run which events of its logs others amend: those that are withdrawn, corrected, or a version of a response that
/// is overtaken.
///
/// Only where rules look at closes: a close sees what had been accepted until then as it was by then, so what may change must be
/// known beforehand, or every event would have to be kept. A piece of a log in which no amendment can be is not
/// decoded; where responses have ids, all of it is.
package struct AmendmentScan {
    /// What was found. Keys hold under one fingerprinter only.
    package struct Found: Sendable {
        var keys: Set<Fingerprint> = []
        let fingerprinter: Fingerprinter
    }

    let symbols: SymbolTable
    /// That of the run.
    let fingerprinter: Fingerprinter
    /// How many workers; at least 1.
    let jobs: Int

    package init(symbols: SymbolTable, fingerprinter: Fingerprinter, jobs: Int) {
        self.symbols = symbols
        self.fingerprinter = fingerprinter
        self.jobs = jobs
    }

    /// Reads all inputs.
    /// - Parameter spools: Where inputs that can be read only once are kept as they go by, by their place.
    package func run(_ inputs: [LogInput], spools: [Int: Spool]) throws(RunError) -> Found {
        let reader = ChunkReader(inputs: inputs) { (input, bytes) throws(LogInputError) in
            try spools[input]?.write(bytes)
        }
        let amendments = Mutex(Amendments())
        let failure = Mutex<RunError?>(nil)
        let sources = inputs.map { symbols.symbol(for: $0.defaultSource) }
        WorkerThreads.run(count: max(jobs, 1)) { _ in
            do throws(OutOfMemory) {
                var decoder = try ChunkDecoder(symbols: symbols, fingerprinter: fingerprinter)
                let types = EventTypes(symbols)
                var keys = EventKeyMaker(fingerprinter)
                let chunk = Chunk()
                while reader.fill(chunk) {
                    guard Self.mayAmend(chunk.bytes) else { continue }
                    let decoded = decoder.decode(
                        chunk.bytes, isFirstOfInput: chunk.content.isFirstOfInput,
                        defaultSource: sources[chunk.content.input])
                    amendments.withLock { $0.note(decoded, types, &keys) }
                }
            } catch {
                failure.withLock { $0 = .outOfMemory }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
        if let error = reader.failure { throw .input(error) }
        return Found(keys: amendments.withLock { $0.amended }, fingerprinter: fingerprinter)
    }

    private static let withdrawal = ByteSearch("withdrawal", by: "w")
    private static let correction = ByteSearch("correction", by: "c")
    private static let response = ByteSearch("\"response\"", by: "p")

    /// Whether some lines can hold an amendment. Each has one of these words in it, or a letter of it is written as `\u00..`.
    static func mayAmend(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if holdsEscapedLetter(bytes) || withdrawal.place(in: bytes, from: 0) != nil
            || correction.place(in: bytes, from: 0) != nil
        {
            return true
        }
        // As the name of a field, not as a type.
        var next = 0
        while let place = response.place(in: bytes, from: next) {
            next = place + response.count
            var sign = next
            while sign < bytes.count, [0x20, 0x09, 0x0D].contains(bytes[sign]) { sign += 1 }
            if sign < bytes.count, bytes[sign] == UInt8(ascii: ":") { return true }
        }
        return false
    }

    /// Whether a letter of a word may be written by its number.
    private static func holdsEscapedLetter(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        var start = 0
        while start < bytes.count, let found = memchr(base + start, 0x5C, bytes.count - start) {
            let place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base
            let after = bytes[(place + 1)...].prefix(4)
            if after.prefix(3).elementsEqual("u00".utf8), let digit = after.dropFirst(3).first,
                (0x34...0x37).contains(digit)
            {
                return true
            }
            start = place + 1
        }
        return false
    }
}

extension Amendments {
    /// Takes note of the events of a chunk. Not in the order of the log, and repetitions with them, which amend nothing. Of two events
    /// with one key and different contents more may seem to be amended than is.
    fileprivate mutating func note(_ chunk: DecodedChunk, _ types: EventTypes, _ keys: inout EventKeyMaker) {
        for (row, fields) in chunk.batch.rows.enumerated()
        where fields.type == types.withdrawal || fields.type == types.correction || fields.response.length > 0 {
            note(chunk.batch[row], key: chunk.keys[row], types: types, keys: &keys)
        }
    }
}
