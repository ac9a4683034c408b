import Builtins
import Deciding
import Foundation
import Loading
import Scripting
import Testing
import Tuntuma
import TuntumaTesting
import Workspace
@testable import Engine

/// `metric(...)` in whole runs: what it says is what folding the log so far anew says, whatever the number of workers and
/// wherever the log is cut.
@Suite struct AskedMetricRunTests {
    static let rules = """
        local function text(m)
          if not m.value then return m.n .. " " .. m.reason end
          local lower, upper = "-", "-"
          if m.interval then lower, upper = m.interval.lower, m.interval.upper end
          return m.n .. " " .. string.format("%.9f", m.value) .. " " .. tostring(lower == "-" or lower <= upper)
        end
        metric "lucky" {
          state = { seen = count(), fates = sum() },
          add = function(event, state)
            if not event.answers.fate then return false end
            state:add("seen", 1)
            state:add("fates", event.answers.fate * 1000 + event.answers.nps)
          end,
          value = function(state) return ratio(state.fates, state.seen) end,
        }
        rule "asks" {
          doc = "x", on = { "response", "interaction" }, match = { answers = { fate = { max = 20 } } },
          run = function(event)
            local unit = metric("nps", { unit = event.unit, window = "3d" })
            local all = metric("nps", { window = "12h" })
            local ever = metric("nps", { stage = "delivery" })
            local segment = metric("nps-employees",
              { ["attributes.segment"] = event.attributes.segment, unit = event.unit, window = "9d" })
            local lucky = metric("lucky", { touchpoint = event.touchpoint, window = "2d" })
            alert { title = text(unit), text = text(all) .. "|" .. text(ever) .. "|" .. text(segment) .. "|" .. text(lucky) }
          end,
        }
        rule "again" {
          doc = "x", match = { answers = { fate = 1 } },
          run = function(event)
            alert { title = text(metric("nps", { unit = event.unit, window = "3d" })), text = "" }
          end,
        }

        """

    struct Made {
        var draft: EventDraft
        var line: String
    }

