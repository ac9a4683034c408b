import Foundation
import FoundationXML
import Testing

@testable import Reporting

/// The document is held against a reader that knows nothing of us.
struct JUnitTests {
    /// What a build server takes from a document.
    private final class Reader: NSObject, XMLParserDelegate {
        var elements: [(name: String, attributes: [String: String], depth: Int)] = []
        var texts: [String: String] = [:]
        private var depth = 0
        private var open: [String] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            elements.append((name, attributes, depth))
            open.append(name)
            depth += 1
        }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            depth -= 1
            open.removeLast()
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) {
            if let name = open.last { texts[name, default: ""] += text }
        }
    }

    private static func read(_ cases: [TestCase]) throws -> Reader {
        let reader = Reader()
        let parser = XMLParser(data: Data(JUnitDocument.document(cases)))
        parser.delegate = reader
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        return reader
    }

    private static func test(_ name: String, file: String = "rules/a.lua", _ outcome: TestCase.Outcome) -> TestCase {
        TestCase(subject: "rule \"soitto & \u{1B}[31m\"", name: name, file: file, line: 7, outcome: outcome)
    }

    @Test func everyElementStandsWhereReadersLookForIt() throws {
        let document = try Self.read([
            Self.test("a 3", .passed), Self.test("a 7", .failed("expected nothing", details: ["- a", "+ b"])),
            Self.test("x", file: "rules/b.lua", .broken("no such file")),
        ])
        #expect(
            document.elements.map(\.name) == [
                "testsuites", "testsuite", "testcase", "testcase", "failure", "testsuite", "testcase", "error",
            ])
        #expect(document.elements.map(\.depth) == [0, 1, 2, 2, 3, 1, 2, 3])
        let (all, first, second) = (document.elements[0], document.elements[1], document.elements[5])
        #expect(all.attributes["tests"] == "3" && all.attributes["failures"] == "1" && all.attributes["errors"] == "1")
        #expect(first.attributes["name"] == "rules/a.lua" && first.attributes["tests"] == "2")
        #expect(second.attributes["tests"] == "1" && second.attributes["errors"] == "1")
        for test in document.elements where test.name == "testcase" {
            for key in ["classname", "name", "file", "line", "time"] { #expect(test.attributes[key] != nil) }
        }
        #expect(document.elements[4].attributes["message"] == "expected nothing")
        #expect(document.texts["failure"] == "expected nothing\n- a\n+ b")
    }

    /// Texts that would break XML, or act on the terminal of whoever looks at it.
    @Test(arguments: [
        "<&>\"']]>", "häiriö 👍", "\u{0}\u{1B}[31m", "a\nb\tc\rd", "\u{FFFE}\u{FFFF}", "&amp;", "<![CDATA[", "",
    ])
    func whateverATestIsCalledItIsXML(text: String) throws {
        let document = try Self.read([
            TestCase(subject: text, name: text, file: text, line: nil, outcome: .failed(text, details: [text]))
        ])
        let shown = try #require(document.elements.first { $0.name == "testcase" }).attributes["name"] ?? "-"
        #expect(!shown.unicodeScalars.contains { $0.value < 0x20 && !["\n", "\t", "\r"].contains($0) })
        if !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value >= 0xFFFE && $0.value <= 0xFFFF }) {
            #expect(shown == text)
        }
    }

    @Test func withoutTestsItIsADocumentToo() throws {
        #expect(try Self.read([]).elements.map(\.name) == ["testsuites"])
    }
}
