import Builtins
import EventLog
import Foundation
import Loading
import Scripting
import Synchronization
import Testing
import Tuntuma
import TuntumaTesting
import Workspace
@testable import Engine
@testable import Hindsight

/// A replay says what a run says: over every stretch, however the log is cut, repeated and shared among workers.
@Suite struct ReplayTests {
    /// Rules of every kind: declared, in Lua, several decisions an event, failing on some.
    static let rules = [
        ScriptSource(
            file: "rules/a.lua",
            text: """
                rule "callback" {
                  doc = "x", match = { answers = { nps = { max = 6 } } },
                  route = { queue = "callback", unit = "{unit}", reason = "NPS {answers.nps}" },
                }
                rule "praise" {
                  doc = "x", match = { answers = { nps = { min = 9 } } },
                  alert = { key = "praise/{unit}", title = "Kiitos, {unit}" },
                }

                """),
        ScriptSource(
            file: "rules/b.lua",
            text: """
                rule "comments" {
                  doc = "x", on = { "response", "interaction" }, match = { answers = { comment = { exists = true } } },
                  run = function(event)
                    if event.answers.nps == 2 then error("a two") end
                    local queue = "front"
                    if event.unit == "turku" then queue = "back" end
                    route { queue = queue, unit = event.unit, reason = event.answers.comment }
                    if event.answers.csat == 1 then alert { title = "csat 1", severity = "critical" } end
                  end,
                }

                """),
    ]

    /// Edits that add, take away, change and reroute, in Lua and outside of it.
    static let edited = [
        ScriptSource(
            file: "rules/a.lua",
            text: """
                rule "callback" {
                  doc = "x", match = { answers = { nps = { min = 1, max = 7 } } },
                  route = { queue = "callback", unit = "{unit}", reason = "NPS {answers.nps}!" },
                }
                rule "new" { doc = "x", match = { unit = "häme" }, act = { use = "console" } }

                """),
        ScriptSource(
            file: "rules/b.lua",
            text: """
                rule "comments" {
                  doc = "x", on = { "response", "interaction" }, match = { answers = { comment = { exists = true } } },
                  run = function(event)
                    if event.answers.csat == 1 then alert { title = "csat 1", severity = "critical" } end
                    route { queue = "front", unit = event.unit, reason = event.answers.comment }
                  end,
                }

                """),
    ]

    /// Some files of a log, in a folder of their own.
    private final class Log {
        let folder: URL
        let inputs: [LogInput]

