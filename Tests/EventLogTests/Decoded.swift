import Digest
import EventLog
import Tuntuma

/// Lines as a run decodes them.
struct Decoded {
    let chunk: DecodedChunk
    let symbols = SymbolTable()

    /// - Parameter padding: What stands behind the last line. The decoder may read it, and must not care.
    init(
        _ bytes: [UInt8], isFirstOfInput: Bool = false, defaultSource: String = "", padding: UInt8 = 0x39
    ) throws {
        var decoder = try ChunkDecoder(symbols: symbols, fingerprinter: Fingerprinter())
        let source = symbols.symbol(for: defaultSource)
        let padded = bytes + repeatElement(padding, count: 64)
        chunk = padded.withUnsafeBufferPointer {
            decoder.decode(
                UnsafeBufferPointer(rebasing: $0[..<bytes.count]), isFirstOfInput: isFirstOfInput, defaultSource: source
            )
        }
    }

    init(_ text: String) throws {
        try self.init(Array(text.utf8))
    }

    var events: [Event] { (0..<chunk.batch.count).map { chunk.batch[$0] } }

    var reasons: [String] { chunk.rejections.map(\.reason) }

    func answer(_ name: String, of row: Int = 0) -> Value? {
        chunk.batch[row].answer(symbols.symbol(for: name))
    }

    func attribute(_ name: String, of row: Int = 0) -> Value? {
        chunk.batch[row].attribute(symbols.symbol(for: name))
    }

    func text(_ symbol: Symbol) -> String { symbols.text(of: symbol) }
}

/// JSON texts for the tests, written without the product's own writer.
enum JSON {
    /// A valid event with more fields behind it: `"answers":{"nps":9}`.
    static func event(id: String = "a", _ fields: String...) -> String {
        let head = ["\"id\":\"\(id)\"", "\"time\":\"2026-03-02T09:15:00Z\"", "\"type\":\"response\""]
        return "{" + (head + fields).joined(separator: ",") + "}"
    }

    /// A text with as few escapes as JSON allows.
    static func text(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\u{0}"..<"\u{20}": result += escape(UInt16(scalar.value))
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// A text in which everything is an escape.
    static func escapedText(_ text: String) -> String {
        "\"" + text.utf16.map(escape).joined() + "\""
    }

    private static func escape(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
