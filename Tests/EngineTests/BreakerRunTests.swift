import Testing
import Tuntuma
import TuntumaTesting
import Workspace

@testable import Engine

/// Breakers in whole runs: the same calls whatever the number of workers is.
struct BreakerRunTests {
    /// A rule that does what the event's answer `fate` says: 0 decides, 1 fails, 2 is stopped by a limit.
    private struct Fateful: RuleProgram {
        let fate: Symbol

        func makeEvaluator() throws(Complaint) -> any RuleEvaluator { Evaluator(fate: fate) }

        var mentionedFields: [String] { ["answers.fate"] }

        final class Evaluator: RuleEvaluator {
            let fate: Symbol

            init(fate: Symbol) { self.fate = fate }

            func evaluate(_ event: Event) -> RuleOutcome {
                switch event.answer(fate) {
                case .integer(1): .failed(failure("error", 7))
                case .integer(2): .failed(failure("steps", 9))
                default: .decided([Decision(kind: .alert, fields: [("title", .text(event.id))])])
                }
            }

            func evaluateCountingSteps(_ event: Event) -> (outcome: RuleOutcome, steps: Int) { (evaluate(event), 1) }

            private func failure(_ kind: String, _ line: Int) -> RuleFailure {
                RuleFailure(
                    kind: kind, file: "rules/f.lua", line: line, sourceLine: "if event.answers.fate > event.unit then",
                    message: "no")
            }
        }
    }

    /// Events with random fates in stretches, padded so that they make several chunks.
    private static func log(_ seed: UInt64, _ count: Int) -> (lines: [String], fates: [(time: Int64, fate: Int)]) {
        var random = SplitMix64(seed: seed)
        var lines: [String] = []
        var fates: [(time: Int64, fate: Int)] = []
        var time: Int64 = 1_772_442_900_000
        var likely = 0
        for place in 0..<count {
            if Int.random(in: 0..<150, using: &random) == 0 {
                likely = [0, 0, 1, 2].randomElement(using: &random) ?? 0
            }
            let fate = Int.random(in: 0..<40, using: &random) == 0 ? Int.random(in: 0...2, using: &random) : likely
            // Not in the order of time: log time is the largest so far.
            time += Int64.random(in: -3000...4000, using: &random)
            fates.append((time, fate))
            let shown = Timestamp(milliseconds: time).internetTime
            lines.append(
                #"{"id":"e\#(place)","time":"\#(shown)","type":"response","answers":{"fate":\#(fate),"nps":\#(place % 11)},"#
                    + #""attributes":{"padding":"\#(String(repeating: "x", count: 700))"}}"#)
        }
        return (lines, fates)
    }

    private static func run(_ lines: [String], jobs: Int, declared: Bool = false) throws -> Runs.Outcome {
        try Runs.run(
            [lines], jobs: jobs,
            prepare: { workspace, symbols in
                var rule = Rule(
                    id: "fateful", doc: "", types: ["response"], file: "rules/f.lua", line: 1, version: "sha256:1")
                rule.program = Fateful(fate: symbols.symbol(for: "fate"))
                if declared {
                    rule.decisions = [DecisionTemplate(kind: .act, fields: ["use": .text("chat")])]
                }
                workspace.rules.append(rule)
            })
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func theSameCallsAsOneByOne(seed: UInt64) throws {
        let (lines, fates) = Self.log(seed, 6000)
        var breaker = CircuitBreaker()
        var logTime = Int64.min
        var decided: [String] = []
        var failed = 0
        var passedOver = 0
        var transitions: [BreakerTransition] = []
        for (place, event) in fates.enumerated() {
            logTime = max(logTime, event.time)
            func note(_ transition: BreakerTransition?) {
                guard var transition else { return }
                (transition.event, transition.place) = ("e\(place)", "0.jsonl:\(place + 1)")
                transitions.append(transition)
            }
            let (isAdmitted, changed) = breaker.admits(at: logTime)
            note(changed)
            guard isAdmitted else {
                passedOver += 1
                continue
            }
            note(breaker.note([.done, .failed, .stopped][event.fate], at: logTime))
            if event.fate == 0 { decided.append("e\(place)") } else { failed += 1 }
        }
        var before: Runs.Outcome?
        for jobs in [1, 2, 4, 3] {
            let outcome = try Self.run(lines, jobs: jobs)
            let row = try #require(outcome.report.rules.first { $0.rule == "fateful" })
            #expect((row.matched, row.decided, row.failed) == (6000, decided.count, failed))
            #expect(row.passedOver == passedOver)
            #expect(row.breaker == breaker.state)
            #expect(row.transitions == Array(transitions.prefix(19)) + transitions.dropFirst(19).suffix(1))
            #expect(outcome.report.decisions.alert == decided.count)
            let titles = String(decoding: outcome.decisions, as: UTF8.self).split(separator: "\n")
                .filter { $0.contains("\"fateful\"") }
            #expect(titles.count == decided.count)
            #expect(zip(titles, decided).allSatisfy { $0.contains("\"event\":\"\($1)\"") })
            if let before {
                #expect(outcome.decisions == before.decisions)
                #expect(row.failures == before.report.rules.last?.failures)
            }
            before = outcome
        }
        #expect(!transitions.isEmpty)
    }

    @Test func declaredDecisionsGoWithTheCall() throws {
        let (lines, _) = Self.log(9, 1500)
        let alone = try Self.run(lines, jobs: 2)
        let declared = try Self.run(lines, jobs: 2, declared: true)
        #expect(declared.report.decisions.act == alone.report.decisions.alert)
        #expect(declared.report.decisions.alert == alone.report.decisions.alert)
        #expect(alone.report.rules.last?.passedOver ?? 0 > 0)
    }

    @Test func neighboursDecideAsIfTheyWereAlone() throws {
        let (lines, _) = Self.log(5, 3000)
        let alone = try Runs.run([lines], jobs: 2).decisions
        let beside = String(decoding: try Self.run(lines, jobs: 2).decisions, as: UTF8.self)
        let others = beside.split(separator: "\n").filter { !$0.contains("\"fateful\"") }.map { $0 + "\n" }.joined()
        #expect(others == String(decoding: alone, as: UTF8.self))
        #expect(!alone.isEmpty)
    }

    @Test func failuresAreToldOnceWithTheirNumberAndTheirFields() throws {
        let fates = [0, 1, 0, 2, 1]
        let lines = fates.enumerated().map { place, fate in
            #"{"id":"e\#(place)","time":"2026-03-02T09:15:00Z","type":"response","unit":"oulu","answers":{"fate":\#(fate)}}"#
        }
        let row = try #require(try Self.run(lines, jobs: 1).report.rules.last)
        #expect(row.failures.map(\.kind) == ["error", "steps"])
        #expect(row.failures.map(\.count) == [2, 1])
        #expect(row.failures.map(\.event) == ["e1", "e3"])
        #expect(row.failures.map(\.place) == ["0.jsonl:2", "0.jsonl:4"])
        #expect(row.failures.first?.fields.map(\.name) == ["answers.fate", "unit"])
        #expect(row.failures.first?.fields.map(\.value) == ["1", "oulu"])
        #expect(row.failures.first?.ruleLine == "rules/f.lua:7")
    }

    @Test func fieldsOfALineAreFound() {
        #expect(
            FieldMention.names(in: "if event.answers.nps < 3 and e.x or event.unit == event.answers.nps then")
                == ["answers.nps", "unit"])
        #expect(FieldMention.names(in: "event.answers[x] .. my_event.unit .. event") == [])
        #expect(FieldMention.names(in: "local c = event.answers.comment:lower()") == ["answers.comment"])
    }
}
