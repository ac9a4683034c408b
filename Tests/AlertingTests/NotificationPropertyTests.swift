import Foundation
import Testing
import Tuntuma
import TuntumaTesting

@testable import Alerting

/// What holds for any signals and any plan.
struct NotificationPropertyTests {
    private static let text = """
        notifications {
          route = { receiver = "mail", group_by = { "unit" }, group_wait = "30s", group_interval = "5m",
            repeat_interval = "1h", routes = {
              { match = { severity = "critical" }, receiver = "console", continue = true, group_by = {},
                group_wait = "10s", mute = { "lunch" } },
              { match = { unit = { is_not = "oulu" } }, group_by = { "..." }, active = { "day" },
                routes = { { match = { rule = { prefix = "w" } }, receiver = "quiet", repeat_interval = "20m" } } } } },
          receivers = { quiet = { use = "mail", resolved = false } },
          inhibit = { { source = { severity = "critical" }, target = { severity = "warning" }, equal = { "unit" } } },
          silences = { { match = { unit = "turku" }, author = "a", comment = "b",
            starts = "2026-03-02T02:00:00Z", ends = "2026-03-02T05:00:00Z" } },
          time_intervals = { lunch = { hours = "04:00-04:30" }, day = { hours = "01:00-07:00" } },
        }
        """

    /// Signals over eight hours, in the order of a log in which one in four comes late: few alerts, so that they come again, and
    /// many that become known at the same moment.
    private func randomSignals(_ random: inout SplitMix64) throws -> [AlertSignal] {
        let start = try at("2026-03-02T00:00:00Z") / 1_000
        let signals = try (0..<Int.random(in: 1...120, using: &random)).map { index in
            let minute = Int64.random(in: 0..<480, using: &random)
            let unit = try #require(["unit=turku", "unit=oulu", ""].randomElement(using: &random))
            let rule = try #require(["wait", "noise"].randomElement(using: &random))
            var signal = signal(
                rule, unit, second: start + minute * 60, holds: Int.random(in: 0..<3, using: &random) > 0,
                severity: Bool.random(using: &random) ? "critical" : "warning",
                pending: Bool.random(using: &random) ? 0 : 600, expires: Bool.random(using: &random) ? nil : 3_000)
            signal.key = "\(index)"
            let delay = Int.random(in: 0..<4, using: &random) == 0 ? Int64.random(in: 1...180, using: &random) : 0
            return (signal: signal, arrival: signal.time + delay * 60_000)
        }
        var clock = Int64.min
        return signals.sorted { $0.arrival < $1.arrival }.map(\.signal).map { signal in
            clock = max(clock, signal.time)
            var signal = signal
            signal.known = clock
            return signal
        }
    }

    private func outcome(_ history: AlertHistory) -> [String] {
        lines(history) + history.book.all.map { "\($0)" }
    }

    @Test(arguments: 0..<60) func aLogInPartsGivesWhatTheWholeGives(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let plan = try plan(Self.text)
        let signals = try randomSignals(&random)
        let end = try at("2026-03-02T12:00:00Z")
        let whole = AlertHistory(plan, signals, until: end)
        var parts = AlertHistory(plan)
        var records: [String] = []
        for (index, signal) in signals.enumerated() {
            parts.take(signal)
            guard Int.random(in: 0..<10, using: &random) == 0 else { continue }
            // Time may go on until the next signal before the state is saved.
            let next = index + 1 < signals.count ? signals[index + 1].known : end
            parts.advance(to: Int64.random(in: signal.known...next, using: &random))
            records += lines(parts)
            let saved = try JSONEncoder().encode(parts.saved)
            parts = AlertHistory(plan, try JSONDecoder().decode(SavedAlerts.self, from: saved))
        }
        parts.advance(to: end)
        #expect(records + lines(parts) == lines(whole))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(try encoder.encode(parts.saved) == encoder.encode(whole.saved))
    }

