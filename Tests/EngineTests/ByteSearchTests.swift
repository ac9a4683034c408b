import Testing
import TuntumaTesting

@testable import Engine

struct ByteSearchTests {
    /// Over few letters, so that words come often and nearly.
    @Test func aWordIsWhereLookingAtEachPlaceFindsIt() {
        var random = SplitMix64(seed: 17)
        for _ in 0..<400 {
            let text = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                [UInt8]("abc".utf8)[Int.random(in: 0..<3, using: &random)]
            }
            for (word, letter) in [("a", "a"), ("ab", "b"), ("abc", "b"), ("cab", "c"), ("aba", "b"), ("bb", "x")] {
                let search = ByteSearch(word, by: Character(letter))
                for start in 0...text.count + 1 {
                    let expected = text.indices.first { place in
                        place >= start && text[place...].starts(with: word.utf8)
                    }
                    #expect(text.withUnsafeBufferPointer { search.place(in: $0, from: start) } == expected)
                }
            }
        }
    }

    @Test(arguments: [
        (#"{"type":"withdrawal"}"#, true), (#"{"type":"correction"}"#, true), (#"{"type":"response"}"#, false),
        (#"{"type":"response","response":"a"}"#, true), (#"{"response" \#t:"a"}"#, true),
        (#"{"type":"re\u0073ponse"}"#, true), (#"{"text":"a response"}"#, false), (#"{"type":"response""#, false),
        ("", false),
    ])
    func aLineThatMayAmendIsSeen(_ line: String, _ may: Bool) {
        #expect(Array(line.utf8).withUnsafeBufferPointer { AmendmentScan.mayAmend($0) } == may)
    }
}
