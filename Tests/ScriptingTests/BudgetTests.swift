import Testing
import Tuntuma
import Workspace

@testable import Scripting

/// The five budgets of a call, and that nothing gets around them.
struct BudgetTests {
    /// How a rule fails, and how many milliseconds that took.
    private func stop(_ body: String, _ set: (inout ScriptLimits) -> Void = { _ in }) throws -> (String?, Double) {
        var limits = ScriptLimits()
        set(&limits)
        let evaluator = try evaluator(rule(body), limits: LuaMachine.Limits(limits))
        let clock = ContinuousClock()
        var kind: String?
        let time = clock.measure {
            if case .failed(let failure) = evaluator.evaluate(event(sample)) { kind = failure.kind }
        }
        return (kind, time / .milliseconds(1))
    }

    /// Work inside one call of a C function, which no count of instructions sees. Each would take seconds to years with the
    /// stock library.
    @Test(arguments: [
        "return (('a'):rep(1200)):find('.-.-.-.-b')", "return (('a'):rep(3000)):match('(.*)(.*)(.*)(.*)b')",
        "return ('('):rep(200000):find('%b()%b()x')", "return (('x('):rep(100000)):gsub('%b()', '')",
        "return ('a'):rep(100000):match('[b-z]-[c-z]-$')", "return ('a'):rep(4000):find('(a-)%1%1b')",
        "return ('a'):rep(20000):gsub('a-%f[b]', 'x')",
        "local n = 0 for _ in ('a'):rep(200000):gmatch('a-b') do n = n + 1 end",
        "return ('x'):rep(1e6):find(('x'):rep(5e5) .. 'y', 1, true), ('x'):rep(1e6):find(('x'):rep(5e5) .. 'y', 1, true)",
        "return ('a'):rep(3000):gsub(('a-'):rep(40) .. 'b', '')",
        "local t = {} for i = 1, 20000 do t[i] = i end for i = 1, 1e9 do table.insert(t, 1, i) end",
        "local t = {} for i = 1, 20000 do t[i] = i end while true do table.remove(t, 1) t[#t + 1] = 1 end",
        "local t = {} for i = 1, 20000 do t[i] = i end while true do table.concat(t) end",
        "local t = {} for i = 1, 20000 do t[i] = -i end while true do table.sort(t) end",
        "local t = {} for i = 1, 200 do t[i] = i end while true do table.unpack(t) end",
        "local s = ('x'):rep(1e6) while true do s:reverse() end",
        "local s = ('x'):rep(1e6) while true do s:upper() end",
        "local s = ('ä'):rep(1e5) while true do s:upper() end",
        "local s = ('ä'):rep(1e5) while true do s:contains('x') end",
        "local s = ('x'):rep(1e6) while true do utf8.len(s) end",
        "local s = ('1'):rep(1e6) while true do local x = tonumber(s) end",
        "local s = ('1'):rep(1e6) while true do local x = s + 1 end",
        "local s = ('x'):rep(1e5) while true do ('%s'):format(s) end",
        "while true do string.char(1, 2, 3) end", "local s = ('x'):rep(1e6) while true do s:byte(1, 200) end",
        "local t = {} for i = 1, 3000 do t[i] = i end while true do for k in pairs(t) do break end end",
        "local t = {} for i = 1, 3000 do t[i] = i end while true do next(t) end",
        "while true do math.random() end", "local s = ('x'):rep(1e5) while true do trim(s) end",
    ])
    func workInsideOneCallIsCharged(_ code: String) throws {
        let (kind, milliseconds) = try stop(code) { $0.memoryKilobytes = 16_384 }
        #expect(["steps", "memory", "allocated"].contains(kind), "\(kind ?? "not stopped")")
        #expect(milliseconds < 1500, "\(milliseconds) ms")
    }

    @Test func whatACallAllocatesIsCountedThoughLittleOfItLives() throws {
        let churn = "local s = ('x'):rep(10000) for i = 1, 5000 do local t = s .. i end"
        #expect(try stop(churn).0 == "allocated")
        #expect(try stop(churn) { $0.allocatedKilobytes = 200_000 }.0 == nil)
        let failure = try failure(churn)
        #expect(failure?.message == "it asked for more than 16384 KB of memory in one call")
    }

    @Test func eachLimitIsTheOneThatIsSet() throws {
        let loop = "for i = 1, 20000 do local a = i end"
        #expect(try stop(loop).0 == nil)
        #expect(try stop(loop) { $0.steps = 10_000 }.0 == "steps")
        let table = "local t = {} for i = 1, 10000 do t[i] = i end"
        #expect(try stop(table).0 == nil)
        #expect(try stop(table) { $0.memoryKilobytes = 256 }.0 == "memory")
        let decide = "for i = 1, 5 do alert { title = 'x' } end"
        #expect(try stop(decide).0 == nil)
        #expect(try stop(decide) { $0.decisions = 4 }.0 == "decisions")
    }

