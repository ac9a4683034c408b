import Builtins
import Deciding
import Engine
import Hindsight
import EventLog
import Foundation
import Testing
import Tuntuma
import TuntumaTesting
import Workspace
@testable import Changes

/// Why a rule about a metric did or did not decide at a close.
struct CloseExplainerTests {
    private static let rules = """
        organisation { name = "x", time_zone = "UTC" }
        units { ["häme"] = {}, oulu = {}, turku = {}, vaasa = {} }
        goals { { metric = "nps", target = 40 } }
        rule "drop" { doc = "x", on = "metric", metric = "nps", by = { "unit", "touchpoint" }, window = "12d",
          match = { dropped = { against = "24d", at_least = 5, min_n = 8 } },
          alert = { key = "{unit}", title = "{group} {summary}" } }
        rule "target" { doc = "x", on = "metric", metric = "nps", by = "unit", window = "12d", every = "1w",
          match = { dropped = { against = "target" }, below = { value = 60 } }, route = { queue = "q" } }
        rule "open" { doc = "x", on = "metric", metric = "nps", by = "unit", window = "10d", every = "1w",
          run = function(m) if m.value < 0 then alert { key = m.group.unit or "none", title = "x" } end end }
        rule "since" { doc = "x", on = "metric", metric = "nps", by = "unit", since = "2025-02-18",
          match = { dropped = { against = "24d" } }, alert = { title = "{summary}" } }
        rule "quiet" { doc = "x", on = "silence", by = "unit", after = "6d", alert = { key = "{unit}", title = "x" } }
        """

    /// Three units; one falls after 48 days, one answers seldom.
    private static let lines: [String] = {
        var random = SplitMix64(seed: 11)
        var lines: [String] = []
        for day in 0..<70 {
            for (place, unit) in ["häme", "oulu", "turku"].enumerated() where place < 2 || day % 9 == 0 {
                for answer in 0..<4 {
                    let isBad = unit == "häme" && day >= 48
                    let score = Int.random(in: 0...10, using: &random)
                    lines.append(
                        ClosingRun.response(
                            lines.count, at: day * 86_400 + 30_000 + place * 100 + answer,
                            isBad ? min(score, 8) : max(score, 7), unit: unit,
                            more: ",\"touchpoint\":\"\(answer < 3 ? "order" : "help")\""))
                }
            }
        }
        return lines
    }()

