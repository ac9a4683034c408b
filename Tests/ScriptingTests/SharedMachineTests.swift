import Testing
import Tuntuma
import TuntumaTesting
import Workspace

@testable import Scripting

/// Rules of one file that share a machine on a worker decide what each decides in a machine of its own.
@Suite struct SharedMachineTests {
    private static let bodies = [
        "if (event.answers.nps or 9) < 7 then route { queue = event.unit } end",
        "if event.answers.comment then alert { title = event.answers.comment, key = event.id } end",
        "alert { title = tostring(math.random(1000000)) }",
        "local t = {} for i = 1, 1e9 do t[i] = { i } end",
        "while event.unit == \"oulu\" do end",
        "local t = {} for i = 1, 2000 do t[i] = event.unit .. i end alert { title = t[2000] }",
        "if event.unit == \"vaasa\" then error(\"no \" .. event.id) end route { queue = words[event.unit] or \"none\" }",
        "for i = 1, 200 do alert { title = \"again\" } end",
        "if event.answers.ces == nil then alert { title = tostring(event.attributes.segment) } end",
        "words.oulu = event.unit",
    ]

    /// A file with some rules, and the script of each.
    private static func scripts(
        _ count: Int, limits: (Int) -> LuaMachine.Limits = { _ in LuaMachine.Limits() }
    ) throws -> [RuleScript] {
        let rules = (0..<count).map { number in
            "rule \"r\(number)\" { run = function(event)\n\(bodies[number % bodies.count])\nend }"
        }
        let text = "local words = { oulu = \"north\", turku = \"west\" }\n" + rules.joined(separator: "\n")
        let source = try EvaluatedFile(ScriptSource(file: "rules/test.lua", text: text)).source
        return (0..<count).map { RuleScript(source: source, block: $0, id: "r\($0)", limits: limits($0)) }
    }

    /// The evaluators of one worker, as a run makes them.
    private static func neighbours(_ scripts: [RuleScript]) throws -> [any RuleEvaluator] {
        var evaluators: [any RuleEvaluator] = []
        for script in scripts { evaluators.append(try script.makeEvaluator(beside: evaluators.last)) }
        return evaluators
    }

    private static func batch(_ count: Int, _ random: inout SplitMix64, _ symbols: SymbolTable) -> EventBatch {
        let drafts = (0..<count).map { number -> EventDraft in
            var answers: [String: Value] = [:]
            if Bool.random(using: &random) { answers["nps"] = .integer(.random(in: 0...10, using: &random)) }
            if Bool.random(using: &random) { answers["comment"] = .text("hidas, långsam \(number)") }
            if Bool.random(using: &random) { answers["ces"] = .integer(.random(in: 1...7, using: &random)) }
            var draft = EventDraft(id: "r-\(number)", answers: answers)
            draft.unit = ["oulu", "turku", "vaasa"].randomElement(using: &random) ?? ""
            return draft
        }
        return EventBatch(drafts, symbols: symbols)
    }