    /// Events of which many come late, some very late; with what no metric counts.
    static func events(seed: UInt64, count: Int) -> [Made] {
        var random = SplitMix64(seed: seed)
        var time: Int64 = 1_772_442_900_000
        return (0..<count).map { place in
            time += Int64.random(in: 0...2_400_000, using: &random) / 1000 * 1000
            let late =
                Int.random(in: 0..<4, using: &random) == 0
                ? Int64.random(
                    in: 0...(Int.random(in: 0..<5, using: &random) == 0 ? 1_500_000 : 20_000), using: &random)
                    * 1000 : 0
            let nps = Int64.random(in: 0...12, using: &random)
            let fate = Int64.random(in: 0..<30, using: &random)
            var draft = EventDraft(
                id: "e\(place)", time: Timestamp(milliseconds: time - late),
                answers: nps == 12 ? ["fate": .integer(fate)] : ["nps": .integer(nps), "fate": .integer(fate)],
                attributes: ["padding": .text(String(repeating: "x", count: 4_000))])
            draft.type = ["response", "response", "response", "interaction"][Int.random(in: 0..<4, using: &random)]
            draft.unit = ["turku", "oulu", "häme", ""][Int.random(in: 0..<4, using: &random)]
            draft.touchpoint = ["go-live", "support", "laskutus"][Int.random(in: 0..<3, using: &random)]
            draft.respondent = Int.random(in: 0..<4, using: &random) == 0 ? .employee : .customer
            if Int.random(in: 0..<5, using: &random) > 0 {
                draft.attributes.append(("segment", Bool.random(using: &random) ? .integer(3) : .text("sme")))
            }
            let answers = draft.answers.map { "\"\($0.question)\":\($0.value.plain)" }.joined(separator: ",")
            let attributes = draft.attributes.map { "\"\($0.name)\":\($0.value.plain)" }.joined(separator: ",")
            let unit = draft.unit.isEmpty ? "" : "\"unit\":\"\(draft.unit)\","
            return Made(
                draft: draft,
                line: #"{"id":"e\#(place)","time":"\#(draft.time.internetTime)","type":"\#(draft.type)",\#(unit)"#
                    + #""touchpoint":"\#(draft.touchpoint)","respondent":"\#(draft.respondent.name)","#
                    + #""answers":{\#(answers)},"attributes":{\#(attributes)}}"#)
        }
    }

    private static func prepare(_ workspace: inout Workspace, _ symbols: SymbolTable, rules: String) throws {
        let source = ScriptSource(file: "rules/m.lua", text: rules)
        let loaded = try WorkspaceLoader.load(sources: [source], symbols: symbols)
        workspace.rules = loaded.rules
        workspace.metrics += loaded.metrics
    }

    static func run(
        _ files: [[String]], jobs: Int = 1, memory: SavedMemory? = nil, rules: String = rules
    ) throws -> Runs.Outcome {
        try Runs.run(
            files, jobs: jobs, memory: memory,
            prepare: { workspace, symbols in try? prepare(&workspace, symbols, rules: rules) })
    }

    private struct Line: Decodable, Equatable {
        var rule, event, title, text: String
    }

    private static func decoded(_ outcome: Runs.Outcome) throws -> [Line] {
        try outcome.decisions.split(separator: 0x0A).map { try JSONDecoder().decode(Line.self, from: Data($0)) }
    }

    /// The same, by folding anew at every event all that came before it.
    private static func expected(_ events: [Made]) throws -> [Line] {
        let symbols = SymbolTable()
        var workspace = Runs.workspace()
        try prepare(&workspace, symbols, rules: rules)
        let metrics = try PluginRegistry.withBuiltins().metrics(of: workspace, symbols: symbols)
        let batch = EventBatch(events.map(\.draft), symbols: symbols)
        var scratch = MatchScratch(symbols: symbols)
        func text(_ metric: String, at place: Int, days: Double?, where holds: (EventDraft) -> Bool) throws -> String {
            let metric = try #require(metrics.first { $0.id == metric })
            let end = events[place].draft.time.milliseconds
            let start = days.map { end - Int64($0 * 86_400_000) }
            let slots: [Int32] = events.indices.map { other in
                let draft = events[other].draft
                let isWithin = start.map { draft.time.milliseconds > $0 && draft.time.milliseconds <= end } ?? true
                return other <= place && isWithin && holds(draft)
                    && metric.filter.matches(batch[other], using: &scratch)
                    ? 0 : -1
            }
            let folder = metric.makeFolder()
            folder.fold(batch, slots: slots, cells: 1)
            let result = folder.finish().result(of: [0]).result
            guard let value = result.value else { return "\(result.n) \(result.reason ?? "")" }
            return "\(result.n) \(String(format: "%.9f", value)) true"
        }
        var lines: [Line] = []
        for (place, event) in events.enumerated() {
            let draft = event.draft
            guard case .integer(let fate)? = draft.answers.first(where: { $0.question == "fate" })?.value else {
                continue
            }
            func segment(_ draft: EventDraft) -> String? {
                draft.attributes.first { $0.name == "segment" }.map { $0.value.plain }
            }
            let unit =
                draft.unit.isEmpty
                ? "0 no unit" : try text("nps", at: place, days: 3) { $0.unit == draft.unit }
            if fate <= 20 {
                let all = try text("nps", at: place, days: 0.5) { _ in true }
                let ever = try text("nps", at: place, days: nil) { $0.touchpoint == "go-live" }
                let both =
                    segment(draft) == nil
                    ? "0 no attributes.segment"
                    : draft.unit.isEmpty
                        ? "0 no unit"
                        : try text("nps-employees", at: place, days: 9) {
                            $0.unit == draft.unit && segment($0) == segment(draft)
                        }
                let small = both.split(separator: " ").first.flatMap { Int($0) } ?? 0
                let lucky = try text("lucky", at: place, days: 2) { $0.touchpoint == draft.touchpoint }
                let shown = 1..<5 ~= small ? "\(small) fewer than 5 answers" : both
                lines.append(
                    Line(rule: "asks", event: draft.id, title: unit, text: "\(all)|\(ever)|\(shown)|\(lucky)"))
            }
            if fate == 1, draft.type == "response" {
                lines.append(Line(rule: "again", event: draft.id, title: unit, text: ""))
            }
        }
        return lines
    }

    @Test(arguments: [1, 2] as [UInt64], [1, 3])
    func answersAreThoseOfTheLogFoldedAnew(seed: UInt64, jobs: Int) throws {
        let events = Self.events(seed: seed, count: 400)
        // Repeats of events are no events.
        var random = SplitMix64(seed: seed)
        var lines: [String] = []
        for event in events {
            lines.append(event.line)
            if Int.random(in: 0..<6, using: &random) == 0, let line = lines.randomElement(using: &random) {
                lines.append(line)
            }
        }
        let cut = lines.count / 3
        let outcome = try Self.run([Array(lines[..<cut]), Array(lines[cut...])], jobs: jobs)
        #expect(outcome.report.rules.allSatisfy { $0.failed == 0 })
        let (found, expected) = (try Self.decoded(outcome), try Self.expected(events))
        #expect(found.count > 250 && found.contains { $0.text.contains("fewer than 5 answers") })
        #expect(found == expected, "\(zip(found, expected).first { $0 != $1 } as Any)")
    }

    @Test(arguments: [3, 4] as [UInt64])
    func cutAnywhereARunGoesOnAsIfItHadNotEnded(seed: UInt64) throws {
        let lines = Self.events(seed: seed, count: 700).map(\.line)
        var random = SplitMix64(seed: seed)
        // Once with room for everything, once with so little that the oldest goes.
        for limits in ["", "limits = { memory_records = 100, memory_keys = 2 },"] {
            let rules = Self.rules.replacing("doc = \"x\",", with: "doc = \"x\", \(limits)")
            let cut = Int.random(in: 1..<lines.count, using: &random)
            let parts = [Array(lines[..<cut]), Array(lines[cut...])]
            let whole = try Self.run(parts, jobs: 2, memory: SavedMemory(), rules: rules)
            var written: [UInt8] = []
            var memory = SavedMemory()
            for (place, part) in parts.enumerated() {
                let outcome = try Self.run([part], jobs: 3 - place, memory: memory, rules: rules)
                let text = String(decoding: outcome.decisions, as: UTF8.self)
                written += Array(text.replacing("\"file\":\"0.jsonl\"", with: "\"file\":\"\(place).jsonl\"").utf8)
                memory = try SavedMemory(try #require(outcome.report.memory).document())
                #expect(outcome.report.rules.allSatisfy { $0.memory?.start == (place == 0 ? .new : .resumed) })
            }
            #expect(written == whole.decisions, "seed \(seed), cut \(cut)")
            #expect(try memory.document() == whole.report.memory?.document(), "seed \(seed), cut \(cut)")
            #expect(String(decoding: written, as: UTF8.self).contains("not kept") == !limits.isEmpty)
        }
    }

    /// A metric that is asked for the first time when there was a log already has no value until its window is past that.
    @Test func whatWasNotSeenIsNotAnswered() throws {
        let events = Self.events(seed: 5, count: 400)
        let first = try Self.run([events[..<200].map(\.line)], memory: SavedMemory())
        let saved = try SavedMemory(try #require(first.report.memory).document())
        let other = Self.rules.replacing("window = \"12h\"", with: "channel = \"email\", window = \"12h\"")
        let second = try Self.run([events[200...].map(\.line)], memory: saved, rules: other)
        #expect(second.report.rules.map { $0.memory?.start } == [.clean([.metrics]), .resumed])
        let lines = try Self.decoded(second).filter { $0.rule == "asks" }
        #expect(lines.first?.text.hasPrefix("0 the window reaches back to events that are not kept|") == true)
        #expect(lines.last?.text.hasPrefix("0 no answers|") == true)
    }
}

extension Value {
    /// As JSON.
    fileprivate var plain: String {
        switch self {
        case .integer(let number): "\(number)"
        case .text(let text): "\"\(text)\""
        default: ""
        }
    }
}