    @Test(arguments: 0..<60) func looksThatAreLeftOutWouldHaveFoundNothing(seed: UInt64) throws {
        var random = SplitMix64(seed: 100 + seed)
        let plan = try plan(Self.text)
        let signals = try randomSignals(&random)
        let end = try at("2026-03-02T12:00:00Z")
        // A history that goes on from a saved one looks at every group next, whether anything can be new or not: no group of
        // the plan is looked at more often than every five minutes.
        var all = AlertHistory(plan)
        var rest = signals[...]
        var records: [String] = []
        for time in stride(from: try at("2026-03-02T00:00:00Z"), through: end, by: 300_000) {
            let taken = rest.prefix { $0.known < time }
            rest = rest[taken.endIndex...]
            all.take(Array(taken), until: time)
            records += lines(all)
            all = AlertHistory(plan, all.saved)
        }
        #expect(records + outcome(all) == outcome(AlertHistory(plan, signals, until: end)))
    }

    /// What is due stands in the order of log time, and nothing is told before it is known.
    @Test(arguments: 0..<40) func logTimeNeverGoesBack(seed: UInt64) throws {
        var random = SplitMix64(seed: 200 + seed)
        let signals = try randomSignals(&random)
        let history = AlertHistory(try plan(Self.text), signals, until: try at("2026-03-02T12:00:00Z"))
        let times = history.records.map { record in
            switch record {
            case .sent(let sent): sent.time
            case .suppressed(let suppression): suppression.time
            }
        }
        #expect(times == times.sorted())
        #expect(history.changes.map(\.time) == history.changes.map(\.time).sorted())
        for change in history.changes where change.kind == .fired {
            #expect(signals.contains { $0.known == change.time && $0.time == change.alert.fired })
        }
    }

    /// A moment in the past is the state of that moment: later signals were not known then, however early they happened.
    @Test(arguments: 0..<20) func aMomentShowsWhatWasKnownThen(seed: UInt64) throws {
        var random = SplitMix64(seed: 500 + seed)
        let plan = try plan(Self.text)
        let signals = try randomSignals(&random)
        let moment = try at("2026-03-02T00:00:00Z") + Int64.random(in: 0...480, using: &random) * 60_000
        let known = signals.prefix { $0.known <= moment }
        #expect(
            outcome(AlertHistory(plan, signals, until: moment))
                == outcome(AlertHistory(plan, Array(known), until: moment)))
    }

    @Test(arguments: 0..<40) func repeatedSignalsChangeNothing(seed: UInt64) throws {
        var random = SplitMix64(seed: 300 + seed)
        let plan = try plan(Self.text)
        let signals = try randomSignals(&random)
        let end = try at("2026-03-02T12:00:00Z")
        let repeated = signals.flatMap { signal in
            Array(repeating: signal, count: Bool.random(using: &random) ? 1 : 2)
        }
        #expect(lines(AlertHistory(plan, repeated, until: end)) == lines(AlertHistory(plan, signals, until: end)))
    }

    /// A notification never lists an alert that is silenced, and tells of nothing twice within a repeat interval.
    @Test(arguments: 0..<40) func nobodyIsToldOfWhatIsSilenced(seed: UInt64) throws {
        var random = SplitMix64(seed: 400 + seed)
        let plan = try plan(Self.text)
        let history = AlertHistory(plan, try randomSignals(&random), until: try at("2026-03-02T12:00:00Z"))
        for case .sent(let sent) in history.records {
            #expect(!sent.alerts.isEmpty)
            for alert in sent.alerts {
                #expect(!plan.silences.contains { $0.silences(alert.labels, at: sent.time) })
                #expect(alert.status != .pending && alert.since <= sent.time)
            }
        }
    }

    /// An edited tree begins anew with what it does not know, and forgets nothing that fires.
    @Test func anEditedTreeTakesOverWhatFires() throws {
        let old = try plan("notifications { route = { receiver = \"mail\", group_wait = \"0s\" } }")
        let new = try plan(
            """
            notifications { route = { receiver = "mail", group_wait = "0s",
              routes = { { match = { unit = "turku" }, receiver = "console" } } } }
            """)
        var history = AlertHistory(old)
        history.take(signal("wait", "unit=turku", second: 0))
        history.take(signal("wait", "unit=oulu", second: 0))
        history.advance(to: 100_000)
        #expect(lines(history) == ["0 mail {} #1 first: wait+ wait+"])
        var edited = AlertHistory(new, history.saved)
        edited.advance(to: 1_000_000)
        #expect(lines(edited) == ["100 console {} #1 first: wait+"])
    }
}
