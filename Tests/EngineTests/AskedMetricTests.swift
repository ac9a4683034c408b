import Builtins
import Engine
import Loading
import Scripting
import Testing
import Trials
import Tuntuma
import Workspace

/// `metric(...)` in the `run` of rules about events: what it says, what it costs, and what is wrong with a call.
struct AskedMetricTests {
    /// A rule on its way through some events.
    private final class Trial {
        private let symbols = SymbolTable()
        private let trial: RuleTrial
        private var place = 0

        init(_ body: String, declared: String = "", change: (inout Workspace) -> Void = { _ in }) throws {
            var workspace = Runs.workspace()
            workspace.rules = try AskedMetricTests.load(body, declared: declared, symbols: symbols).rules
            change(&workspace)
            let metrics = try PluginRegistry.withBuiltins().metrics(of: workspace, symbols: symbols)
            try workspace.joinRules(with: metrics, symbols: symbols)
            trial = try RuleTrial(try #require(workspace.rules.first), symbols: symbols)
        }

        /// The titles of the alerts on an event so many hours after the first, or why there are none.
        func titles(at hours: Int64, nps: Int64?, unit: String = "turku", type: String = "response") -> String {
            var draft = EventDraft(id: "e\(place)", answers: nps.map { ["nps": .integer($0)] } ?? [:])
            place += 1
            draft.time = Timestamp(milliseconds: 1_772_442_900_000 + hours * 3_600_000)
            (draft.unit, draft.type) = (unit, type)
            switch trial.outcome(on: EventBatch([draft], symbols: symbols)[0]) {
            case .decided(let decisions): return decisions.compactMap { $0.text("title") }.joined(separator: " ")
            case .failed(let failure): return failure.message
            case .unmatched: return "unmatched"
            case .heldBack: return "held back"
            case .passedOver: return "passed over"
            }
        }
    }

    private static func load(
        _ body: String, declared: String = "", symbols: SymbolTable = SymbolTable()
    ) throws(WorkspaceError) -> Workspace {
        let text = "rule \"r\" { doc = \"x\", \(declared) run = function(event)\n\(body)\nend }"
        return try WorkspaceLoader.load(sources: [ScriptSource(file: "rules/m.lua", text: text)], symbols: symbols)
    }

    private static func complaints(_ body: String) -> [String] {
        do throws(WorkspaceError) {
            let symbols = SymbolTable()
            var workspace = Runs.workspace()
            workspace.rules = try load(body, symbols: symbols).rules
            guard let metrics = try? PluginRegistry.withBuiltins().metrics(of: workspace, symbols: symbols) else {
                return ["no metrics"]
            }
            try workspace.joinRules(with: metrics, symbols: symbols)
            return []
        } catch {
            return error.complaints.map(\.description)
        }
    }

    private static let titled = "alert { title = m.n .. \" \" .. tostring(m.value) .. \" \" .. tostring(m.reason) }"

    /// Three detractors, three promoters and a passive in two units, worked out by hand.
    @Test func theValueIsThatOfTheWindowAtTheEvent() throws {
        let trial = try Trial(
            "local m = metric(\"nps\", { unit = event.unit, window = \"24h\" }) \(Self.titled)")
        #expect(trial.titles(at: 0, nps: 10) == "1 100 nil")
        #expect(trial.titles(at: 1, nps: 0) == "2 0 nil")
        #expect(trial.titles(at: 2, nps: 3, unit: "oulu") == "1 -100 nil")
        #expect(trial.titles(at: 23, nps: 8) == "3 0 nil")
        // 24 hours after the first one, that one is not in the window any more.
        #expect(trial.titles(at: 24, nps: 9) == "3 0 nil")
        // An event from the past sees what was before it, and not what came after it.
        #expect(trial.titles(at: 22, nps: 9) == "3 33.333333333333 nil")
        #expect(trial.titles(at: 24, nps: nil) == "4 25 nil")
        #expect(trial.titles(at: 900, nps: nil) == "0 nil no answers")
    }

