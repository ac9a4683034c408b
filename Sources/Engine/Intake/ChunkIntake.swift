import Digest
import EventLog
import Threads
import Tuntuma

/// One worker's way to the chunks of a log: reads and decodes them.
///
/// While a chunk waits for its turn, because the one before it is in other hands still, the worker decodes those that come
/// next. So a worker whose processor is slower, or taken from it for a while, does not hold up the others.
struct ChunkIntake: ~Copyable {
    /// How many decoded chunks may wait. Each takes less than 1 MiB.
    private static let mostWaiting = 4

    private let reader: ChunkReader
    private let sources: [Symbol]
    private var decoder: ChunkDecoder
    private let chunk = Chunk()
    private var waiting: [(DecodedChunk, Chunk.Content)] = []
    private var hasEnded = false

    /// - Parameter reader: All workers have the same.
    /// - Throws: ``OutOfMemory``.
    init(_ reader: ChunkReader, symbols: SymbolTable, fingerprinter: Fingerprinter) throws(OutOfMemory) {
        self.reader = reader
        sources = reader.inputs.map { symbols.symbol(for: $0.defaultSource) }
        decoder = try ChunkDecoder(symbols: symbols, fingerprinter: fingerprinter)
    }

    /// The worker's next chunk, in the order of the log; nil when there are none left.
    ///
    /// Whoever has been given a chunk must take it through every gate, and ask on until there are none: the others wait for each.
    /// - Parameter isStopped: No more is to be read.
    mutating func next(isStopped: Bool) -> (decoded: DecodedChunk, content: Chunk.Content)? {
        if isStopped { hasEnded = true }
        if waiting.isEmpty { decode() }
        return waiting.isEmpty ? nil : waiting.removeFirst()
    }

    /// Decodes chunks that come later, as long as it is not the turn of one that the worker has in hand. Called before it waits
    /// at a gate.
    mutating func decodeAhead(of number: Int, until isOpen: (_ number: Int) -> Bool) {
        while !hasEnded, waiting.count < Self.mostWaiting, !isOpen(number) { decode() }
    }

    private mutating func decode() {
        guard !hasEnded, reader.fill(chunk) else {
            hasEnded = true
            return
        }
        let content = chunk.content
        let decoded = decoder.decode(
            chunk.bytes, isFirstOfInput: content.isFirstOfInput, defaultSource: sources[content.input])
        waiting.append((decoded, content))
    }
}
