import Engine
import Foundation
import Testing
import Tuntuma

/// The fast path against the slow one: random logs, every number equal to the last bit.
///
/// One at a time: these tests wait for nothing, and would keep both threads from tests that have deadlines.
@Suite(.serialized)
struct BruteForceTests {
    private static let count = 1_500

    /// What to look at; every key and every period is there at least once.
    static let views: [(seed: UInt64, keys: [String], period: Period)] = [
        (1, [], .all), (2, ["unit"], .all), (3, ["touchpoint"], .month), (4, ["attributes.segment"], .quarter),
        (5, ["unit", "touchpoint"], .year), (6, [], .day), (7, [], .week), (8, ["stage"], .all),
        (9, ["survey", "respondent", "source"], .all), (10, ["unit"], .week), (11, ["project"], .year),
    ]

    @Test(arguments: views)
    func everyNumberIsTheSame(seed: UInt64, keys: [String], period: Period) throws {
        let lines = RandomLog.lines(seed: seed, count: Self.count)
        let slow = BruteForce(lines: lines, timeZone: "Europe/Helsinki")
        let fast = try Runs.run([lines], by: keys, period: period, jobs: Int(seed % 3) + 1).report
        #expect(
            BruteForce.Counts(
                read: fast.events.read, accepted: fast.events.accepted, duplicates: fast.events.duplicates,
                conflicts: fast.events.conflicts, rejected: fast.events.rejected, host: fast.events.host,
                late: fast.events.late) == slow.counts)
        for (metric, respondent) in [
            ("nps", "customer"), ("csat", "customer"), ("ces", "customer"), ("project-experience", "customer"),
            ("nps-employees", "employee"),
        ] {
            let plugin = metric == "nps-employees" ? "nps" : metric
            var wanted = slow.rows(
                metric: plugin, respondent: respondent, by: keys, period: period.rawValue, stages: Runs.stages)
            for row in fast.metrics where row.metric == metric {
                let place = (row.by.map { $0.value ?? "-" } + [row.period]).joined(separator: "|")
                let expected = wanted.removeValue(forKey: place) ?? BruteForce.Row()
                #expect(row.result.value?.bitPattern == expected.value?.bitPattern, "\(metric) \(place)")
                #expect(row.result.n == expected.n, "\(metric) \(place)")
                #expect(row.uptake.counted == expected.counted, "\(metric) \(place)")
                #expect(row.uptake.ignored == expected.ignored, "\(metric) \(place)")
                #expect(row.uptake.rejected.values.reduce(0, +) == expected.rejected, "\(metric) \(place)")
                for (name, count) in expected.parts {
                    #expect(
                        row.result.parts.first { $0.name == name }?.part == .count(count), "\(metric) \(place) \(name)")
                }
                #expect((row.result.value == nil) == (row.result.reason != nil))
            }
            // What has no row has nothing to say.
            let lost = wanted.filter { $0.value.n > 0 || $0.value.rejected > 0 }
            #expect(lost.isEmpty, "\(metric): \(lost.keys.sorted())")
        }
    }

    @Test func theRandomLogsHaveEverything() {
        for view in Self.views.prefix(3) {
            let slow = BruteForce(
                lines: RandomLog.lines(seed: view.seed, count: Self.count), timeZone: "Europe/Helsinki")
            #expect(slow.counts.duplicates > 20 && slow.counts.conflicts > 20 && slow.counts.rejected > 20)
            #expect(slow.counts.late > 20 && slow.counts.host > 2)
            #expect(slow.current.count < slow.events.count - 50)
        }
    }

    /// However the log is cut, repeated and shared out: the same report, and the same decisions byte for byte.
    @Test(arguments: 21...22 as ClosedRange<UInt64>)
    func splitsRepeatsAndJobsChangeNothing(seed: UInt64) throws {
        let lines = RandomLog.lines(seed: seed, count: Self.count)
        var random = SystemRandomNumberGenerator()
        let whole = try Runs.run([lines], by: ["unit"], period: .month)
        let wanted = whole.report.description(withPlaces: true)
        #expect(!whole.decisions.isEmpty && !whole.rejected.isEmpty)
        for jobs in [1, 2, 3] {
            let again = try Runs.run([lines], by: ["unit"], period: .month, jobs: jobs)
            #expect(again.report.description(withPlaces: true) == wanted)
            #expect(again.decisions == whole.decisions)
            #expect(again.rejected == whole.rejected)
            // Cut anywhere, into pieces that several workers really share.
            let cuts = (0..<11).map { _ in Int.random(in: 0...lines.count, using: &random) }.sorted()
            let pieces = zip([0] + cuts, cuts + [lines.count]).map { Array(lines[$0..<$1]) }
            let split = try Runs.run(pieces, by: ["unit"], period: .month, jobs: jobs)
            #expect(split.report.events == whole.report.events)
            #expect(split.report.description(withPlaces: false) == whole.report.description(withPlaces: false))
            #expect(Self.withoutPlaces(split.decisions) == Self.withoutPlaces(whole.decisions))
            #expect(split.rejected == whole.rejected)
            let oneByOne = try Runs.run(pieces, by: ["unit"], period: .month, jobs: 1)
            #expect(oneByOne.decisions == split.decisions)
            // Twice: every event of the second time is a duplicate, or a conflict again.
            let twice = try Runs.run([lines, lines], by: ["unit"], period: .month, jobs: jobs)
            #expect(twice.report.events.accepted == whole.report.events.accepted)
            #expect(
                twice.report.events.duplicates + twice.report.events.conflicts
                    == 2 * (whole.report.events.duplicates + whole.report.events.conflicts)
                    + whole.report.events.accepted)
            #expect(Self.metrics(twice) == Self.metrics(whole))
            #expect(twice.decisions == whole.decisions)
        }
    }

    private static func metrics(_ outcome: Runs.Outcome) -> String {
        var report = outcome.report
        report.events = EventCounts()
        return report.description(withPlaces: false)
    }

    /// Decisions without the file, line and byte of their events.
    private static func withoutPlaces(_ decisions: [UInt8]) -> [String] {
        String(decoding: decisions, as: UTF8.self).split(separator: "\n").map { line in
            String(line.replacing(#/"at":\{[^}]*\}/#, with: ""))
        }
    }
}
