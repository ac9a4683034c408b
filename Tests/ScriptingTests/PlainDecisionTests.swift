import Testing
import Tuntuma
import Workspace

@testable import Scripting

/// The short way to a decision gives what the long one gives.
struct PlainDecisionTests {
    private static let values = [
        "'info'", "'critical'", "'hot'", "''", "'24h'", "'1 working day'", "'soon'", "7", "-3", "2.0", "2.5", "true",
        "{}",
        "{ 'a', 'b' }", "{ team = 'ä' }", "'Liian hidas, för långsam 😀 ja vielä vähän pidempi teksti tähän'", "'\\xff'",
    ]

    private static let names = [
        "alert": ["severity", "key", "title", "text", "labels", "txt"],
        "route": ["queue", "unit", "within", "priority", "reason", "hours"], "act": ["use", "to", "count"],
    ]

    private func outcome(_ body: String) throws -> String {
        switch try run(rule(body)) {
        case .failed(let failure): "failed: \(failure.kind) \(failure.line ?? 0) \(failure.message)"
        case .decided(let decisions): "\(decisions)"
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func itIsWhatTheShapeSays(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var decided = 0
        for _ in 0..<300 {
            guard let (kind, names) = Self.names.sorted(by: { $0.key < $1.key }).randomElement(using: &random) else {
                return
            }
            let chosen = names.shuffled(using: &random).prefix(Int.random(in: 0...4, using: &random))
            let fields = chosen.compactMap { name in
                Self.values.randomElement(using: &random).map { "\(name) = \($0)" }
            }.joined(separator: ", ")
            let short = try outcome("\(kind) { \(fields) }")
            // A frozen table takes the long way.
            let long = try run(rule("\(kind)(t)", before: "local t = { \(fields) }"))
            switch long {
            case .failed(let failure):
                #expect(short == "failed: \(failure.kind) \((failure.line ?? 0)) \(failure.message)")
            case .decided(let decisions):
                #expect(short == "\(decisions)")
                decided += 1
            }
        }
        #expect(decided > 20)
    }

    @Test func theMostDecisionsAreAsMany() throws {
        let body = "for i = 1, 101 do alert { title = 'x' } end"
        #expect(try outcome(body).contains("100 things"))
        #expect(try outcome("for i = 1, 100 do alert { title = 'x' } end").hasPrefix("["))
    }

    @Test func eventsOfAnotherTableOfSymbols() throws {
        let evaluator = try evaluator(rule("alert { title = tostring(event.answers.nps) .. event.unit }"))
        for (unit, name) in [("tampere", "nps"), ("åbo", "csat"), ("turku", "nps")] {
            let symbols = SymbolTable()
            for filler in 0..<unit.utf8.count { _ = symbols.symbol(for: "\(filler)") }
            var draft = EventDraft(id: "1", answers: [name: .integer(4)])
            draft.unit = unit
            guard case .decided(let decisions) = evaluator.evaluate(EventBatch([draft], symbols: symbols)[0]) else {
                Issue.record("it failed")
                return
            }
            #expect(decisions.first.flatMap { text("title", of: $0) } == (name == "nps" ? "4" : "nil") + unit)
        }
    }

    @Test func namesWithZerosAreOtherNames() throws {
        #expect(try title("return event.answers['nps\\0x']") == "nil")
        #expect(try title("return event['unit\\0x']").hasPrefix("failed: an event has no field"))
        #expect(try title("return event.answers['']") == "nil")
    }

    @Test func moreSymbolsThanAreKept() throws {
        let symbols = SymbolTable()
        let drafts = (0..<5000).map { index in
            var draft = EventDraft(id: "\(index)")
            draft.unit = "unit \(index)"
            return draft
        }
        let batch = EventBatch(drafts, symbols: symbols)
        let evaluator = try evaluator(rule("alert { title = event.unit }"))
        for row in [0, 1] + Array(0..<5000) + [0, 4999] {
            guard case .decided(let decisions) = evaluator.evaluate(batch[row]) else {
                Issue.record("it failed")
                return
            }
            #expect(decisions.first.flatMap { text("title", of: $0) } == "unit \(row)")
        }
    }
}