    /// - Parameter id: The one rule that there is; nil: all.
    private static func explainer<Result>(
        of id: String? = nil, jobs: Int = 1, _ body: (CloseExplainer, Workspace) throws -> Result
    ) throws -> Result {
        let file = FileManager.default.temporaryDirectory.appending(path: "tuntuma-close-\(UUID().uuidString).jsonl")
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let symbols = SymbolTable()
        var workspace = try ClosingRun.workspace(rules, symbols: symbols)
        workspace.metricRules.removeAll { id != nil && $0.id != id }
        let explainer = try CloseExplainer(
            workspace: workspace,
            judge: (
                try MetricRules(workspace),
                try PluginRegistry.withBuiltins().metrics(of: workspace, symbols: symbols)
            ),
            inputs: [LogInput(path: file.path(percentEncoded: false), name: "0.jsonl")],
            zone: try #require(ZoneTable(name: "UTC")), symbols: symbols, jobs: jobs)
        return try body(explainer, workspace)
    }

    private static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text: text)) }

    /// Every close of every rule is explained as the run has judged it: what holds, what does not, what cannot be said, and the
    /// decisions with their keys.
    @Test(arguments: ["drop", "target", "open", "since", "quiet"])
    func theLooksOfARunAreExplained(id: String) throws {
        let run = try ClosingRun.run(Self.rules, Self.lines)
        let row = try #require(run.report.metricRules.first { $0.rule == id })
        var looks = LookCounts()
        var keys: [String] = []
        try Self.explainer(of: id) { explainer, workspace in
            let rule = try #require(workspace.metricRules.first)
            let first = try Self.day("2025-01-01").dayNumber
            for number in first..<first + 69 {
                let explanation: CloseExplanation
                do {
                    explanation = try explainer.explain(rule, atCloseOf: CivilDate(dayNumber: number), group: [:])
                } catch CloseExplainError.notDue {
                    continue
                }
                for group in explanation.groups {
                    looks.looks += 1
                    switch group.trace.outcome {
                    case .notEvaluated(let reason): looks.notEvaluated[reason, default: 0] += 1
                    case .doesNotHold: break
                    case .holds: looks.held += 1
                    }
                    // A predicate that fails is why; when all hold, so does the rule.
                    if !group.trace.parts.isEmpty {
                        #expect(
                            group.trace.parts.allSatisfy { $0.verdict == .holds } == (group.trace.outcome == .holds))
                    }
                    keys += group.decisions.map(\.key.text)
                }
            }
        }
        #expect(looks.looks == row.looks.looks && looks.held == row.looks.held)
        #expect(looks.notEvaluated == row.looks.notEvaluated)
        let made = run.lines.filter { $0.contains("\"rule\":\"\(id)\"") }
        #expect(keys.count == made.count && !made.isEmpty, "\(id): \(keys.count) of \(made.count)")
        #expect(keys.sorted() == run.keys(of: id).sorted())
    }

    @Test func fromAKeyBackToItsClose() throws {
        let run = try ClosingRun.run(Self.rules, Self.lines)
        let key = try #require(run.keys(of: "drop").first)
        for jobs in [1, 3] {
            try Self.explainer(jobs: jobs) { explainer, workspace in
                let found = try #require(try explainer.decision(withKey: key))
                #expect(found.rule == "drop" && found.group["unit"] == "häme" && found.decision.kind == .alert)
                let rule = try #require(workspace.metricRules.first { $0.id == "drop" })
                let explanation = try explainer.explain(found, of: rule)
                let group = try #require(explanation.groups.first { !$0.decisions.isEmpty })
                #expect(explanation.decision == found && group.decisions.map(\.key.text) == [key])
                let part = try #require(group.trace.parts.first)
                let test = try #require(part.test)
                let p = try #require(test.p)
                #expect(
                    part.verdict == .holds && p <= test.level && test.difference < -5 && test.method == "permutation")
                #expect(part.n >= 8 && (part.baseCount ?? 0) >= 8 && part.baseDays?.count == 24)
                #expect(group.trace.days.count == 12)
                #expect(try explainer.decision(withKey: String(repeating: "0", count: 32)) == nil)
            }
        }
    }

    @Test func whyNot() throws {
        try Self.explainer { explainer, workspace in
            let rule = try #require(workspace.metricRules.first { $0.id == "drop" })
            let late = try explainer.explain(rule, atCloseOf: try Self.day("2025-03-01"), group: ["unit": "häme"])
            // It was decided before, and goes on.
            let whole = try #require(late.groups.first { $0.trace.group.count == 1 })
            #expect(whole.trace.outcome == .holds && whole.decisions.isEmpty && whole.trace.goesOnSince != nil)
            let still = try explainer.explain(rule, atCloseOf: try Self.day("2025-03-01"), group: ["unit": "oulu"])
            let oulu = try #require(still.groups.first { $0.trace.group.count == 1 })
            #expect(oulu.trace.outcome == .doesNotHold && oulu.trace.goesOnSince == nil)
            #expect(oulu.trace.parts.first?.verdict != .holds && oulu.trace.parts.first?.test != nil)
            // A part is looked at only where the whole changed.
            let part = try #require(still.groups.first { $0.trace.group.count == 2 })
            #expect(part.trace.outcome == .notEvaluated(.wholeDidNotChange))
            let turku = try explainer.explain(rule, atCloseOf: try Self.day("2025-03-01"), group: ["unit": "turku"])
            #expect(turku.groups.allSatisfy { $0.trace.outcome == .notEvaluated(.tooFew) })
            #expect(turku.groups.first?.trace.parts.first?.verdict == .notEvaluated(.tooFew))
        }
    }

    @Test func whatCannotBeExplainedIsSaid() throws {
        try Self.explainer { explainer, workspace in
            let weekly = try #require(workspace.metricRules.first { $0.id == "target" })
            // 2025-03-01 is a Saturday.
            #expect(throws: CloseExplainError.notDue(before: try Self.day("2025-02-23"))) {
                try explainer.explain(weekly, atCloseOf: try Self.day("2025-03-01"), group: [:])
            }
            let daily = try #require(workspace.metricRules.first { $0.id == "drop" })
            #expect(throws: CloseExplainError.notClosed(last: try Self.day("2025-03-10"))) {
                try explainer.explain(daily, atCloseOf: try Self.day("2025-03-11"), group: [:])
            }
            let before = try explainer.explain(daily, atCloseOf: try Self.day("2024-12-30"), group: [:])
            #expect(before.groups.isEmpty)
        }
    }

    /// Of a group that is smaller than `min_group` nothing is told but that it is.
    @Test func aSmallGroupIsNotSpokenOf() throws {
        let symbols = SymbolTable()
        let text = Self.rules.replacing("time_zone = \"UTC\"", with: "time_zone = \"UTC\", min_group = 1000")
        let workspace = try ClosingRun.workspace(text, symbols: symbols)
        let file = FileManager.default.temporaryDirectory.appending(path: "tuntuma-close-\(UUID().uuidString).jsonl")
        try Data(Self.lines.map { $0 + "\n" }.joined().utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let explainer = try CloseExplainer(
            workspace: workspace,
            judge: (
                try MetricRules(workspace),
                try PluginRegistry.withBuiltins().metrics(of: workspace, symbols: symbols)
            ), inputs: [LogInput(path: file.path(percentEncoded: false), name: "0.jsonl")],
            zone: try #require(ZoneTable(name: "UTC")), symbols: symbols, jobs: 1)
        let rule = try #require(workspace.metricRules.first)
        let explanation = try explainer.explain(rule, atCloseOf: try Self.day("2025-03-01"), group: [:])
        #expect(!explanation.groups.isEmpty)
        for group in explanation.groups {
            #expect(group.trace.result?.n ?? 0 == 0 && group.trace.parts.allSatisfy { $0.value == nil && $0.n == 0 })
        }
    }
}

extension ClosingRun {
    /// The keys of a rule's decisions.
    fileprivate func keys(of rule: String) -> [String] {
        lines.filter { $0.contains("\"rule\":\"\(rule)\"") }.compactMap { line in
            let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return object?["key"] as? String
        }
    }
}
