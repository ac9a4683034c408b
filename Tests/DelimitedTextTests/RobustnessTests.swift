import Compression
import DelimitedText
import Testing
import TuntumaTesting

/// Whatever a file holds, reading it ends with rows or with an error.
@Suite struct RobustnessTests {
    @Test(arguments: 0..<300)
    func anyBytesAreReadOrRefused(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let pieces: [[UInt8]] = [
            [0x22], [0x2c], [0x3b], [0x0a], [0x0d], [0x61], [0xe4], [0xc3, 0xa4], [0xff, 0xfe], [0x00, 0xd8],
            [0xef, 0xbb, 0xbf],
            [0x20], [0x31, 0x2c, 0x35], [0xf0, 0x9f], Array("sep=".utf8),
        ]
        let bytes = (0..<Int.random(in: 0...60, using: &random)).flatMap { _ in
            pieces.randomElement(using: &random) ?? []
        }
        let encoding = Bool.random(using: &random) ? nil : TextEncoding.allCases.randomElement(using: &random)
        let separator = Bool.random(using: &random) ? nil : Separator.semicolon
        let format = TextFormat(encoding: encoding, separator: separator)
        for blockBytes in [1, 2, 5, 1 << 16] {
            do {
                let rows = try Reading(bytes: bytes, format: format, blockBytes: blockBytes).rows
                #expect(rows.allSatisfy { !$0.isEmpty })
            } catch let error as DelimitedTextError {
                #expect(error.line.map { $0 >= 1 } == true)
            }
        }
        // The blocks' size must not be seen where nothing is guessed from the first of them.
        guard encoding != nil, separator != nil else { return }
        let lines = [3, 7, 1 << 16].map { try? Reading(bytes: bytes, format: format, blockBytes: $0).lines }
        #expect(lines.allSatisfy { $0 == lines.first })
    }

    /// A file much larger than a block: the same rows, at the same lines.
    @Test func aLargeFileHasItsRows() throws {
        let row = "\"Hyvä, mutta \"\"hidas\"\"\r\npalvelu\";9;Tampere\r\n"
        let count = 20_000
        let text = "kommentti;nps;yksikkö\r\n" + String(repeating: row, count: count)
        let reading = try Reading(text)
        #expect(reading.rows.count == count + 1)
        #expect(reading.rows.dropFirst().allSatisfy { $0 == ["Hyvä, mutta \"hidas\"\r\npalvelu", "9", "Tampere"] })
        #expect(reading.lines == [1] + (0..<count).map { 2 + 2 * $0 })
    }
}
