import Foundation
import Loading
import Testing
import Tuntuma
import Workspace

@testable import Alerting

/// What a workspace may say of notifications, and what it is told when it is wrong.
struct NotificationReaderTests {
    @Test func aWholePlanIsRead() throws {
        let plan = try plan(
            """
            organisation { time_zone = "Europe/Helsinki" }
            units { "turku", "oulu" }
            notifications {
              resolve_after = "2h",
              route = { receiver = "management", group_by = { "unit" }, group_wait = "1m", routes = {
                { match = { severity = "critical", unit = { "turku", "oulu" } }, receiver = "console",
                  continue = true, mute = { "night" }, group_by = "..." , routes = {
                    { match = { team = { exists = true, is_not = { "a", "b" } } } } } },
                { match = { rule = { prefix = "wait" } }, active = "office", repeat_interval = "1d", group_by = {} } } },
              receivers = { management = { use = "mail", to = "johto@yritys.fi", urgent = true, resolved = false } },
              inhibit = { { source = { severity = "critical" }, target = { severity = "warning" }, equal = { "unit" } } },
              silences = { { match = { unit = "oulu" }, author = "Åsa", comment = "ombyggnad",
                ends = "2026-03-01T00:00:00+02:00" } },
              time_intervals = {
                night = { weekdays = { "monday", "thursday-saturday" }, hours = "18:00-08:00" },
                office = { working_days = "FI", hours = { "08:00-16:00" }, time_zone = "Europe/Stockholm" } },
            }
            """)
        #expect(plan.resolveAfter == 7_200_000)
        let root = try #require(plan.route)
        #expect(root.nodes.map(\.number) == [0, 1, 2, 3])
        #expect(root.nodes.map(\.receiver) == ["management", "console", "console", "management"])
        #expect(root.nodes.map(\.groupBy) == [["unit"], nil, nil, []])
        #expect(root.nodes.map(\.groupWait) == [60_000, 60_000, 60_000, 60_000])
        #expect(root.nodes.map(\.repeatInterval) == [604_800_000, 604_800_000, 604_800_000, 86_400_000])
        #expect(root.nodes.map(\.mute) == [[], ["night"], [], []])
        #expect(root.nodes.map(\.active) == [[], [], [], ["office"]])
        #expect(root.nodes.map(\.line) == [5, 6, 8, 9])
        #expect(
            root.nodes[2].match
                == LabelMatch([("team", .isNot(["a", "b"])), ("team", .exists(true))]))
        let receiver = try #require(plan.receivers["management"])
        #expect(receiver.action == "mail" && !receiver.hearsResolved)
        #expect(receiver.settings.map { "\($0.name)=\($0.value)" } == ["to=johto@yritys.fi", "urgent=true"])
        #expect(plan.receivers["console"]?.action == "console")
        #expect(plan.times["night"]?.weekdays == [0, 3, 4, 5])
        #expect(plan.times["night"]?.zone.identifier == "Europe/Helsinki")
        #expect(plan.times["office"]?.zone.identifier == "Europe/Stockholm")
        #expect(plan.silences.first?.ends == (try at("2026-02-28T22:00:00Z")))
    }

    /// Rules about events, about metrics and about silence all make alerts.
    @Test(arguments: ["hears", "drops", "waits"])
    func everyKindOfRuleCanBeNamed(_ rule: String) throws {
        let named = try plan(
            """
            rule "hears" { on = "response", alert = { title = "t" } }
            rule "drops" { on = "metric", metric = "nps", window = "30d", match = { below = { value = 1 } }, alert = { title = "t" } }
            rule "waits" { on = "silence", by = "unit", after = "9d", alert = { title = "t" } }
            notifications { route = { receiver = "console", routes = { { match = { rule = "\(rule)" } } } } }
            """)
        #expect(named.route?.nodes.count == 2)
        #expect(throws: WorkspaceError.self) {
            try plan(
                "notifications { route = { receiver = \"console\", routes = { { match = { rule = \"x\" } } } } }\n"
                    + "rule \"y\" { on = \"response\", alert = { title = \"t\" } }")
        }
    }

    @Test func withoutABlockNobodyIsTold() throws {
        #expect(try plan("").route == nil)
        #expect(try plan("notifications { resolve_after = \"1h\" }").resolveAfter == 3_600_000)
    }

    @Test(arguments: [
        ("notifications { rout = {} }", "tuntuma.lua:1: notifications: rout: unknown key; did you mean \"route\"?"),
        ("notifications { silences = {} }", "route: is missing; expected route = { receiver = \"...\" }"),
        ("notifications { route = {} }", "route.receiver: is missing; expected the name of a receiver or of an action"),
        (
            "notifications {\\n  route = {\\n    receiver = \"maill\" } }",
            "tuntuma.lua:3: notifications: route.receiver: there is no receiver or action \"maill\"; did you mean \"mail\"?"
        ),
        (
            "notifications { route = { receiver = \"mail\", mute = \"x\" } }",
            "route.mute: cannot stand at the root, which is for every alert; put it into one of its routes"
        ),
        (
            "notifications { route = { receiver = \"mail\", routes = { { mute = \"nigth\" } } }, time_intervals = { night = { hours = \"1:00-2:00\" } } }",
            "route.routes.1.mute: there is no \"nigth\" in time_intervals; did you mean \"night\"?"
        ),
        (
            "notifications { route = { receiver = \"mail\" }, time_intervals = { night = { hours = \"1:00-2:00\" } } }",
            "time_intervals.night.hours: \"1:00-2:00\" is no stretch of a day; expected one such as \"08:00-16:00\""
        ),
        (
            "notifications { route = { receiver = \"mail\" }, time_intervals = { x = { weekdays = \"monday-frday\" } } }",
            "time_intervals.x.weekdays: \"frday\" is no weekday; did you mean \"friday\"?"
        ),
        (
            "notifications { route = { receiver = \"mail\" }, time_intervals = { x = { holidays = \"SE\" } } }",
            "time_intervals.x.holidays: \"SE\" is no calendar of holidays; expected FI or FI-eves"
        ),
        (
            "notifications { route = { receiver = \"mail\" }, time_intervals = { x = { hours = \"08:00-09:00\", time_zone = \"Europe/Helsinky\" } } }",
            "time_intervals.x.time_zone: \"Europe/Helsinky\" is no time zone; did you mean \"Europe/Helsinki\"?"
        ),
        (
            "notifications { route = { receiver = \"mail\", group_wait = \"soon\" } }",
            "route.group_wait: \"soon\" is no span of time; expected one such as \"30s\", \"5m\", \"4h\" or \"1d\""
        ),
        (
            "notifications { route = { receiver = \"mail\", group_interval = \"0s\" } }",
            "route.group_interval: \"0s\" is no span of time above nothing; expected one such as \"30s\", \"5m\", \"4h\" or \"1d\""
        ),
        (
            "notifications { route = { receiver = \"mail\", routes = { { match = { severity = \"crtical\" } } } } }",
            "route.routes.1.match.severity: there is no severity \"crtical\"; did you mean \"critical\"?"
        ),
        (
            "units { \"turku\" }\\nnotifications { route = { receiver = \"mail\", routes = { { match = { unit = \"truku\" } } } } }",
            "route.routes.1.match.unit: there is no unit \"truku\"; did you mean \"turku\"?"
        ),
        (
            "notifications { route = { receiver = \"mail\" }, silences = { { match = { unit = \"a\" }, author = \"b\", ends = \"tomorrow\" } } }",
            "silences.1.comment: is missing; expected why it is silenced"
        ),
        (
            "notifications { route = { receiver = \"mail\" }, silences = { { match = { unit = \"a\" }, author = \"b\", comment = \"c\", starts = \"2026-03-01T00:00:00Z\", ends = \"2026-03-01T00:00:00Z\" } } }",
            "silences.1.ends: is not after starts"
        ),
        (
            "notifications { route = { receiver = \"mail\" }, inhibit = { { source = { severity = \"critical\" } } } }",
            "inhibit.1.target: is missing; expected labels such as { severity = \"critical\" }"
        ),
        (
            "notifications { route = { receiver = \"x\" }, receivers = { x = { use = \"maill\" } } }",
            "receivers.x.use: there is no action \"maill\"; did you mean \"mail\"?"
        ),
        ("notifications { route = 5 }", "route: expected a table, but this is a whole number"),
        (
            "notifications { route = { receiver = \"mail\", group_by = { \"...\", \"unit\" } } }",
            "route.group_by: \"...\" stands for every label; expected it alone"
        ),
        ("notifications {}\\nnotifications {}", "tuntuma.lua:2: notifications: is declared twice"),
        (
            "notifications { route = { receiver = \"mail\", routes = { { match = {} } } } }",
            "route.routes.1.match: is empty; expected labels such as { severity = \"critical\" }"
        ),
    ]) func mistakesAreNamedWithTheirPlace(text: String, expected: String) throws {
        let found = try mistakes(text.replacing("\\n", with: "\n"))
        #expect(found.contains { $0.contains(expected) }, "\(found)")
    }
}
