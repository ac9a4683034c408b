import Compression
import DelimitedText
import Testing
import TuntumaTesting

@Suite struct RowReaderTests {
    @Test(arguments: ["\n", "\r\n", "\r"], [true, false])
    func rowsEndWithAnyLineEnd(lineEnd: String, isEnded: Bool) throws {
        let text = ["a,b", "1,\"x\(lineEnd)y\"", "", "2,", "3"].joined(separator: lineEnd) + (isEnded ? lineEnd : "")
        for blockBytes in [1, 2, 3, 7, 1 << 16] {
            let reading = try Reading(text, format: TextFormat(separator: .comma), blockBytes: blockBytes)
            #expect(reading.rows == [["a", "b"], ["1", "x\(lineEnd)y"], ["2", ""], ["3"]])
            #expect(reading.lines == [1, 2, 5, 6])
        }
    }

    @Test func aQuoteInsideACellIsACharacter() throws {
        let reading = try Reading("a,b\n37°36'37.8\"N,\"x\" y\n \"z\",\"\"\"\"\n")
        #expect(reading.rows == [["a", "b"], ["37°36'37.8\"N", "x y"], [" \"z\"", "\""]])
    }

    @Test func anEmptyLineIsPassedOverOrKept() throws {
        var reader = try RowReader(try ByteSource(bytes: Array("Title\n\na,b\n".utf8), path: "x"))
        var row = Row()
        var counts: [Int] = []
        while try reader.next(into: &row, keepsEmptyLines: true) { counts.append(row.count) }
        #expect(counts == [1, 0, 2])
    }

    @Test func nothingHasNoRows() throws {
        for text in ["", "\n", "\r\n\r\n", "\u{feff}"] { #expect(try Reading(text).rows.isEmpty) }
    }

    @Test func excelNamesItsSeparator() throws {
        for lineEnd in ["\n", "\r\n"] {
            let reading = try Reading("sep=;\(lineEnd)a,b;c\(lineEnd)")
            #expect(reading.rows == [["a,b", "c"]])
            #expect(reading.lines == [2])
        }
    }

    @Test(arguments: [(Separator.comma, ","), (.semicolon, ";"), (.tab, "\t"), (.bar, "|")])
    func theSeparatorIsGuessed(separator: Separator, character: String) throws {
        let rows = [
            ["päivä", "arvosana", "kommentti"], ["1.2.2026", "4,5", "hyvä, mutta hidas; kallis"],
            ["2.2.2026", "3,5", "\"a|b\ta\"\"b\""],
        ]
        let text = rows.map { row in
            row.map { $0.hasPrefix("\"") ? $0 : "\"\($0)\"" }.joined(separator: character)
        }
        #expect(try Reading(text.joined(separator: "\n")).separator == separator)
    }

    @Test func aDecimalCommaDoesNotLookLikeASeparator() throws {
        let reading = try Reading("nimi;arvo\nx;1,5\ny;2,5\nz;4,0\n")
        #expect(reading.separator == .semicolon)
    }

    @Test func anUnterminatedQuoteNamesItsLine() throws {
        #expect(try failure(of: Array("a,b\n1,2\n3,\"x\ny\nz\n".utf8)) == .unterminatedQuote(line: 3))
    }

    @Test func aZeroByteIsNoText() throws {
        #expect(try failure(of: Array("a,b\n1,\0\n".utf8)) == .binary(line: 2))
        #expect(try failure(of: [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]) == .binary(line: 1))
    }

    @Test func limitsAreErrorsWithTheirLine() throws {
        let mebibyte = String(repeating: "x", count: RowReader.Limit.cellBytes)
        let comma = TextFormat(separator: .comma)
        #expect(try failure(of: Array("a\n\(mebibyte)\n".utf8), format: comma) == nil)
        #expect(try failure(of: Array("a\n\(mebibyte)x\n".utf8), format: comma) == .cellTooLong(line: 2, quote: nil))
        #expect(
            try failure(of: Array("a\n1\n\"\(mebibyte)\n\n".utf8), format: comma) == .cellTooLong(line: 3, quote: 3))
        let fourMebibytes = [String](repeating: mebibyte, count: 4).joined(separator: ",")
        #expect(try failure(of: Array("\(fourMebibytes)\n".utf8), format: comma) == nil)
        #expect(try failure(of: Array("a\n\(fourMebibytes),x\n".utf8), format: comma) == .rowTooLong(line: 2))
        let wide = String(repeating: ",", count: RowReader.Limit.columns - 1)
        #expect(try failure(of: Array("\(wide)\n".utf8), format: comma) == nil)
        #expect(try failure(of: Array("\n\(wide),\n".utf8), format: comma) == .tooManyColumns(line: 2))
    }

    @Test func aDamagedArchiveIsReported() throws {
        #expect(throws: DelimitedTextError.self) {
            _ = try RowReader(try ByteSource(bytes: [0x1f, 0x8b, 8, 0, 1, 2], path: "a.gz"))
        }
    }

    @Test(arguments: 0..<200)
    func whatIsWrittenIsRead(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let pieces = ["a", "ä", "😀", "\"", "\n", "\r\n", "\r", ",", ";", " ", "1", "", "\u{feff}", "é"]
        let columns = Int.random(in: 1...6, using: &random)
        let rows = (0..<Int.random(in: 1...40, using: &random)).map { _ in
            (0..<columns).map { _ in
                (0..<Int.random(in: 0...6, using: &random)).map { _ in
                    pieces.randomElement(using: &random) ?? ""
                }.joined()
            }
        }
        let lineEnd = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
        var text = ""
        var lines: [Int] = []
        var line = 1
        for row in rows {
            let cells = row.map { cell in
                let needsQuotes =
                    cell.isEmpty || cell.unicodeScalars.contains { "\",;\n\r".unicodeScalars.contains($0) }
                let quoted = "\"\(cell.replacing("\"", with: "\"\""))\""
                return needsQuotes || Bool.random(using: &random) ? quoted : cell
            }
            let written = cells.joined(separator: ",") + lineEnd
            lines.append(line)
            line += lineBreaks(in: written)
            text += written
        }
        let format = TextFormat(encoding: .utf8, separator: .comma)
        let mark = "\u{feff}"  // Otherwise a first cell that begins with the mark would lose it.
        for blockBytes in [Int.random(in: 3...40, using: &random), 1 << 16] {
            let reading = try Reading(mark + text, format: format, blockBytes: blockBytes)
            #expect(reading.rows == rows)
            #expect(reading.lines == lines)
        }
    }

    /// Counts line ends as an editor does, independently of the reader.
    private func lineBreaks(in text: String) -> Int {
        let scalars = Array(text.unicodeScalars)
        return scalars.indices.count { index in
            scalars[index] == "\r" || scalars[index] == "\n" && (index == 0 || scalars[index - 1] != "\r")
        }
    }
}