    @Test func theClockIsABackstop() throws {
        let (kind, milliseconds) = try stop("while true do end") {
            $0.steps = .max
            $0.milliseconds = 50
        }
        #expect(kind == "time")
        #expect(milliseconds < 5000)
    }

    /// The same for work of the host, which no hook sees, and for a function that is too short for one.
    @Test func theClockEndsWorkOfTheHostToo() throws {
        let body = "local a = ('x'):rep(4000000) " + String(repeating: "a:upper() ", count: 40)
        let (kind, _) = try stop(body) {
            $0.steps = 10_000_000
            $0.memoryKilobytes = 65_536
            $0.allocatedKilobytes = 1_048_576
            $0.milliseconds = 10
        }
        #expect(kind == "time")
    }

    /// A step stands for some ten nanoseconds of work; what takes long must cost many.
    @Test(arguments: [
        ("local a = (' '):rep(400000) trim(a)", 100_000), ("trim(('\u{3000}'):rep(100000))", 70_000),
        ("number(('1'):rep(200))", 200), ("string.format('%99.99f', 1e308)", 1_600),
        ("string.format('%.99f', 1e-300)", 700), ("parse_time('2026-03-02', 'yyyy-MM-dd', 'Europe/Helsinki')", 400),
        ("for i = 1, 1000 do tostring(i / 7 * 1e100) end", 50_000), ("for i = 1, 1000 do tostring(i) end", 13_000),
        ("for i = 1, 1000 do string.format('%g', 0.1 * i) end", 70_000),
        ("contains(('x'):rep(100000), ('x'):rep(5000) .. 'y')", 900_000), ("('ä'):rep(100000):upper()", 200_000),
    ])
    func workOfTheHostIsCharged(_ code: String, _ steps: Int) throws {
        var limits = ScriptLimits()
        limits.steps = 10_000_000
        let evaluator = try evaluator(rule(code), limits: LuaMachine.Limits(limits))
        let call = evaluator.evaluateCountingSteps(event(sample))
        guard case .decided = call.outcome else {
            Issue.record("\(call.outcome)")
            return
        }
        #expect(call.steps >= steps && call.steps < steps * 3, "\(call.steps)")
    }

    /// What is printed with few places costs little, and a call that a large charge ends has used up all of its steps.
    @Test func chargesAreInProportion() throws {
        let printed = try evaluator(rule("string.format('%.1f %d %5.2f%%', 42.5, 7, 1 / 3)"))
        #expect(printed.evaluateCountingSteps(event(sample)).steps < 120)
        let ended = try evaluator(rule("trim((' '):rep(1000000))"))
        let call = ended.evaluateCountingSteps(event(sample))
        guard case .failed(let failure) = call.outcome else {
            Issue.record("it ended well")
            return
        }
        #expect(failure.kind == "steps" && call.steps >= ScriptLimits().steps, "\(call.steps)")
    }

    /// Whoever calls back into Lua could try to go on after a kill.
    @Test(arguments: [
        "table.sort({ 3, 2, 1 }, function() while true do end end)",
        "('aaa'):gsub('a', function() while true do end end)",
        "local t = {} for i = 1, 100 do t[i] = i end table.sort(t, function(a, b) local s = 'x' while true do s = s .. s end end)",
        "for k in pairs({ 1, 2 }) do for _ in ('aa'):gmatch('a') do while true do end end end",
        "local function again() again() end local ok = again() while true do end",
    ])
    func aKillIsFinal(_ code: String) throws {
        let evaluator = try evaluator(rule("alert { title = 'before' } \(code) alert { title = 'after' }"))
        for _ in 0..<5 {
            guard case .failed = evaluator.evaluate(event(sample)) else {
                Issue.record("it went on")
                return
            }
        }
    }

    /// What other events have left in a machine must not decide whether a rule has memory enough.
    @Test func memoryDoesNotDependOnTheEventsBefore() throws {
        var limits = ScriptLimits()
        limits.memoryKilobytes = 512
        let body = "local t = {} for i = 1, event.answers.n do t[i] = i end alert { title = event.unit }"
        let symbols = SymbolTable()
        let drafts = (0..<3000).map { index in
            var draft = EventDraft(id: "\(index)", answers: ["n": .integer(index % 50 == 0 ? 14_000 : 10)])
            draft.unit = "a unit with a rather long name, number \(index)"
            return draft
        }
        let batch = EventBatch(drafts, symbols: symbols)
        let worn = try evaluator(rule(body), limits: LuaMachine.Limits(limits))
        var decided = 0
        for row in 0..<batch.count {
            let isAlone = row % 50 == 0
            let outcome = worn.evaluate(batch[row])
            guard isAlone else { continue }
            let fresh = try evaluator(rule(body), limits: LuaMachine.Limits(limits)).evaluate(batch[row])
            if case .decided = outcome { decided += 1 }
            switch (outcome, fresh) {
            case (.decided(let left), .decided(let right)): #expect(left == right)
            case (.failed(let left), .failed(let right)): #expect(left == right)
            default: Issue.record("row \(row): \(outcome) after others, \(fresh) alone")
            }
        }
        #expect(decided > 0)
    }

