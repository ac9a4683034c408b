import Engine
import Exports
import Reporting
import Testing
import Tuntuma
import TuntumaTesting
import Workspace

@testable import Charts

struct MetricChartTests {
    @Test func everybodyStandsFirstThenTheLargestGroups() throws {
        var report = RunReport()
        report.period = .month
        report.groupKeys = ["unit"]
        for unit in 0..<40 {
            report.metrics.append(ChartReports.row(["u\(unit)"], "2026-01", ChartReports.nps(unit + 1, 1, 1)))
        }
        report.metrics.append(ChartReports.row(["tiny"], "2026-01", ChartReports.nps(1, 0, 0), suppressed: true))
        report.totals = [ChartReports.row(nil, "2026-01", ChartReports.nps(820, 40, 40))]
        let chart = try #require(MetricChart(of: "nps", report))
        #expect(chart.panels.count == 25 && chart.leftOut == 16 && chart.suppressed == 1)
        #expect(chart.panels.first?.group == nil && chart.panels[1].group == ["u39"])
        #expect(chart.panels.map(\.n).dropFirst().elementsEqual(chart.panels.map(\.n).dropFirst().sorted(by: >)))
        #expect(MetricChart(of: "csat", report) == nil)
        #expect(MetricChart(of: "nps", RunReport()) == nil)
    }

    @Test func aMonthWithoutAnswersIsAGap() throws {
        var report = RunReport()
        report.period = .month
        report.metrics = ["2025-11", "2026-02"].map { ChartReports.row(nil, $0, ChartReports.nps(5, 3, 2)) }
        let chart = try #require(MetricChart(of: "nps", report))
        #expect(chart.panels.map { $0.points.map(\.period) } == [["2025-11", "2025-12", "2026-01", "2026-02"]])
        #expect(chart.panels.first?.points.map { $0.value != nil } == [true, false, false, true])
    }

    /// A unit that falls is marked, and dated near the day; one that does not fall is not.
    @Test(arguments: ["2026-06-20", "2026-08-13", "2026-10-03"], [1, 2, 3] as [UInt64])
    func whatChangedIsMarkedAndDated(day: String, seed: UInt64) throws {
        let (months, days) = ChartReports.year(changeDay: day, seed: seed)
        let chart = try #require(MetricChart(of: "nps", months, days: days))
        let turku = try #require(chart.panels.first { $0.group == ["Turku"] })
        // A page may have a mark by chance, one in twenty.
        func isMarked(_ change: ChartPanel.Change, in panel: ChartPanel) -> Bool {
            !change.isRise && panel.points[change.periods.upperBound].period >= day.prefix(7)
        }
        let change = try #require(turku.changes.first { isMarked($0, in: turku) })
        let since = try #require(change.since)
        let (about, from, to) = (
            try #require(CivilDate(text: since.about)).dayNumber, try #require(CivilDate(text: since.from)).dayNumber,
            try #require(CivilDate(text: since.to)).dayNumber
        )
        let truth = try #require(CivilDate(text: day)).dayNumber
        #expect(abs(about - truth) <= 15, "\(since)")
        #expect((from...to).contains(about))
        #expect(change.before.value > change.after.value && change.p <= 0.05)
        #expect(try #require(chart.panels.first { $0.group == ["Oulu"] }).changes.isEmpty)
        // Without days it is dated by its periods.
        let coarse = try #require(MetricChart(of: "nps", months)?.panels.first { $0.group == ["Turku"] })
        let month = try #require(coarse.changes.first { isMarked($0, in: coarse) }?.since).about
        let firstDay = try #require(PeriodDays.days(of: month, by: .month)).lowerBound
        #expect(month.utf8.count == 7 && abs(firstDay - truth) <= 45)
    }

    @Test func theGoalOfTheGroupGoesBeforeTheGoalOfAll() throws {
        let (months, _) = ChartReports.year()
        let goals = [
            Goal(metric: "csat", target: 1), Goal(metric: "nps", target: 40),
            Goal(metric: "nps", target: 20, by: ["unit": "Turku"], period: "quarter"),
            Goal(metric: "nps", target: 25, by: ["unit": "Turku"], period: "month"),
            Goal(metric: "nps", target: 10, by: ["unit": "Vaasa"]),
        ]
        let chart = try #require(MetricChart(of: "nps", months, goals: goals))
        #expect(chart.panels.map(\.target) == [40, 40, 25])
    }

    /// Answers of a group that is too small to be shown change nothing but what everybody's total says.
    @Test func aSmallGroupIsNotInTheChart() throws {
        var report = ChartReports.year().months
        report.metrics.append(ChartReports.row(["Vaasa"], "2026-03", ChartReports.nps(1, 0, 1), suppressed: true))
        let one = ChartPage(try #require(MetricChart(of: "nps", report)), language: .english).document()
        report.metrics[report.metrics.count - 1].result = ChartReports.nps(0, 0, 400)
        let other = ChartPage(try #require(MetricChart(of: "nps", report)), language: .english).document()
        #expect(one == other)
        let page = String(decoding: one, as: UTF8.self)
        #expect(!page.contains("Vaasa") && page.contains("nobody who answered can be recognised: 1."))
    }

    /// A period too small to be shown is a gap, and nothing is dated from its days.
    @Test func aSmallPeriodIsAGap() throws {
        var (months, days) = ChartReports.year()
        for place in days.metrics.indices { days.metrics[place].suppressed = true }
        let place = try #require(months.metrics.firstIndex { $0.period == "2026-04" })
        months.metrics[place].suppressed = true
        let chart = try #require(MetricChart(of: "nps", months, days: days))
        let oulu = try #require(chart.panels.first { $0.group == ["Oulu"] })
        #expect(oulu.points[3].result == nil && oulu.points[3].isSuppressed)
        let turku = try #require(chart.panels.first { $0.group == ["Turku"] })
        #expect(turku.changes.first?.since?.about.utf8.count == 7)
    }

    @Test(arguments: [Period.day, .week, .month, .quarter, .year])
    func periodsFollowEachOtherDayByDay(period: Period) throws {
        var name =
            switch period {
            case .day: "2019-12-30"
            case .week: "2019-W52"
            case .month: "2019-12"
            case .quarter: "2019-Q4"
            default: "2019"
            }
        var last: ClosedRange<Int>?
        for _ in 0..<120 {
            let days = try #require(PeriodDays.days(of: name, by: period))
            if let last { #expect(days.lowerBound == last.upperBound + 1, "\(name)") }
            last = days
            name = try #require(PeriodSequence.successor(of: name, by: period))
        }
        let wrong = [.month: "2026-13", .week: "2026-W60", .quarter: "2026-Q5", .day: "2026-02-30"][period] ?? "99999"
        for name in ["", "x", wrong] { #expect(PeriodDays.days(of: name, by: period) == nil, "\(name)") }
    }
}
