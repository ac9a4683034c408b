import Builtins
import Digest
import EventLog
import Foundation
import Loading
import Scripting
import Synchronization
import Testing
import Trials
import Tuntuma
import TuntumaTesting
import Workspace
@testable import Engine
@testable import Hindsight

/// Rules with a memory in whole runs: what they decide does not depend on workers, on where the log is cut, or on what
/// else is in it.
@Suite struct MemoryRunTests {
    static let day: Int64 = 86_400_000

    /// `once` declared and with `run`, of one field and of two, and everything that `run` can remember; some calls fail.
    static let rules = """
        rule "callback" {
          doc = "x", match = { answers = { nps = { max = 7 } } },
          once = { per = "subject", within = "3d" },
          route = { queue = "callback", unit = "{unit}" },
        }
        rule "pair" {
          doc = "x", once = { per = { "subject", "unit" }, within = "2d" },
          run = function(event)
            if event.answers.fate == 1 then error("one") end
            if event.answers.nps > 4 then route { queue = "pair" } end
          end,
        }
        rule "all" {
          doc = "x", memory = { calls = "10d", units = "2d" }, state = { n = 0, by = {} },
          run = function(event, state)
            state.n = state.n + 1
            local key = event.subject or "nobody"
            state.by[#state.by % 5 + 1] = event.answers.nps
            local seen = count("calls", key, "4d")
            local time = last("calls", key)
            remember("calls", key)
            remember("units", key, event.unit)
            local units = distinct("units", key, event.unit, "1d")
            if event.answers.fate == 2 then error("two") end
            alert { title = seen .. " " .. tostring(time) .. " " .. units .. " " .. state.n,
                    text = table.concat(state.by, ",") }
          end,
        }

        """

    struct Made {
        var id: String
        var time: Int64
        var subject: String?
        var unit: String
        var nps: Int
        var fate: Int
    }

    /// Events not quite in the order of time, padded so that they make several chunks.
    static func events(seed: UInt64, count: Int) -> [Made] {
        var random = SplitMix64(seed: seed)
        var time: Int64 = 1_772_442_900_000
        return (0..<count).map { place in
            time += Int64.random(in: -3_600_000...9_000_000, using: &random) / 1000 * 1000
            return Made(
                id: "e\(place)", time: time,
                subject: Int.random(in: 0..<10, using: &random) == 0
                    ? nil : "c-\(Int.random(in: 0..<40, using: &random))",
                unit: ["turku", "oulu", "häme"][Int.random(in: 0..<3, using: &random)],
                nps: Int.random(in: 0...10, using: &random), fate: Int.random(in: 0..<30, using: &random))
        }
    }

