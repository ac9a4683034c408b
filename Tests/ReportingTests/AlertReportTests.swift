import Alerting
import Engine
import Hindsight
import Foundation
import TerminalTables
import Testing
import Tuntuma
import Workspace

@testable import Reporting

/// Alerts and the way through the tree, for people: every language, any width, hostile texts.
struct AlertReportTests {
    private static let hostile = "Häiriö \u{1B}[31m\u{202E}x\n" + String(repeating: "pitkä ", count: 40)

    private static func plan() -> NotificationPlan {
        var plan = NotificationPlan()
        var root = Route(receiver: "johto")
        var night = Route(receiver: hostile)
        night.match = LabelMatch([("severity", .isOneOf(["critical"])), ("unit", .isNot(["oulu"]))])
        night.number = 1
        night.mute = ["yö"]
        night.continues = true
        var last = Route(receiver: "johto")
        last.match = LabelMatch([("team", .exists(true))])
        last.number = 2
        root.routes = [night, last]
        plan.route = root
        plan.times["yö"] = RecurringTime(zone: .gmt)
        plan.silences = [
            Silence(
                match: LabelMatch([("unit", .isOneOf(["oulu"]))]), author: hostile, comment: hostile, starts: nil,
                ends: 1_900_000_000_000)
        ]
        plan.inhibitions = [
            Inhibition(
                source: LabelMatch([("severity", .isOneOf(["critical"]))]),
                target: LabelMatch([("severity", .isOneOf(["warning"]))]), equal: ["unit"])
        ]
        return plan
    }

    private static func history(_ plan: NotificationPlan = plan()) -> AlertHistory {
        let start: Int64 = 1_772_438_400_000
        let signals = [("turku", "critical"), ("turku", "warning"), ("oulu", "warning"), (hostile, "info")].enumerated()
            .map { index, pair in
                AlertSignal(
                    rule: "sääntö", labels: [("unit", pair.0)], time: start + Int64(index) * 60_000, holds: true,
                    severity: pair.1, title: index == 3 ? hostile : "NPS laski", text: hostile,
                    summary: "42 -> 22, n 79 against 106, p = 0.0002")
            }
        let end = AlertSignal(
            rule: "sääntö", labels: [("unit", "turku")], time: start + 3_600_000, holds: false, severity: "critical")
        return AlertHistory(plan, signals + [end], until: start + 7_200_000)
    }

