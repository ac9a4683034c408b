import Engine
import Testing
import Tuntuma
import Workspace

/// What rules about metrics and silence say of alerts, look by look.
@Suite(.serialized)
struct LookAlertTests {
    private static let day = 86_400

    /// Unhappy answers for so many days, then happy ones.
    private static func log(unhappy: Int, happy: Int, unit: String = "turku") -> [String] {
        (0..<(unhappy + happy)).flatMap { day in
            (0..<20).map { place in
                ClosingRun.response(
                    day * 20 + place, at: day * Self.day + place * 60, day < unhappy ? 0 : 10, unit: unit)
            }
        }
    }

    /// The day of an alert, from 0.
    private static func day(_ alert: RuleAlert) -> Int {
        Int(alert.request.time.milliseconds / 1000 - 1_735_689_600) / day
    }

    @Test func anAlertHoldsAtEachLookAndEndsOnce() throws {
        let rule = """
            rule "low" { doc = "x", on = "metric", metric = "nps", by = "unit", window = "7d", correction = "none",
              hold_for = "2d", match = { below = { value = 0, min_n = 5 } },
              alert = { severity = "critical", title = "{unit}: {value}", labels = { team = "{unit}" } } }
            """
        let log = Self.log(unhappy: 20, happy: 40)
        let run = try ClosingRun.run(rule, log)
        let holding = run.alerts.filter(\.holds)
        let ended = run.alerts.filter { !$0.holds }
        // Decided once; it holds at each look while the window has more unhappy answers than not, and then for two weeks near
        // the level nobody is told that it is over.
        #expect(run.values("kind") == ["alert"])
        #expect(holding.count > 15 && ended.count == 1)
        #expect(run.alerts.last?.holds == false)
        #expect(holding.map(Self.day) == Array((holding.first.map(Self.day) ?? 0)...(holding.last.map(Self.day) ?? 0)))
        let last = try #require(holding.last)
        #expect(Self.day(ended[0]) == Self.day(last) + 15)
        // Two ends of days are two days apart, though one of them has 23 hours.
        #expect(run.alerts.allSatisfy { (90_000_001...169_200_000).contains($0.pending) })
        #expect(run.alerts.allSatisfy { $0.isOfLook && $0.known == $0.request.time.milliseconds + 3_600_000 })
        #expect(run.alerts.allSatisfy { $0.group.map(\.value) == ["turku"] && $0.request.rule == "low" })
        #expect(holding.allSatisfy { $0.summary.contains("n ") } && ended[0].summary.isEmpty)
        // The same alert, though its title has another number each day.
        let labels = run.alerts.map { $0.request.fields.first { $0.name == "labels.team" }?.value }
        #expect(labels.allSatisfy { $0 == .text("turku") })
        let again = try ClosingRun.run(rule, log, jobs: 2)
        #expect(again.alerts.map(\.request.key) == run.alerts.map(\.request.key))
    }

    @Test func anAlertThatBecomesAnotherEnds() throws {
        let rule = """
            rule "low" { doc = "x", on = "metric", metric = "nps", by = "unit", window = "7d", correction = "none",
              run = function(m)
                if m.value < -90 then alert { severity = "critical", title = "very low" }
                elseif m.value < 50 then alert { severity = "warning", title = "low" } end
              end }
            """
        let run = try ClosingRun.run(rule, Self.log(unhappy: 10, happy: 30))
        func severities(_ alerts: [RuleAlert]) -> [String] {
            alerts.map { $0.request.fields.first { $0.name == "severity" }?.value.plainText ?? "" }
        }
        let ended = run.alerts.filter { !$0.holds }
        #expect(severities(ended) == ["critical", "warning"])
        let critical = run.alerts.filter { $0.holds && severities([$0]) == ["critical"] }
        #expect(Self.day(ended[0]) == (critical.last.map(Self.day) ?? 0) + 1)
    }

    @Test func silenceIsOverWithTheFirstAnswer() throws {
        let rule = """
            units { "turku", "oulu" }
            rule "quiet" { doc = "x", on = "silence", by = "unit", after = "5d", alert = { title = "{unit}: {days}" } }
            """
        // Oulu answers until day 2, and again on day 20.
        var log = Self.log(unhappy: 0, happy: 30)
        let silent = [0, 1, 2, 20].map {
            ClosingRun.response(100_000 + $0, at: $0 * Self.day + 1800, 9, unit: "oulu")
        }
        log = (log + silent).sorted { left, right in
            func time(_ line: String) -> Substring { line.split(separator: "\"time\":\"")[1].prefix(20) }
            return time(left) < time(right)
        }
        let run = try ClosingRun.run(rule, log)
        let oulu = run.alerts.filter { $0.group.map(\.value) == ["oulu"] }
        #expect(run.alerts.count == oulu.count)
        #expect(oulu.prefix(4).allSatisfy { $0.holds })
        let ended = oulu.firstIndex { !$0.holds }
        let end = try #require(ended)
        #expect(Self.day(oulu[end]) == 21)
        // Day 20 was answered; five days later it is quiet again.
        #expect(oulu[(end + 1)...].first.map(Self.day) == 26)
    }

    @Test func whatHoldsForNobodyIsRefused() throws {
        func problem(_ lua: String) -> String {
            do {
                _ = try ClosingRun.workspace(lua)
                return ""
            } catch {
                return "\(error)"
            }
        }
        let head = #"rule "r" { doc = "x", on = "metric", metric = "nps", match = { below = { value = 0 } }, "#
        #expect(problem(head + #"hold_for = "2d", route = { queue = "q" } }"#).contains("hold_for"))
        #expect(problem(head + #"hold_for = "soon", alert = { title = "t" } }"#).contains("hold_for"))
        #expect(problem(head + #"hold_for = "2d", alert = { title = "t" } }"#).isEmpty)
    }
}
