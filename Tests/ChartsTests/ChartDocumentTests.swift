import Engine
import Foundation
import FoundationXML
import Reporting
import Testing
import Tuntuma
import TuntumaTesting
import Workspace

@testable import Charts

/// The page and the picture as documents.
struct ChartDocumentTests {
    private func chart(_ names: [String?] = ["Oulu", "Turku"]) throws -> MetricChart {
        var (months, days) = ChartReports.year()
        for place in months.metrics.indices where months.metrics[place].by.first?.value == "Oulu" {
            months.metrics[place].by = [(key: "unit", value: names[0])]
        }
        for place in days.metrics.indices where days.metrics[place].by.first?.value == "Oulu" {
            days.metrics[place].by = [(key: "unit", value: names[0])]
        }
        return try #require(
            MetricChart(of: "nps", months, days: days, goals: [Goal(metric: "nps", target: 35)]))
    }

    @Test(arguments: Language.allCases)
    func bothAreWellFormedAndSayWhatChanged(language: Language) throws {
        let chart = try chart()
        let page = ChartPage(chart, language: language).document()
        let picture = ChartPicture(chart, language: language).document()
        let words = [
            Language.finnish: ["Kaikki", "▼ laskenut", "suunnilleen alkaen", "tavoite 35,0"],
            .swedish: ["Alla", "▼ lägre", "sedan ungefär", "mål 35,0"],
            .english: ["All", "▼ lower", "since about", "goal 35.0"],
        ]
        for document in [page, picture] {
            #expect(XMLParser(data: Data(document)).parse())
            let text = String(decoding: document, as: UTF8.self)
            for word in words[language, default: []] { #expect(text.contains(word), "\(word)") }
            #expect(text.contains("<desc") && text.contains("prefers-color-scheme: dark"))
        }
    }

    /// No script, nothing from elsewhere, and nothing of the data becomes markup.
    @Test(arguments: [
        "<script>alert(1)</script>", "\"><img src=x onerror=y>", "a&b", "\u{1B}[31m\u{0}", "", "東京 e\u{301}", nil,
    ])
    func namesAreText(name: String?) throws {
        let chart = try chart([name])
        for language in Language.allCases {
            for document in [
                ChartPage(chart, language: language).document(), ChartPicture(chart, language: language).document(),
            ] {
                let text = String(decoding: document, as: UTF8.self)
                #expect(XMLParser(data: Data(document)).parse())
                #expect(!text.contains("<script") && !text.contains("<img") && !text.contains("\u{1B}"))
                #expect(!text.contains("http-equiv=\"refresh\"") && !text.contains(" src=\"") && !text.contains("url("))
                let links = text.components(separatedBy: "http").dropFirst().filter {
                    !$0.hasPrefix("://www.w3.org/") && !$0.hasPrefix("-equiv")
                }
                #expect(links.isEmpty)
            }
        }
    }

    /// Every number of a panel stands in its table, and n under its last period.
    @Test func theNumbersStandInTables() throws {
        let chart = try chart()
        let page = String(decoding: ChartPage(chart, language: .english).document(), as: UTF8.self)
        for panel in chart.panels {
            for point in panel.points {
                let result = try #require(point.result)
                let value = Language.english.format(try #require(result.value), decimals: 1)
                #expect(page.contains("<th scope=\"row\">\(point.period)</th><td>\(value)</td>"))
            }
            let last = try #require(panel.points.last?.result?.n)
            #expect(page.contains("text-anchor=\"end\">\(Language.english.format(last))</text>"))
        }
    }

    /// Whatever the values are: round ticks within the scale, everything drawn inside the picture.
    @Test func anyValuesAreDrawnInside() throws {
        var random = SplitMix64(seed: 3)
        for _ in 0..<200 {
            var report = RunReport()
            report.period = .week
            let size = pow(10, Double.random(in: -6...9, using: &random))
            let offset = Double.random(in: -10...10, using: &random) * size
            report.metrics = (1...Int.random(in: 1...30, using: &random)).map { week in
                let value = offset + Double.random(in: -1...1, using: &random) * size
                return ChartReports.row(
                    nil, "2026-W\(week < 10 ? "0" : "")\(week)",
                    MetricResult(
                        value: value, n: 20, interval: Interval(lower: value - size, upper: value + size, method: "t"),
                        standardError: size / 2))
            }
            let chart = try #require(MetricChart(of: "nps", report))
            let scale = ChartScale(chart)
            #expect(scale.lower < scale.upper && (2...13).contains(scale.ticks.count))
            #expect(scale.ticks.allSatisfy { $0 >= scale.lower - size && $0 <= scale.upper + size })
            let text = String(decoding: ChartPicture(chart, language: .english).document(), as: UTF8.self)
            for list in text.components(separatedBy: "points=\"").dropFirst() {
                for pair in list.prefix(while: { $0 != "\"" }).split(separator: " ") {
                    let numbers = pair.split(separator: ",").compactMap { Double($0) }
                    #expect(numbers.count == 2 && (0...720).contains(numbers[0]) && (0...320).contains(numbers[1]))
                }
            }
        }
    }
}
