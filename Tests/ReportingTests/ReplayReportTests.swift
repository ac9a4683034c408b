import Engine
import Hindsight
import Foundation
import FoundationXML
import TerminalTables
import Testing
import Tuntuma
import Workspace

@testable import Reporting

/// A replay as table, JSON and page: in every language, at every width, with texts that mean harm.
struct ReplayReportTests {
    static let hostile = "<script>alert(1)</script>&\"'\u{1B}[31m]]>\u{202E}häiriö"

    static func report(text: String = "callback") -> ReplayReport {
        var report = ReplayReport()
        report.events.accepted = 5_000
        report.replayed = 4_000
        report.daySpan = ("2026-01-01", "2026-03-01")
        report.dayCount = 60
        var counts = ReplayCounts()
        counts.current = 180
        counts.candidate = 1_140
        counts.added = 970
        counts.removed = 10
        counts.rerouted = 3
        counts.changed = 2
        report.total = counts
        for status in [ReplayRule.Status.same, .edited, .added, .removed] {
            var rule = ReplayRule(rule: "\(text)-\(status)", status: status)
            rule.counts = counts
            if status != .added { rule.current.version = "sha256:1" }
            if status != .removed { rule.candidate.version = "sha256:2" }
            rule.current.meanSteps = 12
            rule.candidate.meanSteps = 40.4
            rule.candidate.failed = status == .edited ? 1 : 0
            if status == .edited {
                rule.failures = [
                    FailureReport(
                        kind: "error", event: text, place: "a.jsonl:1", message: text, ruleLine: "\(text):3",
                        sourceLine: text)
                ]
            }
            report.rules.append(rule)
        }
        report.units = [(text, counts), (nil, counts)]
        report.targets = [(.route, text, counts), (.act, "mail", counts)]
        report.days = [("2026-01-01", counts), ("2026-02-11", counts)]
        var load = QueueLoad(queue: text, unit: "Turku", capacity: 12)
        load.current.total = 180
        load.current.most = 9
        load.current.mostOn = "2026-01-01"
        load.candidate.total = 1_140
        load.candidate.most = 31
        load.candidate.daysOver = 45
        report.loads = [QueueLoad(queue: text, unit: nil, capacity: nil), load]
        let decision = Decision(kind: .route, fields: [("queue", .text(text)), ("priority", .integer(2))])
        let other = Decision(kind: .route, fields: [("queue", .text("x")), ("reason", .text(text))])
        for (change, before, after) in [
            (ReplayChange.added, nil, decision), (.removed, decision, nil), (.rerouted, decision, other),
            (.changed, decision, decision),
        ] as [(ReplayChange, Decision?, Decision?)] {
            report.examples.append(
                ReplayExample(
                    rule: text, change: change, event: text, source: "", time: Timestamp(milliseconds: 0),
                    place: "\(text):7", before: before, after: after))
        }
        report.gaps = [
            HistoryGap(rule: text, missing: .field("attributes.\(text)")),
            HistoryGap(rule: "b", missing: .types(["x"])),
        ]
        return report
    }

