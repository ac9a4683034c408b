import Foundation
import Testing
import Tuntuma

@Suite struct ScaleTests {
    @Test(arguments: [("0-10", 0, 10), ("1-5", 1, 5), ("1-7", 1, 7), ("-3-3", -3, 3), ("-5--1", -5, -1)])
    func readsTexts(text: String, low: Int, high: Int) throws {
        let scale = try #require(Scale(text))
        #expect((scale.low, scale.high) == (low, high))
        #expect(scale.text == text)
        #expect(scale == Scale(low, high))
    }

    @Test(arguments: [
        "", "-", "5", "0-", "-10", "10-0", "3-3", "0-1001", "a-b", "0-10 ", "0–10", "0-9999999999999999999",
    ])
    func refusesOtherTexts(text: String) {
        #expect(Scale(text) == nil)
    }

    @Test func refusesScalesThatAreNone() {
        #expect(Scale(5, 5) == nil)
        #expect(Scale(5, 1) == nil)
        #expect(Scale(.min, .max) == nil)
        #expect(Scale(0, .max) == nil)
        #expect(Scale(0, Scale.mostScores) == nil)
        #expect(Scale(0, Scale.mostScores - 1) != nil)
    }

    @Test func decodesListsAndTexts() throws {
        let scales = try JSONDecoder().decode([Scale].self, from: Data(#"[[0, 10], "0-10", [1, 5], "1-7"]"#.utf8))
        #expect(scales == [.zeroToTen, .zeroToTen, .oneToFive, .oneToSeven])
        #expect(String(decoding: try JSONEncoder().encode(Scale.zeroToTen), as: UTF8.self) == "[0,10]")
    }

    @Test(arguments: [
        #"{"scale": [0]}"#, #"{"scale": [10, 0]}"#, #"{"scale": "x"}"#, #"{"scale": 5}"#, #"{"scale": [0.5, 3]}"#,
    ])
    func saysWhichKeyIsNoScale(json: String) throws {
        struct Holder: Decodable { let scale: Scale }
        do {
            _ = try JSONDecoder().decode(Holder.self, from: Data(json.utf8))
            Issue.record("decoded")
        } catch DecodingError.dataCorrupted(let context) {
            let error = try #require(context.underlyingError as? ConfigurationError)
            #expect(error.key == "scale")
            #expect(error.expected.contains("{ 0, 10 }"))
        }
    }

    @Test func judgesAnswers() {
        let scale = Scale.zeroToTen
        let off = Scale.Reading.rejected(reason: "not on the scale 0-10")
        #expect(scale.read(.missing) == .missing)
        #expect(scale.read(.notAWholeNumber) == off)
        #expect(scale.read(.score(-1)) == off)
        #expect(scale.read(.score(11)) == off)
        #expect(scale.read(.score(.max)) == off)
        for score in 0...10 { #expect(scale.read(.score(score)) == .score(score)) }
    }
}
