import Foundation
import Testing
import Tuntuma
import Workspace

@testable import Scripting

/// Metrics written in Lua: folding, merging, results.
struct MetricTests {
    /// The Lua metric that a source declares.
    private func metric(_ text: String, symbols: SymbolTable) throws -> LuaMetric {
        let source = ScriptSource(file: "metrics/test.lua", text: text)
        let file = try EvaluatedFile(source)
        let block = try #require(file.blocks.first)
        return try MetricScript(block, symbols: symbols).metric(source, block: 0, limits: LuaMachine.Limits())
    }

    private func complaint(_ text: String) -> Complaint? {
        do {
            let file = try EvaluatedFile(ScriptSource(file: "metrics/test.lua", text: text))
            _ = try MetricScript(file.blocks[0], symbols: SymbolTable())
                .metric(file.source, block: 0, limits: LuaMachine.Limits())
            return nil
        } catch {
            return error
        }
    }

    private func fold(_ metric: LuaMetric, _ drafts: [EventDraft], _ symbols: SymbolTable) -> MetricCell<ScriptedState>
    {
        var cells = [MetricCell(empty: metric.emptyState)]
        let batch = EventBatch(drafts, symbols: symbols)
        metric.fold(batch, slots: Array(repeating: 0, count: batch.count), into: &cells)
        return cells[0]
    }

    private static let servqual = """
        local dimensions = { "tangibles", "reliability" }
        metric "servqual-gap" {
          state = { gap = sum(), squares = sum(), pairs = sum(), pair_squares = sum(), product = sum(),
                    tangibles = sum(), reliability = sum(), bins = histogram(-4, 4), low = min(), high = max(), last = latest() },
          add = function(event, state)
            local total, seen = 0, 0
            for _, dimension in ipairs(dimensions) do
              local expected = event.answers["expected-" .. dimension]
              local perceived = event.answers["perceived-" .. dimension]
              if expected and perceived then
                if perceived > 5 then return "off the scale: " .. dimension end
                seen = seen + 1
                total = total + perceived - expected
                state:add(dimension, perceived - expected)
                state:add("bins", perceived - expected)
              end
            end
            if seen == 0 then return false end
            state:add("gap", total)
            state:add("squares", total * total)
            state:add("pairs", seen)
            state:add("pair_squares", seen * seen)
            state:add("product", total * seen)
            state:add("low", total)
            state:add("high", total)
            state:add("last", event.id)
          end,
          value = function(state)
            if state.n == 0 then return none("no pairs") end
            return ratio { x = state.gap, y = state.pairs, xx = state.squares, yy = state.pair_squares, xy = state.product,
                           n = state.n },
              { tangibles = state.tangibles / state.n, low = state.low, high = state.high, twos = state.bins:count(2),
                up = state.bins:count(1, 4), all = state.bins:n() }
          end,
        }
        """

    private func response(_ id: String, _ pairs: [String: (Int, Int)], time: Int64 = 0) -> EventDraft {
        var answers: [String: Value] = [:]
        for (dimension, pair) in pairs {
            answers["expected-\(dimension)"] = .integer(Int64(pair.0))
            answers["perceived-\(dimension)"] = .integer(Int64(pair.1))
        }
        return EventDraft(id: id, time: Timestamp(milliseconds: time), answers: answers)
    }

    @Test func servqualGap() throws {
        let symbols = SymbolTable()
        let metric = try metric(Self.servqual, symbols: symbols)
        let drafts = [
            response("a", ["tangibles": (4, 3), "reliability": (5, 3)], time: 3),
            response("b", ["tangibles": (2, 4), "reliability": (3, 3)], time: 9),
            response("c", ["tangibles": (2, 6)]),
            EventDraft(id: "d", answers: ["nps": .integer(3)]),
            response("e", ["reliability": (5, 4)], time: 9),
        ]
        let cell = fold(metric, drafts, symbols)
        #expect(cell.uptake.counted == 3)
        #expect(cell.uptake.ignored == 1)
        #expect(cell.uptake.rejected == ["off the scale: tangibles": 1])
        let result = metric.result(of: cell.state)
        // x = -3, 2, -1 and y = 2, 2, 1: r = -2/5.
        #expect(result.value == -0.4)
        #expect(result.n == 3)
        #expect(result.parts.map(\.name) == ["all", "high", "low", "tangibles", "twos", "up"])
        #expect(result.parts.map(\.part) == [.count(5), .count(2), .count(-3), .number(1.0 / 3), .count(1), .count(1)])
        // Residuals x - r y: -2.2, 2.8, -0.6; 3/2 · 13.04 / 25.
        let error = try #require(result.standardError)
        #expect(abs(error - (1.5 * 13.04 / 25).squareRoot()) < 1e-12)
        #expect(result.interval?.method == "linearised")
        guard case .latest(let latest) = cell.state.values[3] else {
            Issue.record("\(cell.state)")
            return
        }
        #expect(latest?.id == "e")
    }

