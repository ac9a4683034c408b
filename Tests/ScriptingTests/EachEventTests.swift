import Testing
import Tuntuma
import TuntumaTesting
import Workspace

@testable import Scripting

/// Calls for many events at once lead to what calls for one event at a time lead to.
@Suite struct EachEventTests {
    /// What a rule makes of each event, but for those of which it makes nothing.
    private static func together(_ evaluator: any RuleEvaluator, _ batch: EventBatch, _ rows: [Int32]) -> [String] {
        var outcomes: [String] = []
        var place = 0
        while let outcome = evaluator.evaluate(batch, rows: rows, from: &place) {
            outcomes.append("\(rows[place]) \(outcome)")
            place += 1
        }
        #expect(place == rows.count)
        return outcomes
    }

    private static func oneByOne(_ evaluator: any RuleEvaluator, _ batch: EventBatch, _ rows: [Int32]) -> [String] {
        rows.compactMap { row in
            let outcome = evaluator.evaluate(batch[Int(row)])
            if case .decided(let decisions) = outcome, decisions.isEmpty { return nil }
            return "\(row) \(outcome)"
        }
    }

    /// Mostly none of those that rules ask for.
    private static func answers(_ random: inout SplitMix64) -> [String: Value] {
        var answers: [String: Value] = [:]
        let kinds: [Value] = [
            .integer(Int64.random(in: 0...10, using: &random)), .decimal(2.5), .boolean(false), .text("hidas"),
            .list(["a", "b"]),
        ]
        for name in ["ces", "answers", "1", "comment", "q66"] where Int.random(in: 0...5, using: &random) == 0 {
            answers[name] = kinds.randomElement(using: &random)
        }
        if Bool.random(using: &random) { answers["nps"] = .integer(Int64.random(in: 0...10, using: &random)) }
        return answers
    }

    private static func batch(_ count: Int, _ random: inout SplitMix64, _ symbols: SymbolTable) -> EventBatch {
        let drafts = (0..<count).map { number -> EventDraft in
            var draft = EventDraft(id: "r-\(number)", answers: answers(&random))
            draft.unit = ["oulu", "turku", "vaasa"].randomElement(using: &random) ?? ""
            return draft
        }
        return EventBatch(drafts, symbols: symbols)
    }

    private static let bodies = [
        "if event.answers.nps == 99 then route { queue = \"never\" } end",
        "if (event.answers.nps or 9) < 7 then route { queue = event.unit } end",
        "if event.answers.nps < 7 then route { queue = event.unit } end",
        "local a = event.answers  if not a.nps then alert { title = tostring(a.ces or a.comment) } end",
        "if event.answers.comment then alert { title = tostring(event.answers[\"1\"]) .. event.unit } end",
        "if event.answers[1] then route { queue = \"one\" } end",
        "local name = event.unit == \"oulu\" and \"ces\" or \"1\"  if event.answers[name] then alert { title = name } end",
        "if event.answers.q1 then return end  local name, value = next(event.answers)  alert { title = tostring(name) .. tostring(value) }",
        "local each = _ENV.next  if not event.answers.nps then alert { title = tostring(each(event.answers)) } end",
        "local step, of = ipairs(event.answers)  local _, one = step(of, 0)  if one then alert { title = tostring(one) } end",
        "if event.answers.answers then route { queue = \"answers\" } end",
        "alert { title = type(event.answers) .. tostring(event.answers.nps) .. tostring(event == event) }",
        "event.answers.nps = 3",
        "if event.answers.nps == nil then event.answers.nps.x = 3 end",
        "if event.answers:upper() then return end",
        "route { queue = event.id }  alert { title = tostring(now()) }",
        "if now() > 0 and event.answers.nps == 3 then alert { title = event.id .. \" \" .. math.random(1000) } end",
        "if event.answers.nps == 5 then error(event.id) end",
        "if (event.answers.nps or 0) > 8 then local t = {} for i = 1, 1e9 do t[i] = i end end",
        "if event.answers.nps == 2 then while true do end end  if event.answers.nps == 4 then route { queue = \"q\" } end",
        "local function down(n) return n == 0 and 0 or 1 + down(n - 1) end  if down((event.answers.nps or 3) * 15) > 100 then "
            + "alert { title = event.unit } end",
        "if event.answers.nps == 7 then local text = string.rep(\"a\", 200) for i = 1, 400 do text = text .. i end end",
        "for name, value in pairs(event.answers) do if value == 6 then route { queue = name } end end",
        "if event.answers.nsp then alert { title = \"\" } end  if event.identity == \"x\" then return end",
    ]

    @Test(arguments: bodies)
    func manyAreAsOneByOne(body: String) throws {
        for seed in 1...4 as ClosedRange<UInt64> {
            var random = SplitMix64(seed: seed)
            let symbols = SymbolTable()
            let (first, second) = (Self.batch(40, &random, symbols), Self.batch(25, &random, SymbolTable()))
            let many = try evaluator(rule(body))
            let single = try evaluator(rule(body))
            // A second batch, with symbols of its own, and the first again.
            for batch in [first, second, first] {
                let rows = (0..<Int32(batch.count)).filter { _ in Bool.random(using: &random) }
                #expect(Self.together(many, batch, rows) == Self.oneByOne(single, batch, rows))
            }
        }
    }

    /// A short function gets another event where all answers are lacking that it asks for. What it makes of that is what a function
    /// makes of it that is the same, but for a loop without a turn.
    @Test(arguments: bodies)
    func lackingAnswersAreNone(body: String) throws {
        for seed in 5...8 as ClosedRange<UInt64> {
            var random = SplitMix64(seed: seed)
            let batch = Self.batch(60, &random, SymbolTable())
            let rows = Array(0..<Int32(batch.count))
            let short = Self.together(try evaluator(rule(body)), batch, rows)
            let long = Self.together(try evaluator(rule(body + "\nfor turn = 1, 0 do end")), batch, rows)
            #expect(short == long)
        }
    }

    /// A call has its own budgets: what the calls before it took is not taken off.
    @Test func budgetsBeginAnew() throws {
        var random = SplitMix64(seed: 7)
        let batch = Self.batch(300, &random, SymbolTable())
        let busy = try evaluator(rule("local n = 0 for i = 1, 20000 do n = n + i end"))
        #expect(Self.together(busy, batch, (0..<300).map { $0 }).isEmpty)
    }

    @Test func noRowsAreNoCalls() throws {
        var place = 0
        let batch = EventBatch([EventDraft(id: "e")], symbols: SymbolTable())
        let outcome = try evaluator(rule("error(\"called\")")).evaluate(batch, rows: [], from: &place)
        #expect(outcome == nil)
        #expect(place == 0)
    }
}