    private static func outcomes(_ evaluator: any RuleEvaluator, _ batch: EventBatch) -> [String] {
        let rows = (0..<Int32(batch.count)).map(\.self)
        var outcomes: [String] = []
        var place = 0
        while let outcome = evaluator.evaluate(batch, rows: rows, from: &place) {
            outcomes.append("\(rows[place]) \(outcome)")
            place += 1
        }
        return outcomes
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func theyDecideAsIfEachWereAlone(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        // Little memory and few steps, so that the rules which run out of them do so soon.
        var limits = ScriptLimits()
        limits.memoryKilobytes = 512
        limits.steps = 20_000
        let scripts = try Self.scripts(Self.bodies.count) { _ in LuaMachine.Limits(limits) }
        let together = try Self.neighbours(scripts)
        let alone = try scripts.map { try $0.makeEvaluator() }
        // Events of two tables of symbols by turns: what a symbol is called differs from one to the other.
        let tables = [SymbolTable(), SymbolTable()]
        _ = tables[1].intern("something else")
        for turn in 0..<6 {
            let batch = Self.batch(20, &random, tables[turn % 2])
            // Not all of them each time: some meet the second table first.
            for rule in scripts.indices.shuffled(using: &random) where Bool.random(using: &random) {
                let expected = Self.outcomes(alone[rule], batch)
                #expect(Self.outcomes(together[rule], batch) == expected, "rule \(rule), turn \(turn)")
            }
        }
    }

    /// A machine keeps the texts of symbols. One rule after the other meets events of another table first.
    @Test func theyForgetSymbolsTogether() throws {
        let rules = (0..<3).map { "rule \"r\($0)\" { run = function(event) route { queue = event.unit } end }" }
        let source = try EvaluatedFile(ScriptSource(file: "rules/test.lua", text: rules.joined(separator: "\n"))).source
        let together = try Self.neighbours((0..<3).map { RuleScript(source: source, block: $0) })
        for (number, unit) in ["oulu", "turku", "vaasa"].enumerated() {
            var draft = EventDraft(id: "e")
            draft.unit = unit
            guard case .decided(let decisions) = together[number].evaluate(event(draft)) else {
                Issue.record("rule \(number) fails")
                continue
            }
            #expect(decisions.first.flatMap { text("queue", of: $0) } == unit)
        }
    }

    /// What a rule can hold where it is alone, it can hold beside others, whatever they have left in the machine.
    @Test func othersTakeNoMemory() throws {
        var limits = ScriptLimits()
        limits.memoryKilobytes = 512
        let rules = [
            "local t = {} for i = 1, event.answers.n do t[i] = \"x\" .. i end alert { title = t[1] }",
            "if event.unit == \"\" then route { queue = \"none\" } end",
        ].enumerated().map { "rule \"r\($0)\" { run = function(event)\n\($1)\nend }" }
        let source = try EvaluatedFile(ScriptSource(file: "rules/test.lua", text: rules.joined(separator: "\n"))).source
        let scripts = rules.indices.map {
            RuleScript(source: source, block: $0, id: "r\($0)", limits: LuaMachine.Limits(limits))
        }
        let symbols = SymbolTable()
        func decides(_ evaluator: any RuleEvaluator, _ count: Int) -> Bool {
            let draft = EventDraft(id: "e", answers: ["n": .integer(Int64(count))])
            if case .decided = evaluator.evaluate(EventBatch([draft], symbols: symbols)[0]) { return true }
            return false
        }
        // The most that the rule can hold where it is alone.
        var (most, tooMany) = (1, 100_000)
        while most + 1 < tooMany {
            let middle = (most + tooMany) / 2
            if decides(try scripts[0].makeEvaluator(), middle) { most = middle } else { tooMany = middle }
        }
        // The machine keeps the texts of symbols that the other rule has read.
        let units = (0..<3000).map { number in
            var draft = EventDraft(id: "\(number)")
            draft.unit = "a unit with a rather long name, number \(number)"
            return draft
        }
        let together = try Self.neighbours(scripts)
        #expect(Self.outcomes(together[1], EventBatch(units, symbols: symbols)).isEmpty)
        for count in [most - 300, most - 20, most, 2 * most] {
            #expect(decides(together[0], count) == (count <= most), "\(count) of \(most)")
        }
    }

    @Test func theyShareAsLongAsTheirLimitsAreTheSame() throws {
        var others = ScriptLimits()
        others.steps = 5_000
        let scripts = try Self.scripts(6) { $0 == 3 ? LuaMachine.Limits(others) : LuaMachine.Limits() }
        let machines = try Self.neighbours(scripts).map { try #require($0 as? RuleMachine) }
        let before = machines.map(\.allocations)
        // Whoever shares a machine with the first has its count of allocations.
        _ = machines[0].evaluate(event(sample))
        #expect(zip(machines, before).map { $0.allocations > $1 } == [true, true, true, false, false, false])
    }

    /// More than fit into one machine.
    @Test func aFileMayHaveManyRules() throws {
        let scripts = try Self.scripts(150)
        let together = try Self.neighbours(scripts)
        for (number, evaluator) in together.enumerated() where number % Self.bodies.count == 5 {
            guard case .decided(let decisions) = evaluator.evaluate(event(sample)) else {
                Issue.record("rule \(number) fails")
                continue
            }
            #expect(text("title", of: try #require(decisions.first)) == "tampere2000")
        }
    }
}
