import Engine
import Foundation
import Testing
import TuntumaTesting

@testable import Hindsight

/// The lines of a file of decisions that hold a word, against a plain search.
struct RecordedLinesTests {
    private func plain(_ bytes: [UInt8], _ word: String) -> [[UInt8]] {
        bytes.split(separator: 0x0A).map { [UInt8]($0) }.filter { line in
            word.isEmpty || String(decoding: line, as: UTF8.self).contains(word)
        }
    }

    @Test("the lines with the word, in their order", arguments: 0..<200 as Range<UInt64>)
    func holding(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let letters = [UInt8]("av\n".utf8)
        let bytes = (0..<Int.random(in: 0...120, using: &random)).map { _ in
            letters[Int.random(in: 0..<letters.count, using: &random)]
        }
        // Also of a file that was cut out of another one.
        let whole = Data([UInt8]("\nav".utf8) + bytes)
        for lines in [Data(bytes), whole.dropFirst(3)] {
            let found = RecordedLines(of: lines, holding: ByteSearch("av", by: "v")).map { [UInt8]($0) }
            #expect(found == plain(bytes, "av"))
            let all = RecordedLines(of: lines, holding: nil).map { [UInt8]($0) }.filter { !$0.isEmpty }
            #expect(all == plain(bytes, ""))
        }
    }

    @Test func ofNoLines() {
        #expect(Array(RecordedLines(of: Data(), holding: nil)).isEmpty)
        #expect(Array(RecordedLines(of: Data(), holding: ByteSearch("key", by: "k"))).isEmpty)
    }
}
