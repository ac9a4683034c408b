import Testing
import Tuntuma
import TuntumaTesting

@testable import Alerting

/// Many alerts at once: the books agree with each other.
struct ManyAlertsTests {
    @Test(.timeLimit(.minutes(2))) func aMonthOfManyAlertsAddsUp() throws {
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
        let end: Int64 = 2_420_000_000
        let history = AlertHistory(plan, signals, until: end)
        let fired = history.changes.count { $0.kind == .fired }
        let firing = history.book.all.count { $0.status == .firing }
        #expect(fired > 500 && firing > 0)
        #expect(fired - firing == history.changes.count { $0.kind == .resolved })
        #expect(Set(history.changes.filter { $0.kind == .fired }.map(\.alert.labels)) == Set(signals.map(\.identity)))
        // A receiver hears of an end only of what it was told of, and never twice of the same alert within a group's interval.
        var told: [String: Set<Labels>] = [:]
        var (sent, kept) = (0, 0)
        for record in history.records {
            switch record {
            case .sent(let notification):
                sent += 1
                let group = "\(notification.receiver) \(notification.group.text)"
                let known = told[group] ?? []
                let over = Set(notification.alerts.filter { $0.status == .resolved }.map(\.labels))
                #expect(!notification.alerts.isEmpty && over.isSubset(of: known), "\(group)")
                told[group] = Set(notification.alerts.filter { $0.status == .firing }.map(\.labels))
            case .suppressed(let suppression):
                kept += 1
                let isCritical = suppression.alert.severity == "critical"
                #expect(suppression.cause.name == (isCritical ? "muted" : "inhibited"))
            }
        }
        #expect(sent > 500 && kept > 10, "\(sent) \(kept)")
    }
}