    @Test(arguments: [1, 2, 3])
    func anySplitAndOrderGiveTheSame(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let symbols = SymbolTable()
        let metric = try metric(Self.servqual, symbols: symbols)
        var drafts = (0..<200).map { index in
            response(
                "r\(index)",
                [
                    "tangibles": (Int.random(in: 1...5, using: &random), Int.random(in: 1...6, using: &random)),
                    "reliability": (Int.random(in: 1...5, using: &random), Int.random(in: 1...5, using: &random)),
                ], time: Int64.random(in: 0...20, using: &random))
        }
        let whole = fold(metric, drafts, symbols)
        drafts.shuffle(using: &random)
        let cut = Int.random(in: 1..<200, using: &random)
        var left = fold(metric, Array(drafts[..<cut]), symbols)
        var right = fold(metric, Array(drafts[cut...]), symbols)
        let copy = left
        left.merge(right)
        right.merge(copy)
        #expect(left == whole)
        #expect(right == whole)
        #expect(metric.result(of: left.state) == metric.result(of: whole.state))
        let decoded = try JSONDecoder().decode(
            MetricCell<ScriptedState>.self, from: JSONEncoder().encode(whole))
        #expect(decoded == whole)
    }

    @Test func sumsOfDecimalsAreExact() throws {
        let symbols = SymbolTable()
        let metric = try metric(
            "metric 'm' { state = { s = sum() }, add = function(e, s) s:add('s', e.answers.x) end, value = function(s) return ratio { x = s.s, y = s.n } end }",
            symbols: symbols)
        let drafts = (0..<10).map { EventDraft(id: "\($0)", answers: ["x": .decimal(0.1)]) }
        let result = metric.result(of: fold(metric, drafts, symbols).state)
        #expect(result.value == 0.1)
    }

    @Test func aFailedAddChangesNothing() throws {
        let symbols = SymbolTable()
        let metric = try metric(
            """
            metric "m" { state = { k = count() },
              add = function(event, state)
                state:add("k", 1)
                if event.answers.x == 2 then error("two") end
                if event.answers.x == 3 then return "three" end
                if event.answers.x == 4 then state.k = 5 end
                if event.answers.x == 5 then state:add("q", 5) end
                if event.answers.x == 6 then state:add("k", 0.5) end
                if event.answers.x == 7 then while true do end end
                if event.answers.x == 8 then return 8 end
                if event.answers.x == 9 then local k = state.k end
              end,
              value = function(state) return share(state.k, state.n) end }
            """, symbols: symbols)
        let drafts = (1...9).map { EventDraft(id: "\($0)", answers: ["x": .integer(Int64($0))]) }
        let cell = fold(metric, drafts, symbols)
        #expect(cell.uptake.counted == 1)
        #expect(cell.state.counted == 1)
        #expect(cell.state.values == [.count(1)])
        #expect(cell.uptake.rejected["metrics/test.lua:4: two"] == 1)
        #expect(cell.uptake.rejected["three"] == 1)
        #expect(cell.uptake.rejected.values.reduce(0, +) == 8)
        #expect(cell.uptake.rejected.keys.contains { $0.contains("state:add(\"name\", amount)") })
        #expect(cell.uptake.rejected.keys.contains { $0.contains("no field 'q'") })
        #expect(cell.uptake.rejected.keys.contains { $0.contains("whole number") })
        #expect(cell.uptake.rejected.keys.contains { $0.contains("steps") })
    }

    @Test func aDeclaredQuestionNeedsNoAdd() throws {
        let symbols = SymbolTable()
        let text = """
            metric "m" { question = "csat", scale = { 1, 5 },
              value = function(state) return share(state.answers:count(4, 5), state.n), { mean = state.answers:mean() } end }
            """
        let metric = try metric(text, symbols: symbols)
        let answers: [Value] = [
            .integer(5), .integer(4), .integer(1), .integer(6), .text("x"), .decimal(4.5), .integer(2),
        ]
        let drafts = answers.enumerated().map { EventDraft(id: "\($0.offset)", answers: ["csat": $0.element]) }
        let cell = fold(metric, drafts + [EventDraft(id: "none")], symbols)
        #expect(cell.uptake.counted == 4)
        #expect(cell.uptake.ignored == 1)
        #expect(cell.uptake.rejected == ["not on the scale 1-5": 3])
        let result = metric.result(of: cell.state)
        #expect(result.value == 50)
        #expect(result.parts.map(\.part) == [.count(3)])
        let plain = try self.metric("metric 'm' { question = 'csat', scale = scale(1, 5) }", symbols: symbols)
        #expect(plain.result(of: cell.state).value == 3)
        #expect(plain.result(of: plain.emptyState).reason == "no answers")
    }

