import Engine
import Foundation
import Reporting
import Testing
import Tuntuma
import Workspace

@testable import Charts

/// Alerts of rules, and moving windows.
struct ChartAlertTests {
    private static let finding = LookFinding(
        value: 22, n: 79, base: 42, baseCount: 106, difference: -20, p: 0.000_2, method: "permutation", since: nil)

    private static func day(_ text: String) throws -> Int { try #require(CivilDate(text: text)).dayNumber }

    private static func alerts() throws -> [ChartAlert] {
        [
            ChartAlert(
                rule: "nps-drop", group: ["unit": "Turku"], from: try day("2026-08-20"), to: try day("2026-10-01"),
                title: "<b>", finding: finding),
            ChartAlert(
                rule: "nps-goal", group: ["unit": "Turku"], from: try day("2026-09-01"), to: nil,
                title: "Alle <tavoite>"),
            ChartAlert(rule: "all", group: [:], from: try day("2026-09-01"), to: nil, title: "x"),
            ChartAlert(
                rule: "deeper", group: ["unit": "Turku", "touchpoint": "order"], from: try day("2026-09-01"), to: nil,
                title: "x"),
            ChartAlert(rule: "none", group: ["unit": nil], from: try day("2026-09-01"), to: nil, title: "x"),
        ]
    }

    /// An alert is drawn in the chart of its group, and nowhere else.
    @Test func anAlertBelongsToItsGroup() throws {
        let (months, days) = ChartReports.year()
        let chart = try #require(MetricChart(of: "nps", months, days: days, alerts: try Self.alerts()))
        #expect(chart.panels.first { $0.group == ["Turku"] }?.alerts.map(\.rule) == ["nps-drop", "nps-goal"])
        #expect(chart.panels.first { $0.group == ["Oulu"] }?.alerts.isEmpty == true)
        #expect(chart.panels.first { $0.group == nil }?.alerts.map(\.rule) == ["all"])
    }

    /// A day lies between the middles of its periods; days outside lie at the ends.
    @Test func daysLieBetweenThePoints() throws {
        let points = ["2026-01", "2026-02", "2026-03"].map { ChartPanel.Point(period: $0) }
        let days = try #require(PanelDays(points, by: .month))
        for (day, place) in [("2026-01-16", 0), ("2025-06-01", 0), ("2026-03-16", 2), ("2027-01-01", 2)]
            as [(String, Double)]
        {
            #expect(days.place(of: try Self.day(day)) == place)
        }
        let january = days.place(of: try Self.day("2026-01-31"))
        let february = days.place(of: try Self.day("2026-02-01"))
        #expect(january > 0.4 && january < february && february < 0.7)
        #expect(PanelDays([], by: .month) == nil && PanelDays([.init(period: "all")], by: .all) == nil)
    }

    @Test(arguments: Language.allCases)
    func theDrawingSaysWhatTheAlertIs(language: Language) throws {
        let (months, days) = ChartReports.year()
        let chart = try #require(MetricChart(of: "nps", months, days: days, alerts: try Self.alerts()))
        for document in [
            ChartPage(chart, language: language).document(), ChartPicture(chart, language: language).document(),
        ] {
            let text = String(decoding: document, as: UTF8.self)
            // Two in Turku, one of everybody; what still fires has an arrow.
            #expect(text.components(separatedBy: "<g class=\"alert\"><title>").count == 4)
            #expect(
                text.components(separatedBy: "<g class=\"alert\">").dropFirst().count { $0.contains("<polygon points") }
                    >= 2)
            #expect(text.contains("Alle &lt;tavoite&gt;") && !text.contains("<tavoite>") && !text.contains("<b>"))
            let legend = ChartPhrase.alerts.text(in: language).prefix(30)
            #expect(text.contains(legend))
        }
        let page = String(decoding: ChartPage(chart, language: .english).document(), as: UTF8.self)
        #expect(page.contains("Alert nps-drop, 2026-08-20 – 2026-10-01: 42.0 → 22.0, n 79 against 106, p = 0.0002"))
        #expect(page.contains("Alert nps-goal, firing since 2026-09-01: Alle"))
        let goal = LookFinding(
            value: 22, n: 79, base: 40, baseCount: nil, difference: -18, p: 0.01, method: "tilting", since: nil)
        var alerts = try Self.alerts()
        alerts[1].finding = goal
        let figures = try #require(MetricChart(of: "nps", months, days: days, alerts: alerts))
        #expect(
            String(decoding: ChartPage(figures, language: .english).document(), as: UTF8.self)
                .contains("Alert nps-goal, firing since 2026-09-01: 22.0 against 40.0, n 79, p = 0.0100"))
        let silent = try #require(MetricChart(of: "nps", months, days: days))
        #expect(!String(decoding: ChartPage(silent, language: .english).document(), as: UTF8.self).contains("<g class"))
    }

    /// Alerts that overlap stand over each other, more than there is room for in the last lane.
    @Test func manyAlertsKeepInThePicture() throws {
        let (months, days) = ChartReports.year()
        let first = try Self.day("2026-02-01")
        let many = (0..<30).map {
            ChartAlert(rule: "r\($0)", group: ["unit": "Turku"], from: first + $0, to: nil, title: "x")
        }
        let chart = try #require(MetricChart(of: "nps", months, days: days, alerts: many))
        let page = String(decoding: ChartPage(chart, language: .english).document(), as: UTF8.self)
        let heights = page.matches(of: /<rect x="[^"]*" y="([^"]*)" width="[^"]*" height="6"/).compactMap {
            Double($0.output.1)
        }
        #expect(heights.count == 30 && Set(heights).count == 4 && heights.allSatisfy { $0 >= 0 && $0 < 60 })
    }

    /// Windows that overlap are not held against each other.
    @Test func aWindowHasNoMarks() throws {
        var (_, days) = ChartReports.year()
        days.window = 30
        // Not every day need be there.
        days.metrics.removeAll { $0.period == "2026-03-03" }
        days.totals.removeAll { $0.period == "2026-03-03" }
        let chart = try #require(MetricChart(of: "nps", days, days: days))
        #expect(chart.panels.allSatisfy { $0.changes.isEmpty } && chart.window == 30)
        #expect(chart.panels.allSatisfy { $0.points.count == 364 })
        let page = String(decoding: ChartPage(chart, language: .english).document(), as: UTF8.self)
        #expect(
            page.contains("moving window: the 30 days up to each point") && page.contains("Points beside each other"))
        #expect(page.contains("last day of the window") && !page.contains("Each period is held against"))
    }
}
