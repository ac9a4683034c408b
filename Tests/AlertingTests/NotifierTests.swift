import Testing
import Tuntuma

@testable import Alerting

/// Who is told when: grouping, updates, repeats, inhibitions, silences, times.
struct NotifierTests {
    private func told(_ text: String, _ signals: [AlertSignal], until second: Int64) throws -> [String] {
        lines(AlertHistory(try plan("notifications { \(text) }"), signals, until: second * 1_000))
    }

    private let grouped = """
        route = { receiver = "mail", group_by = { "unit" }, group_wait = "30s", group_interval = "5m",
          repeat_interval = "1h" }
        """

    @Test func aGroupIsOneNotificationThatIsUpdated() throws {
        let signals = [
            signal("wait", "unit=turku", second: 0), signal("noise", "unit=turku", second: 20),
            signal("wait", "unit=oulu", second: 25), signal("queue", "unit=turku", second: 100),
            signal("noise", "unit=turku", second: 400, holds: false),
            signal("wait", "unit=turku", second: 700, holds: false),
            signal("queue", "unit=turku", second: 800, holds: false),
        ]
        #expect(
            try told(grouped, signals, until: 3_000) == [
                "30 mail {unit=turku} #1 first: noise+ wait+",
                "55 mail {unit=oulu} #1 first: wait+",
                "330 mail {unit=turku} #2 added: noise+ queue+ wait+",
                "630 mail {unit=turku} #3 resolved: queue+ wait+ noise-",
                "930 mail {unit=turku} #4 all_resolved: queue- wait-",
            ])
    }

    @Test func whatDoesNotChangeIsRepeatedAtItsInterval() throws {
        let signals = (0..<20).map { signal("wait", "unit=turku", second: $0 * 600) }
        #expect(
            try told(grouped, signals, until: 12_000) == [
                "30 mail {unit=turku} #1 first: wait+", "3630 mail {unit=turku} #2 unchanged: wait+",
                "7230 mail {unit=turku} #3 unchanged: wait+", "10830 mail {unit=turku} #4 unchanged: wait+",
            ])
    }

    @Test func whatIsOverBeforeAnybodyWasToldIsNotTold() throws {
        let short = [signal("wait", second: 0), signal("wait", second: 10, holds: false)]
        #expect(try told(grouped, short, until: 10_000) == [])
        // Again: a group of its own, with a wait of its own.
        #expect(
            try told(grouped, short + [signal("wait", second: 1_000)], until: 2_000) == ["1030 mail {} #1 first: wait+"]
        )
    }

    @Test func receiversThatDoNotHearOfTheEndAreNotTold() throws {
        let text = """
            route = { receiver = "quiet", group_wait = "0s" }, receivers = { quiet = { use = "mail", resolved = false } }
            """
        let signals = [
            signal("a", second: 0), signal("b", second: 0), signal("b", second: 10, holds: false),
            signal("a", second: 700, holds: false), signal("a", second: 1_400),
        ]
        #expect(
            try told(text, signals, until: 2_000) == [
                "0 quiet {} #1 first: a+ b+", "1400 quiet {} #1 first: a+",
            ])
    }

    @Test func anInhibitedAlertIsRecordedAndToldOfAfterwards() throws {
        let text = """
            route = { receiver = "mail", group_by = { "..." }, group_wait = "0s", group_interval = "1m" },
            inhibit = { { source = { severity = "critical" }, target = { severity = "warning" }, equal = { "unit" } } }
            """
        let signals = [
            signal("down", "unit=turku", second: 0, severity: "critical"), signal("wait", "unit=turku", second: 10),
            signal("wait", "unit=oulu", second: 10), signal("down", "unit=turku", second: 100, severity: "critical"),
            signal("down", "unit=turku", second: 200, holds: false, severity: "critical"),
        ]
        #expect(
            try told(text, signals, until: 400) == [
                "0 mail {rule=down severity=critical unit=turku} #1 first: down+",
                "10 mail {rule=wait severity=warning unit=oulu} #1 first: wait+",
                "10 mail {rule=wait severity=warning unit=turku} inhibited: wait+",
                "240 mail {rule=down severity=critical unit=turku} #2 all_resolved: down-",
                "250 mail {rule=wait severity=warning unit=turku} #1 first: wait+",
            ])
        // Two that are both source and target do not keep each other quiet.
        let mutual = """
            route = { receiver = "mail", group_wait = "0s" },
            inhibit = { { source = { severity = { "critical", "warning" } }, target = { severity = { prefix = "w" } } },
              { source = { rule = { exists = true } }, target = { rule = { exists = true } } } }
            """
        #expect(
            try told(mutual, [signal("a", second: 0), signal("b", second: 0)], until: 1) == [
                "0 mail {} #1 first: a+ b+"
            ])
    }

    @Test func aSilenceHoldsFromItsStartToItsEnd() throws {
        let text = """
            route = { receiver = "mail", group_wait = "0s", group_interval = "1m" },
            silences = { { match = { unit = "turku" }, author = "Äijö", comment = "remontti",
              starts = "1970-01-01T00:01:00Z", ends = "1970-01-01T00:10:00Z" } }
            """
        let signals = [
            signal("early", "unit=turku", second: 10), signal("late", "unit=turku", second: 70),
            signal("late", "unit=oulu", second: 80), signal("brief", "unit=turku", second: 100),
            signal("brief", "unit=turku", second: 200, holds: false),
        ]
        let history = AlertHistory(try plan("notifications { \(text) }"), signals, until: 1_000_000)
        #expect(
            lines(history) == [
                "10 mail {} #1 first: early+", "70 mail {} silenced: early+", "70 mail {} silenced: late+",
                "130 mail {} silenced: brief+", "130 mail {} #2 added: late+",
                "610 mail {} #3 added: early+ late+ late+",
            ])
        guard case .suppressed(let first)? = history.records.dropFirst().first else {
            Issue.record("nothing is suppressed")
            return
        }
        #expect(first.cause == .silenced(author: "Äijö", comment: "remontti", until: 600_000))
    }

    @Test func ofTwoSilencesTheOneThatHoldsLongestIsNamed() throws {
        let text = """
            route = { receiver = "mail", group_wait = "0s" }, silences = {
              { match = { unit = "turku" }, author = "a", comment = "short", ends = "1970-01-01T00:10:00Z" },
              { match = { rule = { exists = true } }, author = "b", comment = "long", ends = "1970-01-01T01:00:00Z" } }
            """
        let history = AlertHistory(
            try plan("notifications { \(text) }"), [signal("wait", "unit=turku", second: 0)], until: 4_000_000)
        #expect(lines(history) == ["0 mail {} silenced: wait+", "3600 mail {} #1 first: wait+"])
        guard case .suppressed(let first)? = history.records.first else { return }
        #expect(first.cause == .silenced(author: "b", comment: "long", until: 3_600_000))
    }

    @Test func atNightNobodyIsToldAndInTheMorningEverybody() throws {
        let text = """
            route = { receiver = "mail", routes = { { mute = "night", group_wait = "0s", group_interval = "10m" } } },
            time_intervals = { night = { hours = "18:00-08:00", time_zone = "Europe/Helsinki" } }
            """
        let evening = try at("2026-03-06T20:00:00+02:00") / 1_000
        let morning = try at("2026-03-07T08:00:00+02:00") / 1_000
        let signals = [
            signal("wait", second: evening), signal("noise", second: evening + 60),
            signal("noise", second: evening + 7_200, holds: false),
        ]
        #expect(
            try told(text, signals, until: morning + 86_400).prefix(3) == [
                "\(evening) mail {} muted: wait+", "\(evening + 600) mail {} muted: noise+",
                "\(morning) mail {} #1 first: wait+",
            ])
        let active = text.replacing("mute = \"night\"", with: "active = \"office\"").replacing(
            "night = { hours = \"18:00-08:00\"", with: "office = { hours = \"08:00-18:00\"")
        #expect(
            try told(active, signals, until: morning + 60) == [
                "\(evening) mail {} inactive: wait+", "\(evening + 600) mail {} inactive: noise+",
                "\(morning) mail {} #1 first: wait+",
            ])
    }

    @Test func theKeyNamesTheNotification() throws {
        let history = AlertHistory(
            try plan("notifications { \(grouped) }"), (0..<20).map { signal("wait", "unit=turku", second: $0 * 600) },
            until: 12_000_000)
        let keys = history.records.compactMap { if case .sent(let sent) = $0 { sent.key } else { nil } }
        #expect(Set(keys).count == 4 && keys.allSatisfy { $0.utf8.count == 32 })
    }
}