        init(_ files: [[String]]) throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "tuntuma-replay-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            var inputs: [LogInput] = []
            for (number, lines) in files.enumerated() {
                let file = folder.appending(path: "\(number).jsonl")
                try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file)
                inputs.append(LogInput(path: file.path(percentEncoded: false), name: "\(number).jsonl"))
            }
            self.inputs = inputs
        }

        deinit { try? FileManager.default.removeItem(at: folder) }
    }

    private final class Written: Sendable {
        let bytes = Mutex<[UInt8]>([])
        var lines: [String] {
            String(decoding: bytes.withLock { $0 }, as: UTF8.self).split(separator: "\n").map(String.init)
        }
    }

    /// The workspace of the tests of runs, with other rules.
    private static func workspace(_ sources: [ScriptSource], _ symbols: SymbolTable) throws -> Workspace {
        var workspace = Runs.workspace()
        workspace.rules = try WorkspaceLoader.load(sources: sources, symbols: symbols).rules
        var queue = Queue()
        queue.capacity = 2
        queue.unitCapacities = ["turku": 1]
        workspace.queues["callback"] = queue
        return workspace
    }

    private static func recorded(_ log: Log, _ sources: [ScriptSource]) throws -> [String] {
        try run(log, sources).lines
    }

    private static func run(
        _ log: Log, _ sources: [ScriptSource]
    ) throws -> (report: RunReport, lines: [String]) {
        let symbols = SymbolTable()
        let workspace = try workspace(sources, symbols)
        let written = Written()
        var outputs = RunOutputs()
        outputs.decisions = { bytes in written.bytes.withLock { $0 += bytes } }
        let metrics = try PluginRegistry.withBuiltins().metrics(of: workspace, symbols: symbols)
        let runner = try Runner(workspace: workspace, metrics: metrics, symbols: symbols, options: RunOptions())
        return (try runner.run(log.inputs, outputs: outputs), written.lines)
    }

    /// - Parameter rerun: Whether unchanged rules run for the candidate too, as if their file had been edited.
    private static func replay(
        _ log: Log, _ sources: [ScriptSource], stretch: (from: String, to: String)? = nil, jobs: Int = 1,
        rerun: Bool = false
    ) throws -> (report: ReplayReport, lines: [String]) {
        let symbols = SymbolTable()
        let workspace = try workspace(rules, symbols)
        var candidate = try self.workspace(sources, symbols).rules
        if rerun { for index in candidate.indices { candidate[index].version += "edited" } }
        let zone = try #require(ZoneTable(name: workspace.organisation.timeZone))
        let written = Written()
        var options = Replay.Options()
        options.jobs = jobs
        if let stretch { options.stretch = try Stretch(from: stretch.from, to: stretch.to, in: zone) }
        options.decisions = { bytes in written.bytes.withLock { $0 += bytes } }
        let replay = try Replay(workspace: workspace, candidate: candidate, zone: zone, symbols: symbols)
        return (try replay.run(log.inputs, options: options), written.lines)
    }

    private struct Line: Decodable {
        var kind, rule, source, event, time: String
        var queue: String?
        var unit: String?
        var reason: String?
        var title: String?
    }

    private static func read(_ lines: [String]) throws -> [Line] {
        try lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func theCurrentRulesDecideWhatWasRecorded(seed: UInt64) throws {
        let log = try Log([RandomLog.lines(seed: seed, count: 1_500)])
        let recorded = try Self.recorded(log, Self.rules)
        #expect(recorded.count > 300)
        let times = try Self.read(recorded).map { try #require(Timestamp(internetTime: $0.time)).milliseconds }
        var random = SplitMix64(seed: seed)
        for round in 0..<12 {
            // Ends on events and between them, a stretch with nothing in it, and the whole.
            let ends = [times.randomElement(using: &random) ?? 0, times.randomElement(using: &random) ?? 0].sorted()
            let (from, to) = (ends[0], round == 0 ? ends[0] + 1 : ends[1] + Int64(round % 2))
            guard to > from else { continue }
            let stretch = (Timestamp(milliseconds: from).internetTime, Timestamp(milliseconds: to).internetTime)
            let (report, lines) = try Self.replay(
                log, Self.rules, stretch: round == 1 ? nil : stretch, jobs: round % 3 + 1, rerun: round % 2 == 0)
            // RFC 3339 in our logs has whole seconds or milliseconds; both are kept.
            let expected = zip(recorded, times).filter { round == 1 || $0.1 >= from && $0.1 < to }.map(\.0)
            #expect(lines.map { $0.replacing("edited\",", with: "\",") } == expected, "round \(round)")
            #expect(!report.isDifferent && report.examples.isEmpty)
            #expect(report.total.current == expected.count && report.total.candidate == expected.count)
        }
    }

    /// What a report says apart from where things stand and how much was read.
    private static func substance(_ report: ReplayReport) -> String {
        var report = report
        for index in report.examples.indices { report.examples[index].place = "" }
        for index in report.rules.indices {
            report.rules[index].failures = []
            report.rules[index].current.outage.forgetPlaces()
            report.rules[index].candidate.outage.forgetPlaces()
        }
        return "\(report.replayed) \(report.dayCount) \(report.total) \(report.rules) \(report.units) \(report.targets)"
            + "\(report.days) \(report.loads) \(report.examples) \(report.gaps)"
    }

    @Test(arguments: [4, 5] as [UInt64])
    func repeatingSplittingAndWorkersChangeNothing(seed: UInt64) throws {
        let lines = RandomLog.lines(seed: seed, count: 1_200)
        let whole = try Log([lines])
        let (report, decisions) = try Self.replay(whole, Self.edited)
        #expect(report.isDifferent && report.total.rerouted > 0 && report.total.changed > 0)
        #expect(report.total.added > 0 && report.total.removed > 0)
        for jobs in [2, 3, 5] {
            let (again, lines) = try Self.replay(whole, Self.edited, jobs: jobs)
            #expect(Self.substance(again) == Self.substance(report) && lines == decisions)
        }
        var random = SplitMix64(seed: seed)
        let cut = Int.random(in: 1..<lines.count, using: &random)
        let third = Int.random(in: 0...cut, using: &random)
        let split = try Log([Array(lines[..<third]), Array(lines[third..<cut]), Array(lines[cut...])])
        #expect(Self.substance(try Self.replay(split, Self.edited, jobs: 2).report) == Self.substance(report))
        // Each event again, at once and at the end: repeats of a log that has conflicts itself stay what they are.
        let twice = try Log([lines, lines])
        #expect(Self.substance(try Self.replay(twice, Self.edited, jobs: 2).report) == Self.substance(report))
    }

    /// The counts against two runs, one for each set of rules, compared by hand.
    @Test(arguments: [6, 7, 8] as [UInt64])
    func countsAreThoseOfTwoRuns(seed: UInt64) throws {
        let log = try Log([RandomLog.lines(seed: seed, count: 1_500)])
        let report = try Self.replay(log, Self.edited, jobs: 2).report
        let before = try Self.read(Self.recorded(log, Self.rules))
        let after = try Self.read(Self.recorded(log, Self.edited))
        #expect(report.total.current == before.count && report.total.candidate == after.count)
        for rule in report.rules {
            #expect(rule.counts.current == before.count { $0.rule == rule.rule }, "\(rule.rule)")
            #expect(rule.counts.candidate == after.count { $0.rule == rule.rule }, "\(rule.rule)")
            #expect(rule.counts.added - rule.counts.removed == rule.counts.candidate - rule.counts.current)
        }
        #expect(report.rules.map(\.rule) == ["callback", "praise", "comments", "new"])
        #expect(report.rules.map(\.status) == [.edited, .removed, .edited, .added])
        // The call-back rule has one decision an event: sevens are added, noughts removed, the others say it otherwise.
        let callback = try #require(report.rules.first?.counts)
        let old = Set(before.filter { $0.rule == "callback" }.map { "\($0.source) \($0.event)" })
        let new = Set(after.filter { $0.rule == "callback" }.map { "\($0.source) \($0.event)" })
        #expect(callback.added == new.subtracting(old).count && callback.removed == old.subtracting(new).count)
        #expect(callback.changed == new.intersection(old).count && callback.rerouted == 0)
        for unit in report.units {
            #expect(
                unit.counts.candidate >= after.count { $0.kind == "route" && $0.unit == unit.unit && unit.unit != nil })
        }
        let perDay = try Dictionary(grouping: after.filter { $0.queue == "callback" }) { line in
            try #require(ZoneTable(name: "Europe/Helsinki")).date(of: try #require(Timestamp(internetTime: line.time)))
                .text
        }
        let load = try #require(report.loads.first { $0.queue == "callback" && $0.unit == nil })
        #expect(load.candidate.most == perDay.values.map(\.count).max())
        #expect(load.candidate.daysOver == perDay.values.count { $0.count > 2 })
        #expect(load.candidate.total == perDay.values.reduce(0) { $0 + $1.count })
        let failed = try #require(report.rules.first { $0.rule == "comments" })
        #expect(failed.current.failed > 0 && failed.candidate.failed == 0)
    }

    @Test func whatTheLogDoesNotHoldIsSaid() throws {
        let sources = [
            ScriptSource(
                file: "rules/a.lua",
                text: """
                    rule "a" { doc = "x", match = { attributes = { churn = 3 } }, route = { queue = "q" } }
                    rule "b" { doc = "x", on = "invitation-sent", match = { unit = "x" }, route = { queue = "q" } }
                    rule "c" { doc = "x", match = { unit = "turku" }, route = { queue = "q", reason = "{answers.why}" } }
                    rule "d" { doc = "x", run = function(e) if e.answers.mood == 1 or e.attributes["tier"] then route { queue = "q" } end end }
                    rule "e" { doc = "x", match = { answers = { nps = 1 } }, run = function(e) route { queue = e.unit or "q" } end }

                    """)
        ]
        let log = try Log([RandomLog.lines(seed: 9, count: 600)])
        let gaps = try Self.replay(log, sources, jobs: 3).report.gaps
        #expect(
            gaps == [
                HistoryGap(rule: "a", missing: .field("attributes.churn")),
                HistoryGap(rule: "b", missing: .types(["invitation-sent"])),
                HistoryGap(rule: "c", missing: .field("answers.why")),
                HistoryGap(rule: "d", missing: .field("answers.mood")),
                HistoryGap(rule: "d", missing: .field("attributes.tier")),
            ])
    }

    /// A rule of the candidate that never ends is out of use as it would be in a run of its own, on its side only.
    @Test(arguments: [1, 3])
    func aRuleOutOfUseIsSaid(jobs: Int) throws {
        let endless = [
            Self.rules[0],
            ScriptSource(
                file: "rules/b.lua",
                text: """
                    rule "comments" { doc = "x", limits = { steps = 2000 }, run = function(event) while true do end end }

                    """),
        ]
        let log = try Log([RandomLog.lines(seed: 11, count: 1_500)])
        let report = try Self.replay(log, endless, jobs: jobs).report
        let row = try #require(report.rules.first { $0.rule == "comments" })
        let alone = try #require(try Self.run(log, endless).report.rules.first { $0.rule == "comments" })
        #expect(row.candidate.outage == alone.outage && alone.breaker != .closed)
        #expect(row.candidate.outage.passedOver > 100 && row.current.outage == RuleOutage())
        #expect(report.rules.first { $0.rule == "callback" }?.candidate.outage == RuleOutage())
        // What came before a stretch counts for it, what comes after it does not.
        let opened = try #require(alone.transitions.first).time
        func stretch(_ from: Int64, _ to: Int64) throws -> RuleOutage? {
            let ends = (Timestamp(milliseconds: from).internetTime, Timestamp(milliseconds: to).internetTime)
            return try Self.replay(log, endless, stretch: ends, jobs: jobs).report.rules
                .first { $0.rule == "comments" }?.candidate.outage
        }
        #expect(try stretch(opened - 86_400_000_000, opened)?.breaker == .closed)
        let later = try #require(try stretch(opened + 1, opened + 86_400_000_000))
        #expect(later.transitions.first?.event == alone.transitions.first?.event && later.breaker != .closed)
    }

    /// The same in the statistics.
    @Test(arguments: [1, 3])
    func theStatisticsSayItToo(jobs: Int) throws {
        let endless = [
            ScriptSource(
                file: "rules/b.lua",
                text: """
                    rule "hog" { doc = "x", limits = { steps = 2000 }, run = function(event) while true do end end }
                    rule "well" { doc = "x", run = function(event) alert { title = "t" } end }

                    """)
        ]
        let log = try Log([RandomLog.lines(seed: 12, count: 1_500)])
        let symbols = SymbolTable()
        let workspace = try Self.workspace(endless, symbols)
        let survey = try RuleSurvey(
            workspace: workspace, judge: nil, inputs: log.inputs, stretch: Stretch(),
            zone: try #require(ZoneTable(name: workspace.organisation.timeZone)), symbols: symbols, jobs: jobs,
            limit: nil, progress: { _, _ in })
        let rows = try survey.run().rows
        let run = try Self.run(log, endless).report.rules
        #expect(rows.map(\.rule) == run.map(\.rule) && rows.map(\.outage) == run.map(\.outage))
        #expect(rows[0].outage.passedOver == rows[0].matched - rows[0].failed && rows[0].outage.passedOver > 100)
        #expect(rows[1].outage == RuleOutage())
    }

    @Test func aLogWithoutEventsIsAReportToo() throws {
        let report = try Self.replay(try Log([[]]), Self.edited).report
        #expect(!report.isDifferent && report.replayed == 0 && report.daySpan == nil && report.loads.isEmpty)
    }
}

extension RuleOutage {
    /// Where things stand is another place in a log that is cut otherwise.
    fileprivate mutating func forgetPlaces() {
        for index in transitions.indices { transitions[index].place = "" }
    }
}