    private static func expectHarmless(_ text: String, width: Int) {
        for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= width, "\(line)") }
        #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    }

    @Test(arguments: Language.allCases, [24, 60, 80, 200])
    func everyTextIsHarmlessAndFits(language: Language, width: Int) {
        let history = Self.history()
        Self.expectHarmless(
            AlertTable(
                history.standings, silences: Self.plan().silences, at: 1_772_445_600_000, time: .utc,
                language: language,
                width: width
            ).text(),
            width: width)
        for labels in [
            Labels([(name: "severity", value: "critical")]),
            Labels([(name: "unit", value: "oulu"), (name: "severity", value: "warning")]), Labels(),
        ] {
            let trace = RouteTrace(of: labels, through: Self.plan(), at: 0)
            Self.expectHarmless(
                RouteTable(trace, time: .utc, language: language, width: width).text(), width: width)
        }
        let nobody = RouteTrace(of: Labels(), through: NotificationPlan(), at: 0)
        Self.expectHarmless(RouteTable(nobody, time: .utc, language: language, width: width).text(), width: width)
        var report = RunReport()
        report.events.accepted = 1
        let summary = AlertSummary(history)
        let text = TableReport(report, alerts: summary, language: language, width: max(width, 60)).text()
        Self.expectHarmless(text, width: max(width, 60))
        #expect(text.contains("42 -> 22, n 79 against 106"))
    }

    @Test func whoKnowsStandsBesideTheAlert() {
        let text = AlertTable(
            Self.history().standings, at: 1_772_445_600_000, time: LocalTime(zone: .gmt), language: .finnish, width: 100
        ).text()
        #expect(text.contains("tilanne 2.3.2026 10.00 · voimassa 3 · odottaa 0 · päättynyt 1"))
        #expect(text.contains("päättynyt vakava  NPS laski"))
        #expect(text.contains("alkaen 2.3.2026 8.00 · päättyi 2.3.2026 9.00 · 42 -> 22, n 79 against 106, p = 0.0002"))
        // The first in the group came at 8.01; a look at it every five minutes, the first after the critical one's end.
        #expect(text.contains("johto: kerrottu 2.3.2026 9.01.30"))
        #expect(text.contains("johto: ei kerrota, hiljentänyt"))
    }

    private static let finding = LookFinding(
        value: 22, n: 79, base: 42.5, baseCount: 106, difference: -20.5, p: 0.000_21, method: "permutation",
        since: CivilDate(year: 2026, month: 10, day: 12))

    /// A Finnish organisation's alert of a look.
    private static func table(
        _ figures: LookFigures, title: String = "", text: String = "", _ language: Language
    ) -> (alerts: String, run: String) {
        let summary = FigureWords(["fi", "en"]).summary(figures)
        let signal = AlertSignal(
            rule: "lasku", labels: [("unit", "turku")], time: 0, holds: true, severity: "warning",
            title: title.replacing("{summary}", with: summary), text: text.replacing("{summary}", with: summary),
            summary: summary, figures: figures)
        let history = AlertHistory(NotificationPlan(), [signal], until: 1)
        return (
            AlertTable(history.standings, at: 1, time: .utc, language: language, width: 200).text(),
            TableReport(RunReport(), alerts: AlertSummary(history), language: language, width: 200).text()
        )
    }

    /// The table and the page of a replay in which the alert is new.
    private static func replayed(_ figures: LookFigures, title: String, _ language: Language) -> String {
        let summary = FigureWords(["fi"]).summary(figures)
        let signal = AlertSignal(
            rule: "lasku", labels: [], time: 0, holds: true, severity: "warning",
            title: title.replacing("{summary}", with: summary), summary: summary, figures: figures)
        let comparison = AlertComparison(
            current: AlertHistory(NotificationPlan(), [], until: 1),
            candidate: AlertHistory(NotificationPlan(), [signal], until: 1))
        let report = ReplayReport()
        return ReplayTable(report, alerts: comparison, by: [], language: language, width: 200).text()
            + String(
                decoding: ReplayPage(report, alerts: comparison, language: language).document(), as: UTF8.self
            ).replacing("-&gt;", with: "->")
    }

    /// What was found is in the reader's language, what the rule's author wrote around it in the author's.
    @Test(arguments: [
        (Language.finnish, "42,5 -> 22, n 79, vertailussa 106, p = 0,0002, noin 12. lokakuuta alkaen"),
        (.swedish, "42,5 -> 22, n 79 mot 106, p = 0,0002, sedan omkring 12 oktober"),
        (.english, "42.5 -> 22, n 79 against 106, p = 0.0002, since about 12 October"),
    ])
    func theReaderIsToldWhatWasFound(language: Language, text: String) {
        for (title, body) in [
            ("", ""), ("NPS laski", ""), ("NPS laski", "{summary}"), ("NPS laski", "Turku: {summary}!"),
            ("Turku: {summary}", ""), ("", "{summary}"),
        ] {
            let (alerts, run) = Self.table(.found(Self.finding), title: title, text: body, language)
            for table in [alerts, run] {
                #expect(table.ranges(of: text).count == 1, "\(title) \(body)\n\(table)")
                #expect(table.ranges(of: "n 79").count == 1, "\(table)")
            }
            if body.hasSuffix("!") { #expect(alerts.contains("Turku: \(text)!")) }
            let replay = Self.replayed(.found(Self.finding), title: title, language)
            #expect(replay.ranges(of: text).count == (title.contains("{summary}") ? 2 : 0), "\(replay)")
            if title == "NPS laski" { #expect(alerts.contains(title) && run.contains(title)) }
        }
    }

    @Test(arguments: [
        (Language.finnish, "ei vastauksia 14 päivään"), (.swedish, "inga svar på 14 dagar"),
        (.english, "no answers for 14 days"),
    ])
    func theReaderIsToldOfSilence(language: Language, text: String) {
        let (alerts, run) = Self.table(.silent(days: 14), title: "Hiljaista", text: "{summary}", language)
        #expect(alerts.contains(text) && run.contains("Hiljaista (\(text))"))
    }

    /// A long title has lines of its own, and loses nothing.
    @Test func aLongTitleIsWhole() {
        let title = (0..<30).map { "sana\($0)" }.joined(separator: " ")
        let signal = AlertSignal(rule: "r", labels: [], time: 0, holds: true, severity: "critical", title: title)
        let history = AlertHistory(NotificationPlan(), [signal], until: 1)
        let text = AlertTable(history.standings, at: 1, time: .utc, language: .swedish, width: 80).text()
        Self.expectHarmless(text, width: 80)
        #expect(text.contains("\naktivt kritiskt\n  sana0 sana1"))
        #expect((0..<30).allSatisfy { text.contains("sana\($0)") })
    }

    /// A `run` that writes its own value and n has written them, though the program would say the same in another way.
    @Test func whatAnAuthorWroteStays() {
        let (alerts, _) = Self.table(.window(value: 22.5, n: 79), title: "Nyt", text: "{summary}", .english)
        #expect(alerts.contains("\n  22,5, n 79\n"), "\(alerts)")
        #expect(alerts.contains(" · 22.5, n 79\n"), "\(alerts)")
    }

    @Test(arguments: [
        (Language.finnish, "alkaa 2.3.2026 8.00", "voimassa nyt", "päättynyt"),
        (.swedish, "börjar 2026-03-02 08:00", "gäller nu", "har gått ut"),
        (.english, "begins 2026-03-02 08:00", "in force now", "expired"),
    ])
    func aSilenceIsListedAsItStands(language: Language, pending: String, active: String, expired: String) {
        let start: Int64 = 1_772_438_400_000
        let silence = Silence(
            match: LabelMatch([("unit", .isOneOf(["oulu"]))]), author: "Åsa", comment: "remont", starts: start,
            ends: start + 3_600_000)
        for (time, state) in [(start - 1, pending), (start, active), (start + 3_600_000, expired)] {
            let text = AlertTable([], silences: [silence], at: time, time: .utc, language: language, width: 200).text()
            #expect(text.contains("unit = \"oulu\": ") && text.contains(": remont (\(state))"), "\(text)")
        }
    }

    /// The clock of the organisation, on both sides of a change of it.
    @Test func momentsAreLocal() throws {
        let helsinki = LocalTime(zone: try #require(TimeZone(identifier: "Europe/Helsinki")))
        #expect(helsinki.text(1_774_745_999_000, .english) == "2026-03-29 02:59:59")
        #expect(helsinki.text(1_774_746_000_000, .finnish) == "29.3.2026 4.00")
        #expect(helsinki.text(1_774_746_000_000, .swedish) == "2026-03-29 04:00")
        #expect(LocalTime.utc.text(-1_000, .english) == "1969-12-31 23:59:59")
    }

    @Test(arguments: Language.allCases) func aReplayShowsWhatBecomesOfAlerts(language: Language) throws {
        let comparison = AlertComparison(
            current: Self.history(), candidate: AlertHistory(NotificationPlan(), [], until: 1_772_445_600_000))
        #expect(comparison.isDifferent && comparison.count(.removed) == 4)
        var report = ReplayReport()
        report.replayed = 1
        let text = ReplayTable(report, alerts: comparison, by: [], language: language, width: 80).text()
        Self.expectHarmless(text, width: 80)
        #expect(text.contains("2026") && text.contains("NPS laski"))
        let page = String(
            decoding: ReplayPage(report, alerts: comparison, language: language).document(), as: UTF8.self)
        #expect(page.contains("alerts-table") && !page.contains("<\u{1B}"))
        // The same alerts, and somebody else is told.
        var plan = Self.plan()
        plan.route?.receiver = "asiakaspalvelu"
        let moved = AlertComparison(current: Self.history(), candidate: Self.history(plan))
        #expect(
            moved.isDifferent && moved.differences.isEmpty
                && moved.receivers.map(\.name) == ["asiakaspalvelu", "johto"])
        let told = ReplayTable(report, alerts: moved, by: [], language: language, width: 80).text()
        Self.expectHarmless(told, width: 80)
        let count = try #require(moved.receivers.first).candidate
        #expect(count > 0 && told.contains("asiakaspalvelu") && told.contains("0 → \(count)"))
        // The same on both sides says nothing.
        let same = AlertComparison(current: Self.history(), candidate: Self.history())
        #expect(
            ReplayTable(report, alerts: same, by: [], language: language).text()
                == ReplayTable(report, by: [], language: language).text())
    }
}