    @Test(arguments: [
        ("share(1, 2)", 50.0), ("net(3, 1, 4)", 50), ("net(70, 10, 100)", 60), ("ratio { x = 1, y = 4, n = 2 }", 0.25),
    ])
    func values(_ code: String, _ value: Double) throws {
        let symbols = SymbolTable()
        let metric = try metric(
            "metric 'm' { state = { k = count() }, add = function() end, value = function(state) return \(code) end }",
            symbols: symbols)
        #expect(metric.result(of: metric.emptyState).value == value)
    }

    @Test(arguments: [
        ("none('too early')", "too early"), ("share(0, 0)", "no answers"), ("net(0, 0, 0)", "no answers"),
        ("share(3, 2)", "more than all"), ("share(0.5, 2)", "whole numbers"), ("7", "returned a whole number; return"),
        ("", "returned nil"), ("mean(3)", "mean takes a histogram"), ("ratio { x = 1 }", "write ratio"),
        ("ratio { x = 1, y = 0, n = 2 }", "the denominator is 0"), ("ratio { x = 1, y = 4 }", "no answers"),
        ("share(1, 2), { a = 'x' }", "part 'a' is a text"),
        ("state.missing", "has no field 'missing'"), ("error('oh')", "metrics/test.lua:1: oh"),
        ("state:add('k', 1)", "metrics/test.lua:1: the state has no field 'add'"),
        ("share(state.k)", "write share(k, n)"),
        ("share(nil, 1)", "argument is nil"), ("scale(1, 2)", "returned scale(...)"),
    ])
    func valuesThatAreNone(_ code: String, _ reason: String) throws {
        let symbols = SymbolTable()
        let metric = try metric(
            "metric 'm' { state = { k = count() }, add = function() end, value = function(state) return \(code) end }",
            symbols: symbols)
        let result = metric.result(of: metric.emptyState)
        #expect(result.value == nil)
        #expect(result.reason?.contains(reason) == true, "\(result.reason ?? "")")
    }

    @Test func theWilsonInterval() throws {
        // NUMBERS 4.3: 18 of 20.
        let result = try ScriptedResults.share([.integer(18), .integer(20)])
        #expect(abs((result.interval?.lower ?? 0) - 69.89663547715128) < 1e-9)
        #expect(abs((result.interval?.upper ?? 0) - 97.2133518786232) < 1e-9)
        let net = try ScriptedResults.net([.integer(50), .integer(40 - 30), .integer(100)])
        #expect(net.interval?.method == "adjusted-wald")
    }

    @Test(arguments: [
        ("metric 'm' {\n state = { k = 3 }, add = function() end, value = function() end }", 2, "state.k"),
        ("metric 'm' {\n state = { n = count() }, add = function() end, value = function() end }", 2, "state.n"),
        (
            "metric 'm' {\n state = {\n h = histogram(5) }, add = function() end, value = function() end }", 3,
            "histogram"
        ),
        ("metric 'm' {\n state = { k = count() }, value = function() end }", 1, "add"),
        ("metric 'm' {\n state = { k = count() }, add = 3, value = function() end }", 2, "add"),
        ("metric 'm' {\n question = 'x' }", 1, "scale"), ("metric 'm' { }", 1, "state"),
        ("metric 'm' { question = 'x', scale = { 1, 5 },\n add = function() end }", 2, "add"),
        ("metric 'm' {\n state = {}, add = function() end, value = function() end }", 2, "state"),
    ])
    func mistakesAreComplainedAbout(_ text: String, _ line: Int, _ word: String) {
        let complaint = complaint(text)
        #expect(complaint?.line == line)
        #expect(complaint?.problem.contains(word) == true, "\(complaint?.problem ?? "none")")
    }

    @Test func severalWorkersAtOnce() async throws {
        let symbols = SymbolTable()
        let metric = try metric(Self.servqual, symbols: symbols)
        let drafts = (0..<300).map { response("r\($0)", ["tangibles": ($0 % 5 + 1, ($0 * 7) % 5 + 1)]) }
        let whole = fold(metric, drafts, symbols)
        let batch = EventBatch(drafts, symbols: symbols)
        var merged = MetricCell(empty: metric.emptyState)
        await withTaskGroup(of: MetricCell<ScriptedState>.self) { group in
            for worker in 0..<6 {
                group.addTask {
                    var cells = [MetricCell(empty: metric.emptyState)]
                    let slots = (0..<300).map { Int32($0 % 6 == worker ? 0 : -1) }
                    metric.fold(batch, slots: slots, into: &cells)
                    return cells[0]
                }
            }
            for await cell in group { merged.merge(cell) }
        }
        #expect(merged == whole)
    }
}

/// The SplitMix64 generator (Steele, Lea, Flood 2014): the same numbers from the same seed.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
