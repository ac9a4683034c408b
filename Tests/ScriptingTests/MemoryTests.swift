import Declarations
import Loading
import Memory
import Testing
import Trials
import Tuntuma
import TuntumaTesting
import Workspace
@testable import Scripting

/// What a rule's `run` remembers and keeps, from Lua's side.
struct MemoryTests {
    /// A rule on its way through some events.
    final class Trial {
        let rule: Rule
        private let trial: RuleTrial
        private let symbols = SymbolTable()
        private var place = 0

        /// - Parameter text: What stands in the rule beside `run`, and its body.
        init(_ declared: String, _ body: String, before: String = "") throws {
            let text = "\(before)\nrule \"r\" { doc = \"x\", \(declared)\nrun = function(event, state)\n\(body)\nend }"
            rule = try #require(
                try WorkspaceLoader.load(
                    sources: [ScriptSource(file: "rules/m.lua", text: text)], symbols: symbols
                ).rules.first)
            trial = try RuleTrial(rule, symbols: symbols)
        }

        var state: PlainData? { trial.state }

        /// The titles of the alerts on an event that comes so many minutes after the first, or why there are none.
        func titles(at minutes: Int64 = 0, _ subject: String? = "c-1", unit: String = "turku", n: Int64 = 0) -> String {
            var draft = EventDraft(id: "e\(place)", answers: ["n": .integer(n)])
            place += 1
            draft.time = Timestamp(milliseconds: 1_772_442_900_000 + minutes * 60_000)
            draft.subject = subject ?? ""
            draft.unit = unit
            switch trial.outcome(on: EventBatch([draft], symbols: symbols)[0]) {
            case .decided(let decisions): return decisions.compactMap { text("title", of: $0) }.joined(separator: " ")
            case .failed(let failure): return failure.message
            case .unmatched: return "unmatched"
            case .heldBack: return "held back"
            case .passedOver: return "passed over"
            }
        }
    }

    static func complaints(_ text: String) -> [String] {
        do throws(WorkspaceError) {
            _ = try WorkspaceLoader.load(
                sources: [ScriptSource(file: "m.lua", text: text)], symbols: SymbolTable())
            return []
        } catch {
            return error.complaints.map(\.description)
        }
    }

    @Test func aCallReadsWhatEarlierCallsRemembered() throws {
        let trial = try Trial(
            "memory = { calls = \"1h\" },",
            """
            remember("calls", event.subject)
            remember("calls", event.subject)
            alert { title = count("calls", event.subject, "1h") .. "/" .. count("calls", event.subject, "10m")
                    .. "/" .. tostring(last("calls", event.subject)) }
            """)
        #expect(trial.titles() == "0/0/nil")
        #expect(trial.titles(at: 5) == "2/2/1772442900")
        // A span ends just before its first millisecond has come again.
        #expect(trial.titles(at: 10) == "4/2/1772443200")
        #expect(trial.titles(at: 10, "c-2") == "0/0/nil")
        // An event from the past: log time stands still.
        #expect(trial.titles(at: 3) == "6/4/1772443500")
        #expect(trial.titles(at: 70) == "0/0/nil")
    }

    @Test func distinctCountsTheGivenValueToo() throws {
        let trial = try Trial(
            "memory = { units = \"1d\" },",
            """
            alert { title = distinct("units", event.subject, event.unit, "1d") .. " "
                    .. distinct("units", event.subject, nil, "1d") .. " " .. count("units", event.subject, "1d") }
            remember("units", event.subject, event.unit)
            remember("units", event.subject)
            """)
        #expect(trial.titles(unit: "turku") == "1 0 0")
        #expect(trial.titles(unit: "turku") == "1 1 2")
        #expect(trial.titles(unit: "oulu") == "2 1 4")
        #expect(trial.titles(unit: "turku") == "2 2 6")
    }

    @Test func whatAFailedCallRememberedIsGone() throws {
        let trial = try Trial(
            "memory = { calls = \"1d\" }, state = { n = 0 },",
            """
            state.n = state.n + 1
            state.more = { 1, 2 }
            remember("calls", "k")
            alert { title = "seen" }
            if event.answers.n == 1 then error("no") end
            alert { title = count("calls", "k", "1d") .. "/" .. state.n }
            """)
        #expect(trial.titles() == "seen 0/1")
        for _ in 0..<3 { #expect(trial.titles(n: 1).hasSuffix("no")) }
        #expect(trial.titles() == "seen 1/2")
        #expect("\(try #require(trial.state))" == "{ more = { 1, 2 }, n = 2 }")
    }

    @Test func keysAndValuesAreTextsOrNumbers() throws {
        let trial = try Trial(
            "memory = { k = \"1d\" },",
            """
            remember("k", 42) remember("k", "42") remember("k", 2.5, true) remember("k", "2.5", "true")
            remember("k", ("x"):rep(9000), ("y"):rep(9000))
            alert { title = count("k", "42", "1d") .. count("k", 2.5, "1d") .. distinct("k", 2.5, nil, "1d")
                    .. count("k", ("x"):rep(9000), "1d") .. distinct("k", ("x"):rep(9000), ("y"):rep(9000), "1d") }
            """)
        #expect(trial.titles() == "00001")
        #expect(trial.titles() == "22111")
        for (body, message) in [
            ("count(\"k\", event.subject, \"1d\")", "count: the key is nil: does the event not have the field?"),
            ("remember(\"k\", {})", "remember: expected a text or a number as the key, but it is a list"),
            (
                "remember(\"k\", event)",
                "remember: expected a text or a number as the key, but it is an object of the host"
            ),
            ("remember(\"k\", 1, {})", "remember: expected a text or a number as the value, but it is a list"),
            ("remember()", "remember: expected a name of the rule's memory first, but it is nil"),
            ("count(\"k\", 1)", "count: expected a span of time such as \"7d\", but it is nil"),
            ("count(\"k\", 1, \"soon\")", "count: expected a span of time such as \"7d\", but it is \"soon\""),
            ("count(\"k\", 1, \"0d\")", "count: expected a span of time such as \"7d\", but it is \"0d\""),
            (
                "count(\"k\", 1, \"2d\")",
                "count: \"k\" is kept for 1d, which is less than 2d; write memory = { k = \"2d\" }"
            ),
            ("local n = \"kk\" count(n, 1, \"1d\")", "count: the rule keeps no \"kk\"; did you mean \"k\"?"),
            ("local n = \"zzz\" remember(n, 1)", "remember: the rule keeps no \"zzz\"; expected k"),
        ] {
            let trial = try Trial("memory = { k = \"1d\" },", body)
            #expect(trial.titles(nil).hasSuffix(message), "\(body): \(trial.titles(nil))")
        }
        // A rule without a memory.
        let pure = try Trial("", "local n = \"k\" remember(n, 1)")
        #expect(pure.titles().hasSuffix("remember: the rule declares no memory; write memory = { k = \"30d\" } in it"))
    }

    @Test func aNameThatIsNotKeptIsAMistakeOfTheFile() {
        let text = """
            rule "r" { doc = "x", memory = { calls = "1d" },
              run = function(event)
                local n = count("cals", event.subject, "1d")
                remember("calls", event.subject)
              end }
            rule "s" { doc = "x", run = function(event)
                if last("calls", event.subject) then alert { title = "x" } end
              end }

            """
        #expect(
            Self.complaints(text) == [
                "m.lua:3: rule \"r\": run: count: the rule keeps no \"cals\"; did you mean \"calls\"?",
                "m.lua:7: rule \"s\": run: last: the rule declares no memory; write memory = { calls = \"30d\" } in it",
            ])
        // Functions of the file's own may have these names.
        let own =
            "local function count(a) return 1 end rule 's' { run = function(e) count('x') alert { title = 'x' } end }"
        #expect(Self.complaints(own) == [])
    }

    @Test func aStateKeepsPlainDataAsItIs() throws {
        let trial = try Trial(
            "state = { 1, 2, name = \"a\", half = 0.5 },",
            """
            if not state.seen then
              state.seen = { [10] = true, ["10"] = false, [-1] = "m", list = { "a", "b" }, e = {} }
              state.float = 3.0
              state.text = "hämärä \\0 \\"x\\""
              state[1] = nil
            else
              state.float = state.float // 2
              alert { title = tostring(state.seen[10]) .. tostring(state.seen["10"]) .. state.seen[-1] .. #state.seen.list
                      .. tostring(next(state.seen.e)) .. state.float .. state.text .. tostring(state[1]) .. state[2]
                      .. state.half }
            end
            """)
        #expect(trial.titles() == "")
        #expect(trial.titles() == "truefalsem2nil1.0hämärä \0 \"x\"nil20.5")
        #expect(
            "\(try #require(trial.state))"
                == "{ [2] = 2, float = 1.0, half = 0.5, name = \"a\", seen = { [-1] = \"m\", [10] = true, [\"10\"] = false, "
                + "e = {}, list = { \"a\", \"b\" } }, text = \"hämärä \\u0000 \\\"x\\\"\" }")
    }

    @Test(arguments: [
        ("state.f = print", "print is not available in a rule"), ("state.f = tostring", "a function cannot be kept"),
        ("state.e = event", "a part of an event cannot be kept"), ("state.e = event.answers", "cannot be kept"),
        ("state.x = state", "nested deeper than 32 levels"), ("state[1.5] = 1", "a key of a table is a number"),
        ("state[true] = 1", "a key of a table is a boolean"), ("state.x = 0/0", "nan is no number"),
        ("state.x = ('x'):rep(70000)", "the state has 68 KB, which is more than it may (64 KB"),
        ("state.x = ('ä'):sub(1, 1)", "the state: a text in it is not UTF-8"),
    ])
    func whatIsNoPlainDataIsNotKept(body: String, message: String) throws {
        let trial = try Trial("state = { n = 1 },", "state.n = state.n + 1\n\(body)\nalert { title = \"x\" }")
        let found = trial.titles()
        #expect(found.contains(message), "\(found)")
        #expect(trial.state == .table([PlainData.Entry(key: .text("n"), value: .integer(1))]))
    }

    /// What a rule does is the same whatever else is in a state, and however its keys came into it.
    @Test func statesComeBackExactly() throws {
        var random = SplitMix64(seed: 11)
        func data(_ depth: Int) -> PlainData {
            switch Int.random(in: 0..<(depth > 3 ? 4 : 6), using: &random) {
            case 0: return .boolean(Bool.random(using: &random))
            case 1: return .integer(Int64.random(in: .min ... .max, using: &random))
            case 2: return .decimal(Double.random(in: -1e9...1e9, using: &random).rounded())
            case 3: return .text(String((0..<5).map { _ in "aä\0€😀\"\n".randomElement(using: &random) ?? "a" }))
            default:
                var entries: [PlainData.Entry] = []
                for _ in 0..<Int.random(in: 0..<6, using: &random) {
                    let number = Int64.random(in: -3...9, using: &random)
                    let key: PlainData.Key = Bool.random(using: &random) ? .integer(number) : .text("\(number)")
                    if entries.contains(where: { $0.key == key }) { continue }
                    entries.append(PlainData.Entry(key: key, value: data(depth + 1)))
                }
                return .table(unsorted: entries)
            }
        }
        let script = RuleScript(
            source: ScriptSource(
                file: "m.lua",
                text: "rule 'r' { state = {}, run = function(e, s) for k in pairs(s) do s[k] = s[k] end end }"),
            block: 0)
        let evaluator = try script.makeEvaluator()
        let event = event(sample)
        for _ in 0..<200 {
            let state = PlainData.table([PlainData.Entry(key: .text("x"), value: data(0))])
            var plan = MemoryPlan()
            plan.state = state
            var call = MemoryCall(RuleMemory(plan), at: 0)
            guard case .decided = evaluator.evaluate(event, remembering: &call) else {
                Issue.record("failed on \(state)")
                return
            }
            #expect(call.change.state == state)
        }
    }

    @Test func onceHoldsBackAndAFailureDoesNotUseItUp() throws {
        let trial = try Trial(
            "once = { per = { \"subject\", \"unit\" }, within = \"1h\" },",
            """
            if event.answers.n == 1 then error("no") end
            if event.answers.n == 2 then return end
            alert { title = "x" }
            """)
        #expect(trial.titles(n: 1).hasSuffix("no"))
        #expect(trial.titles(n: 2) == "")
        #expect(trial.titles() == "x")
        #expect(trial.titles(at: 59) == "held back")
        #expect(trial.titles(at: 59, unit: "oulu") == "x")
        #expect(trial.titles(at: 59, nil) == "x")
        #expect(trial.titles(at: 59, nil) == "x")
        #expect(trial.titles(at: 60) == "x")
        #expect(trial.titles(at: 119) == "held back")
    }

    @Test func distinctIsChargedForWhatItLooksAt() throws {
        let trial = try Trial(
            "memory = { k = \"1d\" }, limits = { steps = 20000 },",
            """
            if event.answers.n == 0 then
              for i = 1, 900 do remember("k", "x", i) end
            else
              for i = 1, event.answers.n do distinct("k", "x", nil, "1d") end
            end
            alert { title = "x" }
            """)
        for _ in 0..<2 { #expect(trial.titles() == "x") }
        #expect(trial.titles(n: 9) == "x")
        #expect(trial.titles(n: 12).contains("too many steps"))
    }

    @Test func mistakesOfTheFileAreTold() {
        func rule(_ text: String) -> [String] {
            Self.complaints("rule \"r\" { doc = \"x\", \(text) run = function() alert { title = \"x\" } end }")
                .map { $0.replacing("m.lua:1: rule \"r\": ", with: "") }
        }
        #expect(
            rule("once = { per = \"subjet\", within = \"3d\" },") == [
                "once.per: events have no field \"subjet\"; did you mean \"subject\"?"
            ])
        #expect(
            rule("once = { within = \"3d\" },") == [
                "once.per: is missing; expected a field of the event, such as \"subject\""
            ])
        #expect(
            rule("once = { per = \"subject\" },") == [
                "once.within: is missing; expected a span of time, such as \"30d\""
            ])
        #expect(
            rule("once = { per = \"subject\", within = \"soon\", every = 1 },") == [
                "once.within: \"soon\" is no span of time; expected one such as \"30d\" or \"12h\"",
                "once.every: unknown key; expected per or within",
            ])
        #expect(rule("once = 3,") == ["once: expected a table, but this is a whole number"])
        #expect(rule("memory = { calls = 30 },") == ["memory.calls: expected a text, but this is a whole number"])
        #expect(rule("memory = { \"calls\" },") == ["memory: expected names and spans, such as { calls = \"30d\" }"])
        #expect(rule("state = 3,") == ["state: expected a table, such as { seen = 0 }, but this is a whole number"])
        #expect(
            rule("state = { f = function() end },") == [
                "state: expected plain data: texts, numbers, true and false, and tables of these"
            ])
        #expect(rule("migrate = function(old) return old end,") == ["migrate: is for a rule with a state = { ... }"])
        #expect(
            rule("state = {}, migrate = 3,") == [
                "migrate: expected function(old, old_version) ... end, but this is a whole number"
            ])
        #expect(
            Self.complaints(
                "rule \"r\" { doc = \"x\", state = {}, memory = { a = \"1d\" }, route = { queue = \"q\" } }") == [
                    "m.lua:1: rule \"r\": memory: is for a rule with a run = function(event) ... end",
                    "m.lua:1: rule \"r\": state: is for a rule with a run = function(event) ... end",
                ])
    }

    @Test func testsOfRulesKnowTimeOnceAndState() throws {
        func results(_ steps: String) throws -> [RuleTestResult] {
            let symbols = SymbolTable()
            let workspace = try WorkspaceLoader.load(
                sources: [
                    ScriptSource(
                        file: "m.lua",
                        text: """
                            rule "r" {
                              doc = "x", once = { per = "subject", within = "2d" }, state = { n = 0, by = {} },
                              run = function(event, state)
                                state.n = state.n + 1
                                state.by[event.unit] = true
                                alert { title = "n " .. state.n }
                              end,
                              tests = { { name = "t", sequence = {
                                \(steps)
                              } } },
                            }

                            """)
                ], symbols: symbols)
            return RuleTester(symbols: symbols, workspace: workspace).runAll()
        }
        let good = """
            { given = { subject = "a", unit = "turku" }, expect = { { alert = { title = "n 1" } } }, state = { n = 1 } },
            { given = { subject = "a", unit = "turku" }, after = "1d", expect = {}, state = { n = 1, by = { turku = true } } },
            { given = { subject = "a", unit = "oulu" }, after = "24h", expect = { { alert = { title = "n 2" } } } },
            """
        #expect(try results(good).map(\.failure) == [nil])
        let bad = try #require(
            try results(good.replacing("by = { turku = true }", with: "by = { turku = 3, x = {} }")).first)
        #expect(bad.failure == "event 2: the state is not what was expected; it is { by = { turku = true }, n = 1 }")
        #expect(bad.differences == ["- state.by.turku = 3", "+ state.by.turku = true", "- state.by.x = {}"])
        #expect(bad.line == 10)
        let early = try #require(try results(good.replacing("\"24h\"", with: "\"23h\"")).first)
        #expect(
            early.failure
                == "event 3: expected 1 decision, but the rule decided nothing (its \"once\" holds the event back)")
    }
}
