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

    private static func batch(_ count: Int, _ random: inout SplitMix64, _ symbols: SymbolTable) -> EventBatch {
        let drafts = (0..<count).map { number -> EventDraft in
            var draft = EventDraft(
                id: "r-\(number)", answers: ["nps": .integer(Int64.random(in: 0...10, using: &random))])
            draft.unit = ["oulu", "turku", "vaasa"].randomElement(using: &random) ?? ""
            return draft
        }
        return EventBatch(drafts, symbols: symbols)
    }

    @Test(arguments: [
        "if event.answers.nps == 99 then route { queue = \"never\" } end",
        "if event.answers.nps < 7 then route { queue = event.unit } end",
        "route { queue = event.id }  alert { title = tostring(now()) }",
        "if now() > 0 and event.answers.nps == 3 then alert { title = event.id .. \" \" .. math.random(1000) } end",
        "if event.answers.nps == 5 then error(event.id) end",
        "if event.answers.nps > 8 then local t = {} for i = 1, 1e9 do t[i] = i end end",
        "if event.answers.nps == 2 then while true do end end  if event.answers.nps == 4 then route { queue = \"q\" } end",
        "local function down(n) return n == 0 and 0 or 1 + down(n - 1) end  if down(event.answers.nps * 15) > 100 then "
            + "alert { title = event.unit } end",
        "if event.answers.nps == 7 then local text = string.rep(\"a\", 200) for i = 1, 400 do text = text .. i end end",
        "for name, value in pairs(event.answers) do if value == 6 then route { queue = name } end end",
        "if event.answers.nsp then alert { title = \"\" } end  if event.identity == \"x\" then return end",
    ])
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
