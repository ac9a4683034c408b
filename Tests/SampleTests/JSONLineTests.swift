import Foundation
import Testing

@testable import Sample

struct JSONLineTests {
    private struct Read: Decodable, Equatable {
        var text: String
        var number: Int
        var flag: Bool
        var list: [String]
        var object: [String: String]
    }

    @Test(arguments: ["", "Kiitos", "\"lainaus\" \\ ja\nrivi", "HÄIRIÖ – åäö 🙂", "\u{2028}", "x\u{01}y\tz"])
    func readsBackAsItWasWritten(text: String) throws {
        var object = JSONLine()
        object.add("inner", text)
        var line = JSONLine()
        line.add("text", text)
        line.add("number", -3)
        line.add("flag", true)
        line.add("list", [text, "b"])
        line.add("object", object)
        line.add("absent", ifPresent: nil)
        #expect(line.line.filter { $0 == 0x0A }.count == 1)
        let read = try JSONDecoder().decode(Read.self, from: Data(line.line))
        #expect(read == Read(text: text, number: -3, flag: true, list: [text, "b"], object: ["inner": text]))
    }
}
