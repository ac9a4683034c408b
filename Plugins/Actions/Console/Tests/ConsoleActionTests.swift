import Foundation
import Synchronization
import Testing
import Tuntuma
import TuntumaTesting

@testable import ConsolePlugin

@Suite struct ConsoleActionTests {
    /// What was written.
    private final class Screen: Sendable {
        private let written = Mutex<[String]>([])
        var lines: [String] { written.withLock { $0 } }
        func write(_ line: String) { written.withLock { $0.append(line) } }
    }

    private struct ClosedPipe: Error {}

    private func request(_ fields: [(name: String, value: Value)], key: String = "k") -> ActionRequest {
        ActionRequest(
            key: key, kind: "route", rule: "detractor-callback", event: "r-0001",
            time: Timestamp(milliseconds: 1_772_442_900_000), fields: fields)
    }

    @Test func keepsTheActionContract() async {
        let screen = Screen()
        await expectActionContract(ConsoleAction { screen.write($0) }) { screen.lines.count }
        #expect(screen.lines.allSatisfy { $0.hasSuffix("\n") && $0.count(where: \.isNewline) == 1 })
    }

    @Test func printsOneReadableLine() async {
        let screen = Screen()
        let action = ConsoleAction { screen.write($0) }
        let fields: [(name: String, value: Value)] = [
            ("queue", .text("callback")), ("unit", .text("tampere")), ("reason", .text("NPS 3")),
            ("priority", .integer(2)), ("share", .decimal(0.5)), ("urgent", .boolean(true)),
            ("labels", .list(["häiriö", "a\"b"])),
        ]
        #expect(await action.perform(request(fields)) == .delivered(receipt: nil))
        #expect(
            screen.lines == [
                #"2026-03-02T09:15:00Z route detractor-callback r-0001 queue="callback" unit="tampere" reason="NPS 3" "#
                    + #"priority=2 share=0.5 urgent=true labels=["häiriö","a\"b"]"# + "\n"
            ])
    }

    @Test func aKeyIsPrintedOnce() async {
        let screen = Screen()
        let action = ConsoleAction { screen.write($0) }
        #expect(await action.perform(request([])) == .delivered(receipt: nil))
        #expect(await action.perform(request([])) == .duplicate)
        #expect(await action.perform(request([], key: "another")) == .delivered(receipt: nil))
        #expect(screen.lines.count == 2)
    }

    @Test func aLineThatCannotBeWrittenIsTriedAgain() async {
        let screen = Screen()
        let isOpen = Mutex(false)
        let action = ConsoleAction { line in
            guard isOpen.withLock({ $0 }) else { throw ClosedPipe() }
            screen.write(line)
        }
        guard case .retry(let reason, nil) = await action.perform(request([])) else {
            Issue.record("not a retry")
            return
        }
        #expect(reason.contains("could not be written"))
        isOpen.withLock { $0 = true }
        #expect(await action.perform(request([])) == .delivered(receipt: nil))
        #expect(screen.lines.count == 1)
    }

    @Test(arguments: [
        ("two\nlines\r\n", #"two\nlines\r\n"#), ("\u{1B}[2J", #"\u{1b}[2J"#), ("\u{9B}31m", #"\u{9b}31m"#),
        ("\u{0}\u{7}\u{7F}", #"\u{0}\u{7}\u{7f}"#), ("\u{202E}gnp.exe\u{2066}", #"\u{202e}gnp.exe\u{2066}"#),
        ("a\u{2028}b\u{2029}", #"a\u{2028}b\u{2029}"#), ("tab\t", #"tab\t"#), (#"\ and ""#, #"\\ and \""#),
        ("Ääkköset, åäö, 🙂, 👨‍👩‍👧", "Ääkköset, åäö, 🙂, 👨‍👩‍👧"), ("\u{FEFF}", #"\u{feff}"#),
    ])
    func textHasNoPowerOverTheTerminal(text: String, expected: String) {
        #expect(ConsoleLine.escaped(text) == expected)
    }

    @Test func everyPlaceOfALineIsEscaped() {
        let evil = "\u{1B}]0;x\u{7}\n"
        let line = ConsoleLine(
            ActionRequest(
                key: "k", kind: evil, rule: evil, event: evil, time: Timestamp(milliseconds: .max),
                fields: [(evil, .text(evil)), (evil, .list([evil]))]))
        let isClean = line.text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        #expect(isClean)
    }

    @Test(arguments: [Int64.min, .max, -62_135_596_800_000, 253_402_300_799_999, 0])
    func anyTimeCanBePrinted(milliseconds: Int64) {
        let line = ConsoleLine(
            ActionRequest(
                key: "k", kind: "act", rule: "r", event: "e", time: Timestamp(milliseconds: milliseconds), fields: []))
        #expect(line.text.hasSuffix(" act r e"))
    }

    @Test func oldKeysAreForgotten() {
        var keys = RecentKeys(capacity: 2)
        for key in ["a", "b", "b", "c"] { keys.insert(key) }
        #expect(!keys.contains("a") && keys.contains("b") && keys.contains("c"))
        keys.insert("d")
        #expect(!keys.contains("b") && keys.contains("c") && keys.contains("d"))
    }

    @Test func refusesAnUnknownStream() throws {
        let environment = PluginEnvironment(symbols: SymbolTable())
        for stream in ["stderr", "stdout"] {
            _ = try ConsoleAction(configuration: .init(stream: stream), environment: environment)
        }
        let error = #expect(throws: ConfigurationError.self) {
            try ConsoleAction(configuration: .init(stream: "printer"), environment: environment)
        }
        #expect(error?.key == "stream")
        let empty = try JSONDecoder().decode(ConsoleAction.Configuration.self, from: Data("{}".utf8))
        #expect(empty.stream == "stderr")
    }
}
