import Testing
import Tuntuma
import TuntumaTesting

@testable import Alerting

/// Many alerts: the cost of a signal does not grow with what fires beside it.
struct LoadTests {
    @Test(.timeLimit(.minutes(2))) func aMonthOfManyAlertsIsFolded() throws {
        let plan = try plan(
            """
            notifications {
              route = { receiver = "mail", group_by = { "unit" }, routes = {
                { match = { severity = "critical" }, receiver = "console", group_by = { "..." }, mute = { "night" } } } },
              inhibit = { { source = { severity = "critical" }, target = { severity = "warning" }, equal = { "unit" } } },
              time_intervals = { night = { hours = "18:00-08:00", time_zone = "Europe/Helsinki" } },
            }
            """)
        var random = SplitMix64(seed: 9)
        let signals = (0..<2_000).map { index in
            signal(
                "rule-\(Int.random(in: 0..<20, using: &random))", "unit=\(Int.random(in: 0..<100, using: &random))",
                second: Int64(index) * 1_200,
                severity: Int.random(in: 0..<20, using: &random) == 0 ? "critical" : "warning", expires: 86_400)
        }
        let history = AlertHistory(plan, signals, until: 2_500_000_000)
        let fired = history.changes.count { $0.kind == .fired }
        #expect(fired > 500 && history.changes.count - fired <= fired)
        #expect(history.records.count > fired / 10)
    }
}
