package import Digest
import JSONWall
package import Tuntuma

#if canImport(Glibc)
    import Glibc
#endif

/// Turns chunks of a log into batches of events. One decoder belongs to one worker and decodes many chunks.
package final class ChunkDecoder {
    /// The longest line in bytes.
    package static let longestLine = 1 << 20
    /// The deepest nesting of a line.
    package static let deepestNesting = 64

    private let parser: JSONParser
    private let symbols: SymbolTable
    private var reader: EventReader
    private var keyMaker: EventKeyMaker

    /// - Parameters:
    ///   - defaultSource: The source of events that name none: a channel's id, or "".
    /// - Throws: ``OutOfMemory``.
    package init(
        symbols: SymbolTable, fingerprinter: Fingerprinter, defaultSource: String = ""
    ) throws(OutOfMemory) {
        parser = try JSONParser(longest: Self.longestLine, deepest: Self.deepestNesting)
        self.symbols = symbols
        keyMaker = EventKeyMaker(fingerprinter)
        reader = EventReader(symbols: symbols, defaultSource: symbols.symbol(for: defaultSource))
    }

    /// Decodes whole lines.
    ///
    /// - Parameters:
    ///   - bytes: The lines. The last one need not end in a newline. The memory behind must be readable for
    ///     `JSON_WALL_PADDING` bytes more.
    ///   - isFirstOfInput: A byte order mark may stand before the first line.
    package func decode(_ bytes: UnsafeBufferPointer<UInt8>, isFirstOfInput: Bool = false) -> DecodedChunk {
        var builder = EventBatchBuilder(expectedRows: bytes.count / 160 + 1, expectedBytes: bytes.count / 2)
        var keys: [Fingerprint] = []
        var contents: [UInt64] = []
        keys.reserveCapacity(bytes.count / 160 + 1)
        contents.reserveCapacity(bytes.count / 160 + 1)
        var rejections: [RejectedLine] = []
        var line = 0
        var records = 0
        var start = isFirstOfInput && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < bytes.count, let base = bytes.baseAddress {
            let rest = bytes.count - start
            let newline = memchr(base + start, 0x0A, rest)
            let length = newline.map { UnsafeRawPointer($0) - UnsafeRawPointer(base + start) } ?? rest
            let text = UnsafeBufferPointer(start: base + start, count: length)
            // Of a line that is too long only the beginning may be here: nobody can tell that the rest is blank too.
            if length > Self.longestLine || !Self.isBlank(text) {
                records += 1
                do throws(LineError) {
                    let document = try parser.parse(text)
                    var row = EventRow()
                    row.line = UInt32(truncatingIfNeeded: line)
                    row.byte = UInt32(truncatingIfNeeded: start)
                    let content = try reader.read(document, into: &builder, row: &row)
                    keys.append(key(of: row, in: builder.bytes))
                    contents.append(content)
                    builder.rows.append(row)
                } catch {
                    rejections.append(
                        RejectedLine(
                            line: line, byte: start, reason: error.reason, bytes: Array(text.prefix(Self.longestLine))))
                }
            }
            line += 1
            start += length + 1
        }
        return DecodedChunk(
            batch: builder.build(symbols: symbols), keys: keys, contents: contents, rejections: rejections,
            lines: line, records: records)
    }

    private func key(of row: EventRow, in bytes: [UInt8]) -> Fingerprint {
        bytes.withUnsafeBufferPointer { bytes in
            let first = Int(row.id.offset)
            return keyMaker.key(
                source: row.source, id: UnsafeBufferPointer(rebasing: bytes[first..<first + Int(row.id.length)]))
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