    @Test func everyEventCountsWhateverTheRuleLooksAt() throws {
        let trial = try Trial("local m = metric(\"nps\") \(Self.titled)", declared: "match = { unit = \"oulu\" },")
        #expect(trial.titles(at: 5, nps: 10) == "unmatched")
        #expect(trial.titles(at: 3, nps: 10) == "unmatched")
        #expect(trial.titles(at: 1, nps: 4, unit: "oulu") == "3 33.333333333333 nil")
    }

    @Test func aKeyWithoutAValueHasNoMetric() throws {
        let trial = try Trial(
            """
            local m = metric("nps", { unit = event.unit, window = "24h" })
            local all = metric("nps", { window = "24h" })
            local two = { metric("nps", { unit = "turku", window = "24h" }), metric("nps", { window = "24h" }) }
            alert { title = tostring(m.reason) .. " " .. all.n .. " " .. two[1].n .. " " .. two[2].n }
            """)
        #expect(trial.titles(at: 0, nps: 10) == "nil 1 1 1")
        #expect(trial.titles(at: 0, nps: 10, unit: "") == "no unit 2 1 2")
    }

    @Test func theAnswerIsOneOfRulesAboutMetricsAndCannotBeWritten() throws {
        let trial = try Trial(
            """
            local m = metric("nps", { window = "1d" })
            if event.unit == "a" then m.value = 3 end
            if event.unit == "b" then m.interval.lower = 3 end
            local names = 0
            for _ in pairs(m.parts) do names = names + 1 end
            alert { title = tostring(names > 2 and m.interval.lower < m.value and m.value < m.interval.upper) .. " "
                .. m.interval.level .. " " .. m.parts.promoters .. " " .. m.parts.detractors }
            """)
        for _ in 0..<5 { _ = trial.titles(at: 0, nps: 10) }
        #expect(trial.titles(at: 0, nps: 0) == "true 0.95 5 1")
        for unit in ["a", "b"] { #expect(trial.titles(at: 0, nps: 9, unit: unit).contains("cannot be changed")) }
    }

    @Test func groupsThatAreTooSmallAreNotShown() throws {
        let trial = try Trial(
            "local m = metric(\"nps\", { window = \"1d\" }) \(Self.titled)",
            change: { $0.organisation.minimumGroup = 3 })
        #expect(trial.titles(at: 0, nps: 10) == "1 nil fewer than 3 answers")
        #expect(trial.titles(at: 0, nps: 10).hasPrefix("2 nil"))
        #expect(trial.titles(at: 0, nps: 10) == "3 100 nil")
    }

    /// Of what is too much the oldest goes, and no number is given that would lack it.
    @Test func whatIsNotKeptIsNotAnswered() throws {
        let trial = try Trial(
            "local m = metric(\"nps\", { unit = event.unit, window = \"10h\" }) \(Self.titled)",
            declared: "limits = { memory_records = 16, memory_keys = 3 },")
        for hour in 0..<16 { #expect(trial.titles(at: Int64(hour), nps: 10) == "\(min(hour + 1, 10)) 100 nil") }
        // The 17th: 14 of them stay, those from the hour 3 on.
        #expect(trial.titles(at: 16, nps: 10) == "10 100 nil")
        #expect(trial.titles(at: 13, nps: nil) == "10 100 nil")
        let beyond = "0 nil the window reaches back to events that are not kept"
        #expect(trial.titles(at: 11, nps: nil) == beyond)
        // A fourth unit: of the units the one with the oldest last answer goes.
        for (hour, unit) in [(17, "b"), (18, "c"), (19, "d")] {
            _ = trial.titles(at: Int64(hour), nps: 0, unit: unit)
        }
        #expect(trial.titles(at: 20, nps: nil, unit: "d") == beyond)
        #expect(trial.titles(at: 27, nps: nil, unit: "d") == "1 -100 nil")
    }

    @Test func aRuleThatAsksWithoutEndIsStopped() throws {
        let trial = try Trial(
            "for i = 1, 1000000 do metric(\"nps\", { unit = \"u\" .. i % 7, window = \"1d\" }) end")
        #expect(trial.titles(at: 0, nps: 10).contains("too many steps"))
    }

    // MARK: Mistakes

    @Test(arguments: [
        ("metric(\"npss\", { window = \"1d\" })", "there is no metric \"npss\"; did you mean \"nps\"?"),
        ("metric(\"nps\", { unti = event.unit })", "\"unti\" is nothing to group by; did you mean \"unit\"?"),
        ("metric(\"nps\", { windw = \"1d\" })", "\"windw\" is nothing to group by; did you mean \"window\"?"),
        ("metric(\"nps\", { [\"attribute.segment\"] = 1 })", "did you mean \"attributes.segment\"?"),
        ("metric(event.survey)", "the name of the metric must stand there as a text"),
        ("metric(\"nps\", event)", "its second argument must stand there as a table"),
        ("metric(\"nps\", { window = event.unit })", "window must stand there as a span of time such as \"30d\""),
        ("metric(\"nps\", { window = \"30d\" .. \"\" })", "window must stand there as a span of time"),
        ("metric(\"nps\", { window = \"a month\" })", "window must stand there as a span of time"),
        ("metric(\"nps\", { window = \"0d\" })", "window must stand there as a span of time"),
        ("metric(\"nps\", { [event.unit] = 1 })", "the keys of its table must stand there as names"),
        ("metric(\"nps\", { unit = 1, unit = 2 })", "\"unit\" stands there twice"),
        ("metric \"nps\"", "write the name and the table in brackets"),
        ("metric { unit = 1 }", "write the name and the table in brackets"),
    ])
    func mistakesAreToldWithTheirLine(call: String, problem: String) {
        let found = Self.complaints("local x = 1\nlocal m = \(call)")
        #expect(found.count == 1)
        #expect(
            found.first?.hasPrefix("rules/m.lua:3: rule \"r\": run: metric: ") == true
                && found.first?.contains(problem) == true, "\(found)")
    }

    /// Only the rule's own text says what it needs.
    @Test func aCallOutsideOfARuleIsTold() {
        func complaints(_ text: String) -> [String] {
            do throws(WorkspaceError) {
                let source = ScriptSource(file: "rules/m.lua", text: text)
                _ = try WorkspaceLoader.load(sources: [source], symbols: SymbolTable())
                return []
            } catch {
                return error.complaints.map(\.description)
            }
        }
        let rules = "rule \"a\" { run = function(event) end }\nrule \"b\" { run = function(event) end }\n"
        #expect(
            complaints("local function value(event)\n  return metric(\"nps\").value\nend\n" + rules) == [
                "rules/m.lua:2: rule \"a\": run: metric: stands outside of a rule; write it in the rule's own run"
            ])
        #expect(complaints("local function metric(x) return x end\nlocal y = metric(1)\n" + rules) == [])
        let declared = "metric(\"m\") { question = \"nps\", scale = { 0, 10 } }\n"
        #expect(complaints(declared + rules) == [])
    }

    @Test func whatIsNoCallIsLeftAlone() {
        #expect(
            Self.complaints("local t = { metric = 1 } alert { title = t.metric .. \" metric(x)\" } -- metric(y)") == [])
    }

    @Test func callsThatTheTextDoesNotShowAreRefused() throws {
        let alias = try Trial(
            "local ask = metric\nlocal m = ask(\"nps\", { window = \"1d\" })\n" + Self.titled)
        #expect(alias.titles(at: 0, nps: 1).contains("write the call out in the rule itself"))
        let wrong = try Trial(
            "local m = metric(\"nps\", { unit = event.answers, window = \"1d\" })\n" + Self.titled)
        #expect(wrong.titles(at: 0, nps: 1).contains("metric: unit: expected a text or a number"))
    }
}