    @Test func theLoadOfAQueueIsASentence() {
        let report = Self.report()
        func sentence(_ language: Language) -> String? {
            ReplayWarning.text(report.loads[1], days: report.dayCount, language)
        }
        #expect(
            sentence(.english) == "callback in Turku: 3.0 → 19.0 a day, over its capacity of 12 on 45 of 60 days")
        #expect(
            sentence(.finnish)
                == "callback, Turku: 3,0 → 19,0 päivässä, yli 12 kapasiteetin 45 päivänä 60 päivästä")
        #expect(
            sentence(.swedish) == "callback i Turku: 3,0 → 19,0 per dag, över kapaciteten 12 på 45 av 60 dagar")
        #expect(ReplayWarning.text(report.loads[0], days: 60, .english) == nil)
    }

    @Test(arguments: Language.allCases, [24, 40, 60, 80, 120])
    func noLineIsWiderThanTheTerminal(language: Language, width: Int) {
        for text in ["callback", Self.hostile] {
            let table = ReplayTable(
                Self.disabled(text: text), by: ReplayTable.Grouping.allCases, language: language, width: width)
            for line in table.text().split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= max(width, 24), "\(line)")
                #expect(!line.unicodeScalars.contains("\u{1B}") && !line.unicodeScalars.contains("\u{202E}"))
            }
        }
    }

    /// A report with a rule that the candidate's edit has put out of use.
    private static func disabled(text: String = "hog") -> ReplayReport {
        var report = Self.report(text: text)
        var opened = BreakerTransition(from: .closed, to: .open, reason: .stopped(3), time: 0)
        (opened.event, opened.place) = ("r-40", "\(text):40")
        var disabled = BreakerTransition(from: .halfOpen, to: .disabled, reason: .opened(3), time: 90_000)
        (disabled.event, disabled.place) = ("r-90", "\(text):90")
        report.rules[1].candidate.outage = RuleOutage(
            breaker: .disabled, transitions: [opened, disabled], passedOver: 1_234)
        return report
    }

    @Test func aRuleOutOfUseIsSaidOnItsSide() throws {
        var report = Self.disabled()
        func lines(_ language: Language) -> [Substring] {
            ReplayTable(report, by: [], language: language, width: 120).text().split(separator: "\n")
        }
        let state =
            "hog-edited (then): disabled at event r-90, hog:90: a limit was met 3 times within a minute"
        #expect(lines(.english).contains { $0 == "  \(state)" })
        #expect(lines(.english).contains("    events that it did not see 1,234"))
        #expect(lines(.finnish).contains { $0.hasPrefix("  hog-edited (muutettuna): poistettu käytöstä") })
        #expect(lines(.swedish).contains { $0.hasPrefix("  hog-edited (efter): tagen ur bruk") })
        let page = String(decoding: ReplayPage(report, language: .english).document(), as: UTF8.self)
        #expect(page.contains("<p class=\"alarm\">\(state) · events that it did not see 1,234</p>"))
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(ReplayJSON.document(report))) as? [String: Any])
        let rule = try #require((object["rules"] as? [[String: Any]])?[1])
        let side = try #require(rule["candidate"] as? [String: Any])
        #expect(side["breaker"] as? String == "disabled" && side["passed_over"] as? Int == 1_234)
        #expect((side["transitions"] as? [[String: Any]])?.map { $0["event"] as? String } == ["r-40", "r-90"])
        #expect((rule["current"] as? [String: Any])?["breaker"] as? String == "closed")
        // The same on both sides is said once.
        report.rules[1].current.outage = report.rules[1].candidate.outage
        #expect(lines(.english).count { $0.contains("disabled at event") } == 1)
        #expect(lines(.english).contains { $0.hasPrefix("  hog-edited: disabled at event r-90") })
    }

    @Test func onceIsNotSeveralTimesAndNothingUnseenIsNotSaid() throws {
        var transition = BreakerTransition(from: .closed, to: .open, reason: .failedInARow(50), time: 0)
        (transition.event, transition.place) = ("r-4", "a.jsonl:4")
        let outage = RuleOutage(breaker: .open, transitions: [transition], passedOver: 0)
        let texts = try Language.allCases.map { try #require(OutageText(outage, of: "hog", in: $0)) }
        #expect(texts.allSatisfy { $0.unseen == nil && !$0.isDisabled })
        #expect(
            Set(texts.map(\.state)) == [
                "hog: keskeytetty kerran, tapahtumassa r-4, a.jsonl:4: 50 epäonnistumista peräkkäin",
                "hog: avbruten en gång, vid händelsen r-4, a.jsonl:4: 50 misslyckanden i rad",
                "hog: suspended once, at event r-4, a.jsonl:4: 50 failures in a row",
            ])
        #expect(OutageText(RuleOutage(), of: "hog", in: .english) == nil)
    }

    @Test func nothingDifferentIsSaid() {
        let table = ReplayTable(ReplayReport(), by: [], language: .english)
        #expect(table.text().contains("No decision is different."))
        #expect(ReplayTable(Self.report(), by: [], language: .swedish).text().contains("blir annorlunda: 985"))
    }

    @Test func programsGetEverything() throws {
        let bytes = ReplayJSON.document(Self.report(text: Self.hostile))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(object["different"] as? Bool == true && object["days"] as? Int == 60)
        #expect(
            (object["rules"] as? [[String: Any]])?.map { $0["status"] as? String } == [
                "same", "edited", "added", "removed",
            ])
        let queues = try #require(object["queues"] as? [[String: Any]])
        #expect(
            queues[1]["capacity"] as? Int == 12 && (queues[1]["then"] as? [String: Any])?["per_day"] as? Double == 19)
        #expect((object["history_cannot_say"] as? [Any])?.count == 2)
        #expect((object["by_day"] as? [[String: Any]])?.first?["day"] as? String == "2026-01-01")
        #expect(bytes == ReplayJSON.document(Self.report(text: Self.hostile)))
    }

    // MARK: The page

    private final class Outline: NSObject, XMLParserDelegate {
        var elements: [(name: String, attributes: [String: String])] = []
        var text = ""

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            elements.append((name, attributes))
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) { self.text += text }

        func all(_ name: String) -> [[String: String]] { elements.filter { $0.name == name }.map(\.attributes) }
    }

    private static func outline(_ report: ReplayReport, _ language: Language) throws -> Outline {
        let outline = Outline()
        let parser = XMLParser(data: Data(ReplayPage(report, language: language).document()))
        parser.delegate = outline
        #expect(parser.parse(), "\(String(describing: parser.parserError)) line \(parser.lineNumber)")
        return outline
    }

    @Test(arguments: Language.allCases)
    func thePageIsWellFormedAndFetchesNothing(language: Language) throws {
        for text in ["callback", Self.hostile] {
            let page = try Self.outline(Self.report(text: text), language)
            #expect(page.all("html").first?["lang"] == language.rawValue)
            let names = Set(page.elements.map(\.name))
            #expect(
                names.isDisjoint(with: [
                    "script", "link", "img", "iframe", "object", "embed", "image", "use", "foreignObject",
                ]))
            for attributes in page.elements.map(\.attributes) {
                #expect(attributes["src"] == nil && attributes["style"] == nil)
                #expect(attributes["href"].map { $0.hasPrefix("#") } ?? true)
                #expect(!attributes.keys.contains { $0.hasPrefix("on") })
            }
            #expect(!PageStyle.css.contains("url(") && !PageStyle.css.contains("@import"))
            #expect(page.all("meta").contains { $0["content"]?.hasPrefix("default-src 'none'") == true })
        }
    }

    /// For a screen reader: charts with a name and a description, tables with captions and heads, a way past the head.
    @Test func thePageCanBeReadByEarAndByKeyboard() throws {
        let page = try Self.outline(Self.report(), .finnish)
        let ids = page.elements.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        let charts = page.all("svg")
        #expect(charts.count == 3)
        for chart in charts {
            #expect(chart["role"] == "img")
            for id in (chart["aria-labelledby"] ?? "").split(separator: " ") { #expect(ids.contains(String(id))) }
        }
        #expect(page.all("title").count == charts.count + 1 && page.all("desc").count == charts.count)
        #expect(page.all("caption").count == page.all("table").count)
        #expect(page.all("th").allSatisfy { ["col", "row"].contains($0["scope"]) })
        let regions = page.all("div")
        #expect(regions.count == page.all("table").count)
        for region in regions {
            #expect(region["tabindex"] == "0" && region["role"] == "region")
            #expect(ids.contains(region["aria-labelledby"] ?? ""))
        }
        #expect(page.all("a").first?["href"] == "#content" && page.all("main").first?["id"] == "content")
        #expect(page.all("h1").count == 1 && page.all("h2").count >= 4)
        // Everything that a chart shows stands in a table as well.
        for number in ["180", "1140", "31"] { #expect(page.text.contains(number)) }
    }

    /// WCAG 2.2, 1.4.3 and 1.4.11: 4.5 to 1 for text, 3 to 1 for what charts are drawn with; light and dark.
    @Test func coloursAreFarEnoughApart() throws {
        func luminance(_ hex: Substring) -> Double {
            let parts = [0, 2, 4].map { start in
                Double(Int(hex.dropFirst(start).prefix(2), radix: 16) ?? 0) / 255
            }.map { $0 <= 0.04045 ? $0 / 12.92 : Foundation.pow(($0 + 0.055) / 1.055, 2.4) }
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
        }
        func contrast(_ left: Substring, _ right: Substring) -> Double {
            let sorted = [luminance(left), luminance(right)].sorted()
            return (sorted[1] + 0.05) / (sorted[0] + 0.05)
        }
        let schemes = PageStyle.css.components(separatedBy: "prefers-color-scheme")
        #expect(schemes.count == 2)
        for scheme in schemes {
            var colours: [Substring: Substring] = [:]
            for match in scheme.matches(of: #/--([a-z]+): #([0-9a-f]{6})/#) where colours[match.1] == nil {
                colours[match.1] = match.2
            }
            let paper = try #require(colours["paper"])
            for name in ["text", "quiet", "alarm", "now", "then"] {
                #expect(contrast(try #require(colours[Substring(name)]), paper) >= 4.5, "\(name)")
            }
        }
    }

    @Test func manyDaysAreShownAsWeeks() throws {
        var report = Self.report()
        report.daySpan = ("2025-01-01", "2026-03-01")
        let page = try Self.outline(report, .english)
        #expect(page.text.contains("Decisions by week") && page.text.contains("2025-12-29"))
        report.daySpan = ("2026-01-01", "2026-01-01")
        report.days = [("2026-01-01", report.total)]
        #expect(try Self.outline(report, .english).all("circle").count == 2)
        #expect(try Self.outline(ReplayReport(), .english).all("svg").isEmpty)
    }
}
