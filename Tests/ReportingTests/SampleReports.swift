import Engine
import Tuntuma

/// The reports that the golden files show: built by hand, so that a change in the engine changes none of them.
enum SampleReports {
    static let all: [(name: String, report: RunReport)] = [
        ("empty", RunReport()),
        ("overview", overview),
        ("groups", groups),
        ("trend", trend),
        ("trouble", trouble),
        ("hostile", hostile),
        ("weighted", weighted),
        ("two-keys", twoKeys),
        ("trend-alone", trendAlone),
        ("marks", marks),
    ]

    static func nps(
        _ promoters: Int, _ passives: Int, _ detractors: Int, half: Double = 8, weighted: MetricResult.Weighted? = nil
    ) -> MetricResult {
        let n = promoters + passives + detractors
        guard n > 0 else { return MetricResult(none: "no answers", range: -100...100) }
        let value = 100 * Double(promoters - detractors) / Double(n)
        var result = MetricResult(
            value: value, n: n,
            interval: Interval(lower: max(-100, value - half), upper: min(100, value + half), method: "adjusted-wald"),
            distribution: [("0", detractors), ("10", promoters), ("8", passives)],
            parts: [
                ("promoters", .count(promoters)), ("passives", .count(passives)), ("detractors", .count(detractors)),
            ], weighted: weighted, range: -100...100)
        result.tally = MetricResult.Tally(values: [-1, 0, 1], counts: [detractors, passives, promoters], points: 100)
        return result
    }

    static func row(
        _ metric: String, by: [(String, String?)] = [], period: String = "all", _ result: MetricResult,
        titles: [String: String] = [:], uptake: UptakeCounts? = nil, suppressed: Bool = false
    ) -> MetricRow {
        var counts = UptakeCounts()
        counts.counted = result.n
        return MetricRow(
            metric: metric, definition: "\(metric)@3f2a91c04b7d", titles: titles,
            by: by.map { (key: $0.0, value: $0.1) }, period: period, result: result, uptake: uptake ?? counts,
            suppressed: suppressed, minimumGroup: suppressed ? 5 : nil)
    }

    static func uptake(counted: Int, ignored: Int = 0, rejected: [String: Int] = [:]) -> UptakeCounts {
        var counts = UptakeCounts()
        counts.counted = counted
        counts.ignored = ignored
        counts.rejected = rejected
        return counts
    }

    static let overview: RunReport = {
        var report = RunReport()
        report.events.read = 12_345
        report.events.accepted = 12_330
        report.events.duplicates = 10
        report.events.rejected = 5
        report.events.late = 3
        report.corrected = 2
        report.seconds = 0.0123
        report.daySpan = ("2026-01-01", "2027-06-30")
        let item: (Double) -> MetricResult.Part = { .group([("value", .number($0)), ("n", .count(1_200))]) }
        report.metrics = [
            row(
                "nps", nps(600, 380, 220, half: 3.1),
                uptake: uptake(counted: 1_200, ignored: 40, rejected: ["not on the scale 0-10": 2, "not a number": 7])),
            row(
                "csat",
                MetricResult(
                    value: 80.98657, n: 4_100, interval: Interval(lower: 80.57, upper: 83.47, method: "wilson"),
                    parts: [("top_boxes", .count(3_320)), ("mean", .number(4.4133))], range: 0...100)),
            row(
                "ces",
                MetricResult(
                    value: 5.25, n: 8, interval: Interval(lower: 4.1, upper: 6.4, method: "t"), range: 1...7)),
            row(
                "project-experience",
                MetricResult(
                    value: 71.25, n: 1_200, interval: Interval(lower: 70.1, upper: 72.4, method: "wilson-mean"),
                    parts: [
                        ("complete", .count(1_100)),
                        (
                            "projects",
                            .group([
                                ("n", .count(37)), ("value", .number(70.5)),
                                ("interval", .interval(Interval(lower: 66, upper: 75, method: "wilson-mean"))),
                            ])
                        ),
                        (
                            "items",
                            .group([
                                ("goals", item(73.9)), ("communication", item(64.2)), ("schedule", item(53.2)),
                                ("expertise", item(94.5)),
                            ])
                        ),
                        ("alpha", .number(0.81)),
                        (
                            "recommend",
                            .group([("value", .number(nil)), ("n", .count(0)), ("interval", .interval(nil))])
                        ),
                    ], range: 0...100)),
            row(
                "promise-kept", MetricResult(none: "no answers"),
                titles: ["fi": "Lupaus pidettiin", "sv": "Löftet hölls", "en": "Promise kept"]),
        ]
        report.decisions.route = 17
        report.decisions.alert = 3
        var rule = RuleRow(rule: "detractor-callback", version: "sha256:00", doc: "Someone calls.")
        rule.matched = 1_022
        rule.decided = 17
        rule.seconds = 0.0004
        report.rules = [rule]
        return report
    }()