    static func lines(_ events: [Made]) -> [String] {
        events.map { event in
            let subject = event.subject.map { #""subject":"\#($0)","# } ?? ""
            return #"{"id":"\#(event.id)","time":"\#(Timestamp(milliseconds: event.time).internetTime)","#
                + #""type":"response",\#(subject)"unit":"\#(event.unit)","#
                + #""answers":{"nps":\#(event.nps),"fate":\#(event.fate)},"#
                + #""attributes":{"padding":"\#(String(repeating: "x", count: 900))"}}"#
        }
    }

    static func run(
        _ files: [[String]], _ text: String = rules, jobs: Int = 1, memory: SavedMemory? = nil
    ) throws -> Runs.Outcome {
        try Runs.run(
            files, jobs: jobs, memory: memory, change: { $0.metrics = [] },
            prepare: { workspace, symbols in
                let source = ScriptSource(file: "rules/m.lua", text: text)
                workspace.rules = (try? WorkspaceLoader.load(sources: [source], symbols: symbols))?.rules ?? []
            })
    }

    /// What a line says of the decision, without its place: rule, event, and what was decided.
    private struct Line: Decodable, Equatable {
        var rule, event: String
        var title, text, queue: String?
    }

    private static func decoded(_ outcome: Runs.Outcome) throws -> [Line] {
        try outcome.decisions.split(separator: 0x0A).map { try JSONDecoder().decode(Line.self, from: Data($0)) }
    }

    /// The same, by looking at everything that was ever remembered.
    private static func expected(_ events: [Made]) -> [Line] {
        var lines: [Line] = []
        var now = Int64.min
        var callback: [String: Int64] = [:]
        var pair: [String: Int64] = [:]
        var calls: [(time: Int64, key: String, unit: String)] = []
        var (n, by) = (0, [Int]())
        for event in events {
            now = max(now, event.time)
            if event.nps <= 7, event.subject.flatMap({ callback[$0] }).map({ now - $0 >= 3 * day }) ?? true {
                lines.append(Line(rule: "callback", event: event.id, queue: "callback"))
                if let subject = event.subject { callback[subject] = now }
            }
            let both = event.subject.map { "\($0) \(event.unit)" }
            if event.fate != 1, event.nps > 4, both.flatMap({ pair[$0] }).map({ now - $0 >= 2 * day }) ?? true {
                lines.append(Line(rule: "pair", event: event.id, queue: "pair"))
                if let both { pair[both] = now }
            }
            guard event.fate != 2 else { continue }
            n += 1
            let place = by.count % 5
            if place < by.count { by[place] = event.nps } else { by.append(event.nps) }
            let key = event.subject ?? "nobody"
            let mine = calls.filter { $0.key == key }
            let seen = mine.count { now - $0.time < 4 * day }
            let last = mine.last { now - $0.time < 10 * day }.map { "\($0.time / 1000)" } ?? "nil"
            let units = Set(mine.filter { now - $0.time < day }.map(\.unit) + [event.unit]).count
            lines.append(
                Line(
                    rule: "all", event: event.id, title: "\(seen) \(last) \(units) \(n)",
                    text: by.map { "\($0)" }.joined(separator: ",")))
            calls.append((now, key, event.unit))
        }
        return lines
    }

    @Test(arguments: [1, 2] as [UInt64], [1, 3])
    func decisionsAreThoseOfAMemoryThatForgetsNothing(seed: UInt64, jobs: Int) throws {
        let events = Self.events(seed: seed, count: 2_000)
        let outcome = try Self.run([Self.lines(events)], jobs: jobs)
        let (found, expected) = (try Self.decoded(outcome), Self.expected(events))
        #expect(found == expected, "\(zip(found, expected).first { $0 != $1 } as Any)")
        let rules = outcome.report.rules
        #expect(rules.map(\.heldBack).allSatisfy { $0 >= 0 } && rules[0].heldBack > 100 && rules[1].heldBack > 100)
        #expect(rules[0].matched == rules[0].decided + rules[0].heldBack)
        #expect(rules[2].heldBack == 0 && rules[2].failed > 20 && rules[2].memory?.dropped == 0)
        #expect(rules.allSatisfy { $0.memory?.start == .new })
    }

    @Test(arguments: [3, 4, 5] as [UInt64])
    func cutAnywhereARunGoesOnAsIfItHadNotEnded(seed: UInt64) throws {
        let lines = Self.lines(Self.events(seed: seed, count: 1_300))
        var random = SplitMix64(seed: seed)
        for round in 0..<3 {
            let cut = round == 0 ? 0 : Int.random(in: 1..<lines.count, using: &random)
            let parts = [Array(lines[..<cut]), Array(lines[cut...])]
            let whole = try Self.run(parts, jobs: round + 1, memory: SavedMemory())
            var written: [UInt8] = []
            var memory = SavedMemory()
            for (place, part) in parts.enumerated() {
                let outcome = try Self.run([part], jobs: 3 - round, memory: memory)
                // Each part is the first file of its own run.
                let text = String(decoding: outcome.decisions, as: UTF8.self)
                written += Array(text.replacing("\"file\":\"0.jsonl\"", with: "\"file\":\"\(place).jsonl\"").utf8)
                memory = try SavedMemory(try #require(outcome.report.memory).document())
                #expect(outcome.report.rules.allSatisfy { $0.memory?.start == (place == 0 ? .new : .resumed) })
            }
            #expect(written == whole.decisions, "seed \(seed), cut \(cut)")
            #expect(memory.events == lines.count)
            #expect(try memory.document() == whole.report.memory?.document(), "seed \(seed), cut \(cut)")
        }
    }

    /// A rule whose breaker opens in the first part is not called in the second one either.
    @Test func breakersGoOnToo() throws {
        let failing = "rule \"f\" { doc = \"x\", run = function(event) error(\"always\") end }\n"
        let lines = Self.lines(Self.events(seed: 6, count: 400))
        let first = try Self.run([Array(lines[..<50])], failing, memory: SavedMemory())
        #expect(first.report.rules[0].breaker == .open && first.report.rules[0].failed == 50)
        let saved = try SavedMemory(try #require(first.report.memory).document())
        let second = try Self.run([Array(lines[50..<51])], failing, jobs: 2, memory: saved)
        let whole = try Self.run([Array(lines[..<51])], failing, memory: SavedMemory())
        #expect(try second.report.memory?.document() == whole.report.memory?.document())
        // Whoever edits the rule has mended it.
        let mended = failing.replacing("error(\"always\")", with: "alert { title = \"x\" }")
        let third = try Self.run([Array(lines[51...])], mended, memory: saved)
        #expect(third.report.rules[0].breaker == .closed && third.report.rules[0].decided == lines.count - 51)
    }

    @Test func theOldestGoFirstAndTheReportSaysSo() throws {
        let text = """
            rule "few" {
              doc = "x", limits = { memory_records = 3, memory_keys = 2 }, memory = { calls = "300d" },
              run = function(event)
                local n = ""
                for _, key in ipairs { "a", "b", "c" } do n = n .. count("calls", key, "300d") end
                alert { title = n }
                remember("calls", event.subject)
              end,
            }

            """
        let subjects = ["a", "a", "b", "b", "c", "b", "a"]
        let lines = subjects.enumerated().map { place, subject in
            #"{"id":"e\#(place)","time":"2026-03-02T09:0\#(place):00Z","type":"response","subject":"\#(subject)"}"#
        }
        let outcome = try Self.run([lines], text)
        // The records in turn: a, aa, aab, abb (the first a went), then c is a third key: abbc has to lose a.
        #expect(
            try Self.decoded(outcome).map(\.title) == ["000", "100", "200", "210", "120", "021", "021"])
        #expect(outcome.report.rules[0].memory == RuleRow.Memory(keys: 2, records: 2, dropped: 5, start: .new))
    }

    @Test func aChangedShapeBeginsCleanOrMigrates() throws {
        func rule(_ state: String, _ memory: String = "a = \"9d\"", _ more: String = "") -> String {
            """
            rule "s" {
              doc = "x", state = { \(state) }, memory = { \(memory) }, once = { per = "unit", within = "1s" }, \(more)
              run = function(event, state)
                state.n = (state.n or 0) + 1
                remember("a", "k")
                alert { title = state.n .. " " .. count("a", "k", "9d") .. " " .. (state.from or "") }
              end,
            }

            """
        }
        let lines = (0..<4).map { #"{"id":"e\#($0)","time":"2026-03-02T09:0\#($0):00Z","type":"response","unit":"t"}"# }
        let first = try Self.run([Array(lines[..<2])], rule("n = 0"), memory: SavedMemory())
        let saved = try #require(first.report.memory)
        func next(_ text: String) throws -> (title: String?, start: MemoryStart?) {
            let outcome = try Self.run([Array(lines[2..<3])], text, memory: saved)
            return (try Self.decoded(outcome).first?.title, outcome.report.rules[0].memory?.start)
        }
        // The value may differ, and so may the code.
        #expect(try next(rule("n = 7")) == ("3 2 ", .resumed))
        #expect(try next(rule("n = 0, m = {}")) == ("1 0 ", .clean([.state])))
        #expect(try next(rule("n = 0", "a = \"9d\", b = \"1d\"")) == ("1 0 ", .clean([.memory])))
        let migrate = "migrate = function(old, version) return { n = old.n * 10, from = version:sub(1, 7) } end,"
        let migrated = try next(rule("n = 0, from = \"\"", "a = \"9d\", b = \"1d\"", migrate))
        #expect(migrated.title == "21 2 sha256:")
        #expect(migrated.start == .migrated(from: try #require(saved.entries.first).version))
        for (body, problem) in [
            ("error(\"no way\")", "no way"), ("return 3", "expected a table"), ("", "nothing to keep"),
            ("return { f = print }", "print"), ("return { function() end }", "a function cannot be kept"),
        ] {
            let migrate = "migrate = function(old) \(body) end,"
            do {
                _ = try next(rule("other = 0", "a = \"9d\"", migrate))
                Issue.record("\(body) went well")
            } catch RunError.migration(let complaint) {
                #expect(complaint.problem.contains("rule \"s\": migrate: "), "\(complaint)")
                #expect(complaint.problem.contains(problem), "\(complaint)")
            }
        }
        // A rule that is gone, and one that keeps nothing any more.
        let gone = try Self.run(
            [Array(lines[2...])], "rule \"t\" { doc = \"x\", route = { queue = \"q\" } }", memory: saved)
        #expect(gone.report.forgottenRules == ["s"])
    }

    @Test func aFileThatIsNoMemoryIsRefused() throws {
        let memory = try #require(
            try Self.run([Self.lines(Self.events(seed: 7, count: 60))], memory: SavedMemory()).report.memory)
        let document = try memory.document()
        #expect(try SavedMemory(document).document() == document)
        func error(_ bytes: [UInt8]) -> SavedMemoryError? {
            do throws(SavedMemoryError) {
                _ = try SavedMemory(bytes)
                return nil
            } catch {
                return error
            }
        }
        #expect(error([]) == .otherKind)
        #expect(error(Array("{\"id\":\"r-1\"}\n".utf8)) == .otherKind)
        #expect(error(Array("tuntuma memory 3 sha256:00\n{}\n".utf8)) == .otherVersion)
        #expect(error(document.dropLast()) == .damaged)
        var random = SplitMix64(seed: 7)
        let head = try #require(document.firstIndex(of: 0x0A))
        for _ in 0..<50 {
            var damaged = document
            damaged[Int.random(in: head..<document.count, using: &random)] ^=
                1 << UInt8.random(in: 0..<8, using: &random)
            #expect(error(damaged) != nil)
        }
        // What cannot have been, with the right hash: no such file may end the program.
        let body = String(decoding: document[(head + 1)...], as: UTF8.self)
        for (from, to) in [
            ("\"events\":60", "\"events\":-1"), ("\"second\":", "\"second\":9"),
            ("\"counts\":[", "\"counts\":[{\"calls\":0,\"failed\":0,\"stopped\":0},"),
            ("\"passedOver\":0", "\"passedOver\":9223372036854775807"), ("\"logTime\":1", "\"logTime\":-1"),
            ("\"logTime\":1", "\"logTime\":9223372036854775"),
        ] {
            let made = SavedMemory.signed(body.replacing(from, with: to, maxReplacements: 1))
            #expect(body.contains(from) && error(made) == .damaged, "\(to)")
        }
    }

    /// What a replay of a stretch decides is what the run over all decided there.
    @Test func aReplayOfAStretchHasTheMemoryAtItsStart() throws {
        let events = Self.events(seed: 8, count: 1_200)
        let folder = FileManager.default.temporaryDirectory.appending(path: "tuntuma-memory-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "0.jsonl")
        try Data(Self.lines(events).map { $0 + "\n" }.joined().utf8).write(to: file)
        let inputs = [LogInput(path: file.path(percentEncoded: false), name: "0.jsonl")]
        let recorded = try Self.run([Self.lines(events)]).decisions.split(separator: 0x0A).map { Array($0) }
        let symbols = SymbolTable()
        var workspace = Runs.workspace()
        workspace.rules = try WorkspaceLoader.load(
            sources: [ScriptSource(file: "rules/m.lua", text: Self.rules)], symbols: symbols
        ).rules
        let zone = try #require(ZoneTable(name: workspace.organisation.timeZone))
        let times = Dictionary(uniqueKeysWithValues: events.map { ($0.id, $0.time) })
        let (from, to) = (events[500].time, events[900].time)
        for rerun in [false, true] {
            var candidate = workspace.rules
            if rerun { for index in candidate.indices { candidate[index].version += "edited" } }
            let written = Mutex<[UInt8]>([])
            var options = Replay.Options()
            options.jobs = 2
            options.stretch = try Stretch(
                from: Timestamp(milliseconds: from).internetTime, to: Timestamp(milliseconds: to).internetTime, in: zone
            )
            options.decisions = { bytes in written.withLock { $0 += bytes } }
            let report = try Replay(workspace: workspace, candidate: candidate, zone: zone, symbols: symbols)
                .run(inputs, options: options)
            let expected = try recorded.filter { line in
                let event = try JSONDecoder().decode(Line.self, from: Data(line)).event
                return (from..<to).contains(times[event] ?? .min)
            }
            let found = written.withLock { $0 }.split(separator: 0x0A).map { line in
                Array(String(decoding: line, as: UTF8.self).replacing("edited\",", with: "\",").utf8)
            }
            #expect(found == expected && expected.count > 300)
            #expect(!report.isDifferent)
        }
        // An explanation has it too.
        let explainer = Explainer(workspace: workspace, inputs: inputs, zone: zone, symbols: symbols, jobs: 2)
        let reference = Self.expected(events)
        for event in Array(events[600..<604]) + events[604...].filter({ $0.fate == 2 }).prefix(2) {
            let found = try #require(
                try explainer.explain(event: event.id, source: nil, rules: workspace.rules).events.first)
            for rule in found.rules {
                let expected = reference.filter { $0.event == event.id && $0.rule == rule.rule }
                switch rule.outcome {
                case .decided(let decisions): #expect(decisions.count == expected.count)
                case .heldBack(let since):
                    #expect(expected.isEmpty && rule.memory?.onceKey != nil && since <= event.time + Self.day)
                case .unmatched, .failed, .passedOver: #expect(expected.isEmpty)
                }
            }
            let all = try #require(found.rules.last?.memory)
            let fails = event.fate == 2
            #expect((all.stateBefore == all.stateAfter) == fails)
            #expect(all.places.map(\.name) == ["calls", "units"])
            #expect(all.places.allSatisfy { fails ? $0.after == $0.before : $0.after.last == all.logTime })
        }
    }
}

extension SavedMemory {
    /// A file with this content and the hash that belongs to it.
    fileprivate static func signed(_ body: String) -> [UInt8] {
        Array("tuntuma memory 2 sha256:\(SHA256.hex(body.utf8))\n\(body)".utf8)
    }
}
