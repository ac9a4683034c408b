package import Digest
import JSONWall
package import Tuntuma

#if canImport(Glibc)
    import Glibc
#endif

/// Turns chunks of a log into batches of events. One decoder belongs to one worker and decodes many chunks.
package struct ChunkDecoder: ~Copyable {
    /// The longest line in bytes.
    package static let longestLine = 1 << 20
    /// The deepest nesting of a line.
    package static let deepestNesting = 64

    private let parser: JSONParser
    private let symbols: SymbolTable
    private var reader: EventReader
    private var keyMaker: EventKeyMaker

    /// - Throws: ``OutOfMemory``.
    package init(symbols: SymbolTable, fingerprinter: Fingerprinter) throws(OutOfMemory) {
        parser = try JSONParser(longest: Self.longestLine, deepest: Self.deepestNesting)
        self.symbols = symbols
        keyMaker = EventKeyMaker(fingerprinter)
        reader = EventReader(symbols: symbols)
    }

    /// Decodes whole lines.
    ///
    /// - Parameters:
    ///   - bytes: The lines. The last one need not end in a newline. The memory behind must be readable for
    ///     `JSON_WALL_PADDING` bytes more.
    ///   - isFirstOfInput: A byte order mark may stand before the first line.
    ///   - defaultSource: The source of events that name none.
    package mutating func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, isFirstOfInput: Bool = false, defaultSource: Symbol = .none
    ) -> DecodedChunk {
        reader.defaultSource = defaultSource
        let expected = bytes.count / 160 + 1
        var result = Decoding(expected: expected)
        // A text is shorter than its line; an item of a list is kept with four bytes more, for three in the line.
        let texts = [UInt8](unsafeUninitializedCapacity: bytes.count * 3 + 64) { memory, count in
            guard let base = memory.baseAddress else { return }
            var writer = TextWriter(memory, base: base)
            decodeLines(
                bytes, from: isFirstOfInput && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0, &result, &writer)
            count = writer.count
        }
        return result.finish(texts: texts, symbols: symbols)
    }

    private mutating func decodeLines(
        _ bytes: UnsafeBufferPointer<UInt8>, from first: Int, _ result: inout Decoding, _ texts: inout TextWriter
    ) {
        guard let base = bytes.baseAddress else { return }
        var start = first
        while start < bytes.count {
            let rest = bytes.count - start
            let newline = memchr(base + start, 0x0A, rest)
            let length = newline.map { UnsafeRawPointer($0) - UnsafeRawPointer(base + start) } ?? rest
            let line = UnsafeBufferPointer(start: base + start, count: length)
            // Of a line that is too long only the beginning may be here: nobody can tell that the rest is blank too.
            if length > Self.longestLine || !Self.isBlank(line) {
                result.records += 1
                var row = EventRow()
                row.line = UInt32(truncatingIfNeeded: result.lines)
                row.byte = UInt32(truncatingIfNeeded: start)
                do throws(LineError) {
                    let document = try parser.parse(line)
                    result.contents.append(try reader.read(document, into: &result.builder, &texts, row: &row))
                    result.keys.append(keyMaker.key(source: row.source, id: texts.text(row.id)))
                    result.builder.rows.append(row)
                } catch {
                    result.reject(line, at: start, error.reason)
                }
            }
            result.lines += 1
            start += length + 1
        }
    }

    /// Whether a line has nothing but white space.
    @inline(__always) private static func isBlank(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in line {
            switch byte {
            case 0x20, 0x09, 0x0D: continue
            default: return false
            }
        }
        return true
    }
}

/// A chunk while it is decoded.
private struct Decoding: ~Copyable {
    var builder: EventBatchBuilder
    var keys: [Fingerprint] = []
    var contents: [UInt64] = []
    var rejections: [RejectedLine] = []
    var lines = 0
    var records = 0

    init(expected: Int) {
        builder = EventBatchBuilder(expectedRows: expected, expectedBytes: 0)
        keys.reserveCapacity(expected)
        contents.reserveCapacity(expected)
    }

    mutating func reject(_ line: UnsafeBufferPointer<UInt8>, at byte: Int, _ reason: String) {
        rejections.append(
            RejectedLine(
                line: lines, byte: byte, reason: reason, bytes: Array(line.prefix(ChunkDecoder.longestLine))))
    }

    consuming func finish(texts: [UInt8], symbols: SymbolTable) -> DecodedChunk {
        builder.bytes = texts
        return DecodedChunk(
            batch: builder.build(symbols: symbols), keys: keys, contents: contents, rejections: rejections,
            lines: lines, records: records)
    }
}