    static let groups: RunReport = {
        var report = RunReport()
        report.events.read = 400
        report.events.accepted = 400
        report.groupKeys = ["touchpoint"]
        report.timeSpan = Timestamp(milliseconds: 1_772_442_900_000)...Timestamp(milliseconds: 1_772_442_900_001)
        let titles = ["fi": "Työntekijöiden suositteluhalu", "en": "Employee NPS", "sv": "Medarbetar-NPS"]
        report.metrics = [
            row("nps", by: [("touchpoint", "go-live")], nps(60, 38, 22)),
            row(
                "nps", by: [("touchpoint", "käyttöönottokoulutus etäyhteydellä ja lähiopetuksena")],
                nps(4, 2, 2, half: 40)),
            row("nps", by: [("touchpoint", "東京サポート")], nps(10, 10, 40)),
            row("nps", by: [("touchpoint", "")], nps(0, 0, 0)),
            row("nps", by: [("touchpoint", nil)], nps(5, 0, 80)),
            row("enps", by: [("touchpoint", "support")], nps(50, 20, 10), titles: titles),
            row("enps", by: [("touchpoint", "sales")], nps(2, 1, 1), titles: titles, suppressed: true),
        ]
        report.totals = [
            row("nps", nps(79, 50, 144, half: 4), uptake: uptake(counted: 273, ignored: 3)),
            row("enps", nps(52, 21, 11), titles: titles),
        ]
        return report
    }()

    static let trend: RunReport = {
        var report = RunReport()
        report.events.read = 6_000
        report.events.accepted = 6_000
        report.groupKeys = ["unit"]
        report.period = .month
        report.daySpan = ("2025-11-01", "2027-04-30")
        for (unit, slope) in [("Tampere", 3), ("Turku", -2), (nil, 0)] as [(String?, Int)] {
            for month in 0..<18 where month != 7 {
                let result = nps(40 + slope * month, 30, 30 + (month * 5) % 11)
                report.metrics.append(row("nps", by: [("unit", unit)], period: name(month), result))
            }
        }
        report.metrics.append(row("nps", by: [("unit", "Vaasa")], period: name(17), nps(1, 1, 1), suppressed: true))
        for month in 0..<18 where month != 7 {
            report.totals.append(row("nps", period: name(month), nps(120 + 3 * month, 90, 90)))
        }
        return report
    }()

    static let trendAlone: RunReport = {
        var report = RunReport()
        report.events.read = 500
        report.events.accepted = 500
        report.period = .week
        for week in 1...60 where week % 9 != 0 {
            let name = week > 53 ? "2027-W0\(week - 53)" : "2026-W\(week < 10 ? "0" : "")\(week)"
            report.metrics.append(row("nps", period: name, nps(20 + week % 7, 10, 12)))
            let mean = 4 + Double(week % 5) / 4
            report.metrics.append(
                row(
                    "ces", period: name,
                    MetricResult(
                        value: mean, n: 42, interval: Interval(lower: mean - 0.3, upper: mean + 0.3, method: "t"),
                        range: 1...7)))
        }
        return report
    }()

    /// Two months of five units: one fell, one is better than the others, one has few answers, one is too small to be shown.
    static let marks: RunReport = {
        var report = RunReport()
        report.events.read = 900
        report.events.accepted = 900
        report.groupKeys = ["unit"]
        report.period = .month
        report.daySpan = ("2026-01-01", "2026-02-28")
        let units: [(String, [MetricResult], Bool)] = [
            ("Oulu", [nps(44, 30, 26), nps(46, 28, 26)], false), ("Rovaniemi", [nps(4, 2, 2), nps(1, 2, 3)], false),
            ("Tampere", [nps(75, 20, 5), nps(76, 18, 6)], false), ("Turku", [nps(50, 28, 22), nps(20, 20, 60)], false),
            ("Vaasa", [nps(1, 1, 1), nps(0, 1, 2)], true),
        ]
        for (unit, results, isSmall) in units {
            for (month, result) in zip(["2026-01", "2026-02"], results) {
                report.metrics.append(row("nps", by: [("unit", unit)], period: month, result, suppressed: isSmall))
            }
        }
        report.totals = [
            row("nps", period: "2026-01", nps(174, 81, 56)), row("nps", period: "2026-02", nps(143, 69, 97)),
        ]
        return report
    }()