    @Test func randomNumbersComeFromTheRuleAndTheEvent() throws {
        func numbers(_ rule: String, _ id: String) throws -> String {
            let script = RuleScript(
                source: ScriptSource(
                    file: "t.lua",
                    text:
                        "rule 'x' { run = function(event) alert { title = math.random(1000) .. ' ' .. math.random() } end }"
                ),
                block: 0, id: rule)
            let evaluator = try script.makeEvaluator()
            _ = evaluator.evaluate(event(EventDraft(id: "another")))
            guard case .decided(let decisions) = evaluator.evaluate(event(EventDraft(id: id))) else { return "failed" }
            return text("title", of: decisions[0]) ?? ""
        }
        #expect(try numbers("a", "1") == numbers("a", "1"))
        #expect(try numbers("a", "1") != numbers("a", "2"))
        #expect(try numbers("a", "1") != numbers("b", "1"))
        #expect(try title("return math.random(5, 5)") == "5")
        #expect(try title("local n = math.random(0) return math.type(n)") == "integer")
        #expect(try title("local x = math.random() return tostring(x >= 0 and x < 1)") == "true")
        #expect(try title("return math.random(2, 1)").contains("interval is empty"))
        #expect(try title("return math.random(math.mininteger, math.maxinteger) ~= nil") == "true")
        let rolls = "local n = {} for i = 1, 6000 do local r = math.random(6) n[r] = (n[r] or 0) + 1 end "
        #expect(
            try title(rolls + "for i = 1, 6 do if n[i] < 850 or n[i] > 1150 then return 'uneven' end end return #n")
                == "6")
        #expect(refusal("local x = math.random()")?.problem.contains("belongs into the function `run`") == true)
    }

    @Test func lettersAreThoseOfUnicode() throws {
        #expect(try title("return ('HÄIRIÖ Åland ÉSZ'):lower()") == "häiriö åland ész")
        #expect(try title("return ('häiriö straße'):upper()") == "HÄIRIÖ STRASSE")
        #expect(try title("return ('abc XYZ 1'):upper() .. ('abc XYZ 1'):lower()") == "ABC XYZ 1abc xyz 1")
        #expect(try title("return ('Kova HÄIRIÖ tänään'):contains('häiriö')") == "true")
        #expect(try title("return contains('Kova HA\u{308}IRIO\u{308}', 'häiriö')") == "true")
        #expect(try title("return contains(event.answers.missing, 'x')") == "false")
        #expect(try title("return contains(event.answers.comment, 'zzz', 'LÅNGSAM')") == "true")
        #expect(try title("return contains('', '')") == "true")
        #expect(try title("return contains('x')").contains("contains takes"))
        #expect(try title("return ('\\xff\\xfe'):lower() ~= nil") == "true")
    }

    @Test func misspeltNamesGetTheNearestOne() throws {
        #expect(try failure("local x = evnt.id")?.message.contains("did you mean 'event'?") == true)
        #expect(try failure("aler { title = 'x' }")?.message.contains("did you mean 'alert'?") == true)
        #expect(try failure("return string.lenn('x')")?.message.contains("did you mean 'string.len'?") == true)
        #expect(try failure("local counter = 1 return contr")?.message.contains("'contr'") == true)
        #expect(
            try failure("local f = function() return wrods or words end return f()", before: "local words = {}")?
                .message.contains("did you mean 'words'?") == true)
        #expect(try failure("local x = event.untt")?.message.contains("did you mean 'unit'?") == true)
        #expect(refusal("rul 'x' {}")?.problem.contains("did you mean 'rule'?") == true)
        #expect(try failure("return qqqqqqqqq")?.message.contains("is it misspelt") == true)
    }

    @Test func aFunctionThatLuaCompilesWronglyIsRefused() {
        let constants = (0..<300).map { "\($0).5" }.joined(separator: ", ")
        let wrong = "rule 'r' { run = function(event)\n local t = { \(constants) }\n return 1 | (2 or 3) end }"
        #expect(refusal(wrong)?.problem.contains("works on bits") == true)
        #expect(refusal("rule 'r' { run = function(event) local t = { \(constants) } end }") == nil)
        #expect(refusal("rule 'r' { run = function(event) return 1 | (2 or 3) end }") == nil)
    }
}
