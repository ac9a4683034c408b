import Engine
import Exports
import Foundation
import TerminalTables
import Testing
import Tuntuma
import TuntumaTesting

@testable import Reporting

/// Reports that no engine would make: whatever stands in one, each format writes it, and writes it well formed.
struct RandomReportTests {
    private static let numbers: [Double] = [
        0, -0.0, 1, -1, 31.5, 1e-300, -Double.leastNonzeroMagnitude, 1e21, 1.7976931348623157e308,
        -1.7976931348623157e308, .nan, .infinity,
        -.infinity, 9_007_199_254_740_992,
    ]
    private static let texts = [
        "", "nps", "2026-03", "2026-W53", "all", "9999-12", "no answers", "not on the scale 0-10", "a: b: ", "東京",
        "\u{0}",
        "\u{1B}[31m", "a,b\r\n\"", "e\u{301}", "🇫🇮", "\u{202E}", String(repeating: "x", count: 300), "fewer than ", " ",
    ]

    @Test(arguments: UInt64(0)..<30)
    func everyFormatBearsIt(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let report = Self.report(&random)
        for language in Language.allCases {
            for width in [0, 40, 60, 80, 133] {
                let text = TableReport(report, language: language, width: width, colour: false).text()
                for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= max(width, 24)) }
            }
        }
        let bytes = JSONReport.document(report)
        let document = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect((document["metrics"] as? [Any])?.count == report.metrics.count)
        #expect(bytes.count { $0 == UInt8(ascii: "\n") } == 1)
        let table = CSVReport.document(report)
        #expect(table.starts(with: "metric,definition,".utf8))
        #expect(table.suffix(2) == [0x0D, 0x0A])
    }

    private static func report(_ random: inout SplitMix64) -> RunReport {
        var report = RunReport()
        report.period = Period.allCases.randomElement(using: &random) ?? .all
        report.groupKeys = (0..<Int.random(in: 0...3, using: &random)).map { "\($0)\(text(&random))" }
        report.metrics = (0..<Int.random(in: 0...12, using: &random)).map { _ in row(report.groupKeys, &random) }
        report.totals = (0..<Int.random(in: 0...3, using: &random)).map { _ in row([], &random) }
        report.seconds = number(&random)
        report.events.rejected = Int.random(in: -1...Int.max, using: &random)
        report.timeSpan = Timestamp(milliseconds: .min)...Timestamp(milliseconds: .max)
        report.rejectionReasons = [(text(&random), .max)]
        report.rejections = [Rejection(file: text(&random), line: .max, byte: .min, reason: text(&random))]
        var rule = RuleRow(rule: text(&random), version: text(&random), doc: text(&random))
        rule.seconds = number(&random)
        rule.failures = [
            FailureReport(
                kind: text(&random), event: text(&random), place: text(&random), message: text(&random),
                ruleLine: text(&random), sourceLine: text(&random), fields: [(text(&random), text(&random))],
                count: Int.random(in: 1...9, using: &random))
        ]
        rule.breaker = .disabled
        var transition = BreakerTransition(from: .closed, to: .disabled, reason: .opened(3), time: 0)
        (transition.event, transition.place) = (text(&random), text(&random))
        rule.transitions = [transition]
        report.rules = [rule]
        return report
    }

    private static func row(_ keys: [String], _ random: inout SplitMix64) -> MetricRow {
        var result = MetricResult(
            value: number(&random), n: Int.random(in: .min ... .max, using: &random),
            interval: Bool.random(using: &random) ? interval(&random) : nil,
            distribution: [(text(&random), 1), (text(&random), 2)],
            parts: [
                (text(&random), .count(.min)), (text(&random), .number(number(&random))),
                (text(&random), .interval(interval(&random))),
                (text(&random), .group([("n", .count(.max)), ("value", .number(nil)), (text(&random), .group([]))])),
            ],
            weighted: Bool.random(using: &random)
                ? .init(value: number(&random), interval: nil, standardError: 1, effectiveN: number(&random)) : nil,
            range: [
                nil, 0...0, -1...1, -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude, 0...(.infinity),
            ]
            .randomElement(using: &random) ?? nil)
        if Bool.random(using: &random) { result.value = nil }
        var uptake = UptakeCounts()
        uptake.rejected = [text(&random): 1, "another": 2]
        return MetricRow(
            metric: text(&random), definition: text(&random), titles: ["fi": text(&random)],
            by: keys.map { ($0, Bool.random(using: &random) ? text(&random) : nil) }, period: text(&random),
            result: result, uptake: uptake, suppressed: Int.random(in: 0..<5, using: &random) == 0,
            minimumGroup: Bool.random(using: &random) ? 5 : nil)
    }

    private static func interval(_ random: inout SplitMix64) -> Interval {
        Interval(level: number(&random), lower: number(&random), upper: number(&random), method: text(&random))
    }

    private static func number(_ random: inout SplitMix64) -> Double { numbers.randomElement(using: &random) ?? 0 }

    private static func text(_ random: inout SplitMix64) -> String { texts.randomElement(using: &random) ?? "" }
}