    static let twoKeys: RunReport = {
        var report = RunReport()
        report.events.read = 200
        report.events.accepted = 200
        report.groupKeys = ["unit", "attributes.segment"]
        report.period = .quarter
        report.metrics = [
            row("nps", by: [("unit", "Oulu"), ("attributes.segment", "kunta")], period: "2026-Q1", nps(30, 20, 10)),
            row("nps", by: [("unit", "Oulu"), ("attributes.segment", "kunta")], period: "2026-Q3", nps(0, 0, 0)),
            row("nps", by: [("unit", "Oulu"), ("attributes.segment", nil)], period: "2026-Q2", nps(20, 20, 20)),
        ]
        return report
    }()

    static let weighted: RunReport = {
        var report = RunReport()
        report.events.read = 2_746
        report.events.accepted = 2_746
        let weighted = MetricResult.Weighted(
            value: 40.3984, interval: Interval(lower: 37.7, upper: 43.1, method: "linearised"), standardError: 1.38,
            effectiveN: 2_310.55)
        report.metrics = [row("nps", nps(1_500, 840, 406, half: 2.7, weighted: weighted))]
        return report
    }()

    static let trouble: RunReport = {
        var report = RunReport()
        report.events.read = 1_000
        report.events.accepted = 980
        report.events.conflicts = 1
        report.events.rejected = 19
        report.danglingReferences = 2
        report.rejectionReasons = [
            ("not valid UTF-8", 12), ("time \"2026-03-02\" has no offset; write Z or +02:00", 7),
        ]
        for line in 1...7 {
            report.rejections.append(
                Rejection(file: "log/2026-03.jsonl", line: line * 11, byte: line * 4_099, reason: "not valid UTF-8"))
        }
        report.conflicts = [
            Conflict(file: "log/2026-03.jsonl", line: 12, source: "sfo-2017", event: "r-1"),
            Conflict(file: "-", line: 13, source: "", event: "r-2"),
        ]
        var rule = RuleRow(rule: "billing-comments", version: "sha256:11", doc: "")
        rule.matched = 30
        rule.decided = 18
        rule.failed = 12
        rule.seconds = 75.2
        rule.failures = [
            FailureReport(
                kind: "error", event: "r-17", place: "log/2026-03.jsonl:17",
                message: "attempt to index a nil value (field 'answers'), which no event of this kind has ever had",
                ruleLine: "rules/billing.lua:12", sourceLine: "local c = event.answers.comment:lower()",
                fields: [("survey", "nps"), ("answers.comment", nil)], count: 9)
        ]
        rule.passedOver = 1234
        rule.breaker = .disabled
        var opened = BreakerTransition(
            from: .closed, to: .open, reason: .failed(2, of: 20), time: 1_772_442_900_000)
        (opened.event, opened.place) = ("r-40", "log/2026-03.jsonl:40")
        var disabled = BreakerTransition(from: .halfOpen, to: .disabled, reason: .opened(3), time: 1_772_446_500_000)
        (disabled.event, disabled.place) = ("r-90", "log/2026-03.jsonl:90")
        rule.transitions = [opened, disabled]
        report.rules = [rule]
        return report
    }()

    /// Names that try to move the cursor, to colour, to turn the text around, to break lines.
    static let hostile: RunReport = {
        var report = RunReport()
        report.groupKeys = ["attributes.\u{1B}[31m"]
        let names = [
            "\u{1B}[2J\u{1B}]0;owned\u{07}", "a\nb\r\nc\td", "\u{9B}31mred", "abc\u{202E}txt.exe", "\u{2066}x\u{2069}",
            "a,b\"c\"", "e\u{301}\u{302}\u{303}a\u{308}", "👩‍👩‍👧‍👦🇫🇮❤️", "\u{FEFF}bom", "zero\u{200B}width",
            "\u{7F}\u{0}\u{1}", " leading and trailing ",
        ]
        report.metrics = names.map { row("nps", by: [(report.groupKeys[0], $0)], nps(20, 5, 5)) }
        report.rejections = [Rejection(file: "\u{1B}[1mfile", line: 1, byte: 0, reason: "\u{1B}[5mreason\u{0}")]
        var rule = RuleRow(rule: "rule\u{1B}c", version: "\"\\\u{8}\u{C}\u{1F}", doc: "")
        rule.failed = 1
        rule.failures = [
            FailureReport(
                kind: "steps\u{1B}", event: "\u{1B}", place: "\u{7}", message: "\u{1B}[0m\n\n", ruleLine: "\r",
                sourceLine: "\u{1B}[31m")
        ]
        report.rules = [rule]
        return report
    }()

    /// The n-th month from November 2025.
    private static func name(_ month: Int) -> String {
        let months = 2025 * 12 + 10 + month
        let number = months % 12 + 1
        return "\(months / 12)-\(number < 10 ? "0" : "")\(number)"
    }
}
