package import Alerting
import Engine
package import Hindsight
import Tuntuma
import Workspace

/// A replay as one page to look at: charts, tables, examples. It holds everything it needs and runs no script, so it can be
/// mailed and kept; the same report gives the same bytes.
package struct ReplayPage {
    let report: ReplayReport
    /// Nil: nobody asked for alerts.
    let alerts: AlertComparison?
    let time: LocalTime
    let language: Language

    package init(
        _ report: ReplayReport, alerts: AlertComparison? = nil, time: LocalTime = .utc, language: Language
    ) {
        self.report = report
        self.alerts = alerts
        self.time = time
        self.language = language
    }

    /// The page as UTF-8.
    package func document() -> [UInt8] {
        let title = say(.title)
        let body = [head(title), days(), rules(), alertSection(), queues(), units(), examples(), gaps(), failures()]
            .joined()
        return HTMLPage(
            language: language, title: title, skip: say(.skipToContent), footer: say(.generated), body: body
        ).document()
    }

    private func say(_ phrase: ReplayPhrase) -> String { phrase.text(in: language) }

    private func count(_ number: Int) -> String { language.format(number) }

    private func whole(_ number: Double) -> String { language.format(number, decimals: 0) }

    private func rate(_ number: Double) -> String { ReplayWarning.rate(number, language) }

    private func paragraph(_ text: String, _ style: String? = nil) -> String {
        "<p\(style.map { " class=\"\($0)\"" } ?? "")>\(XMLText.content(text))</p>\n"
    }

    private func heading(_ phrase: ReplayPhrase) -> String { "<h2>\(XMLText.content(say(phrase)))</h2>\n" }

    private var legend: (now: String, then: String) { (say(.current), say(.candidate)) }

    private func head(_ title: String) -> String {
        var html = "<h1>\(XMLText.content(title))</h1>\n"
        if let span = report.daySpan {
            let days = "\(language.day(span.first)) – \(language.day(span.last))"
            html += paragraph(say(.replayed(days: days, events: count(report.replayed))), "quiet")
        }
        let changes = ReplayChange.allCases.reduce(0) { $0 + report.total[$1] }
        html += paragraph(say(changes == 0 ? .nothingDifferent : .somethingDifferent(count(changes))))
        for load in report.loads {
            if let warning = ReplayWarning.text(load, days: report.dayCount, language) {
                html += paragraph(warning, "alarm")
            }
        }
        for (name, outage) in report.rules.flatMap({ $0.outages(in: language) }) {
            guard let text = OutageText(outage, of: name, in: language) else { continue }
            html += paragraph([text.state, text.unseen].compactMap { $0 }.joined(separator: " · "), "alarm")
        }
        return html
    }

    // MARK: Sections

    /// Days, or weeks where there are more days than a chart can show.
    private func days() -> String {
        guard let first = report.daySpan.flatMap({ CivilDate(text: $0.first)?.dayNumber }),
            let last = report.daySpan.flatMap({ CivilDate(text: $0.last)?.dayNumber })
        else { return "" }
        let isWeekly = last - first > 120
        // 1970-01-01 was a Thursday: Mondays are the days whose number leaves 4 when divided by 7.
        func start(_ day: Int) -> Int { isWeekly ? day - ((day - 4) % 7 + 7) % 7 : day }
        var points: [SVGChart.Pair] = []
        var places: [Int: Int] = [:]
        for day in stride(from: start(first), through: last, by: isWeekly ? 7 : 1) {
            places[day] = points.count
            points.append(
                SVGChart.Pair(label: language.day(CivilDate(dayNumber: day).text), now: 0, then: 0))
        }
        for (day, counts) in report.days {
            guard let place = CivilDate(text: day).flatMap({ places[start($0.dayNumber)] }) else { continue }
            points[place].now += Double(counts.current)
            points[place].then += Double(counts.candidate)
        }
        let title = say(isWeekly ? .chartByWeek : .chartByDay)
        let summary =
            "\(say(.current)) \(count(report.total.current)), \(say(.candidate)) \(count(report.total.candidate))"
        let table = HTMLTable(
            id: "days-table", caption: title, columns: [say(isWeekly ? .week : .day), legend.now, legend.then],
            rows: points.filter { $0.now + $0.then > 0 }.map { [$0.label, whole($0.now), whole($0.then)] })
        return "<h2>\(XMLText.content(title))</h2>\n"
            + SVGChart.lines(
                id: "days", title: title, summary: summary, points: points, legend: legend, number: whole) + "\n"
            + table.folded(say(.asTable))
    }

    private func cells(_ counts: ReplayCounts) -> [String] {
        [counts.current, counts.candidate, counts.added, counts.removed, counts.rerouted, counts.changed].map(count)
    }

    private var countColumns: [String] {
        [.current, .candidate, .added, .removed, .rerouted, .changed].map { (phrase: ReplayPhrase) in say(phrase) }
    }

    private func rules() -> String {
        guard !report.rules.isEmpty else { return "" }
        let rows = report.rules.map {
            SVGChart.Pair(label: $0.rule, now: Double($0.counts.current), then: Double($0.counts.candidate))
        }
        let title = say(.chartByRule)
        let columns = [Phrase.rule.text(in: language), ""] + countColumns + [say(.meanSteps), say(.failed)]
        let table = HTMLTable(
            id: "rules-table", caption: title, columns: columns,
            rows: report.rules.map { rule in
                let steps = [rule.current, rule.candidate].filter { $0.version != nil }.map { side in
                    side.meanSteps.map(whole) ?? "–"
                }
                return [rule.rule, say(.status(rule.status))] + cells(rule.counts)
                    + [Set(steps).count == 1 ? steps[0] : steps.joined(separator: " → "), count(rule.candidate.failed)]
            })
        return heading(.chartByRule)
            + SVGChart.bars(
                id: "rules", title: title, summary: title, rows: rows, legend: legend, number: whole) + "\n"
            + table.html + paragraph(say(.costNote), "quiet")
    }

    private func name(_ load: QueueLoad) -> String {
        load.unit.map { say(.queueOfUnit(queue: load.queue, unit: $0)) } ?? load.queue
    }

    private func queues() -> String {
        guard !report.loads.isEmpty else { return "" }
        let shown = report.loads.filter { $0.unit == nil || $0.capacity != nil }
        let rows = shown.map {
            SVGChart.Pair(
                label: name($0), now: Double($0.current.most), then: Double($0.candidate.most),
                limit: $0.capacity.map(Double.init))
        }
        let columns = [
            say(.queue), "\(say(.perDay)), \(legend.now)", legend.then, "\(say(.busiest)), \(legend.now)", legend.then,
            say(.capacity), "\(say(.daysOver)), \(legend.now)", legend.then,
        ]
        let table = HTMLTable(
            id: "queues-table", caption: say(.load), columns: columns,
            rows: report.loads.map { load in
                let sides = [load.current, load.candidate]
                return [name(load)] + sides.map { rate($0.perDay(over: report.dayCount)) }
                    + sides.map { count($0.most) } + [load.capacity.map(count) ?? "–"]
                    + sides.map { load.capacity == nil ? "–" : count($0.daysOver) }
            })
        let title = say(.busiest)
        return heading(.load)
            + SVGChart.bars(
                id: "queues", title: "\(say(.load)): \(title)", summary: title, rows: rows, legend: legend,
                limit: say(.capacity), number: whole) + "\n" + table.html
    }

    private func units() -> String {
        guard report.units.contains(where: { $0.unit != nil }) else { return "" }
        return HTMLTable(
            id: "units-table", caption: say(.unit), columns: [say(.unit)] + countColumns,
            rows: report.units.map { [$0.unit ?? say(.withoutUnit)] + cells($0.counts) }
        ).html
    }

    private func examples() -> String {
        guard !report.examples.isEmpty else { return "" }
        let items = report.examples.map { example in
            "<dt>\(XMLText.content(example.rule)), \(XMLText.content(say(.change(example.change))))</dt><dd>"
                + "\(XMLText.content(say(.event(example.event, place: example.place))))<br/><code>"
                + "\(XMLText.content(DecisionText.text(from: example.before, to: example.after)))</code></dd>\n"
        }
        return heading(.examples) + "<dl>\n\(items.joined())</dl>\n"
    }

    private func gaps() -> String {
        guard !report.gaps.isEmpty else { return "" }
        let items = report.gaps.map { "<li>\(XMLText.content(ReplayWarning.text($0, language)))</li>\n" }
        return heading(.gaps) + "<ul>\n\(items.joined())</ul>\n" + paragraph(say(.gapsNote), "quiet")
    }

    private func failures() -> String {
        let failures = report.rules.flatMap(\.failures)
        guard !failures.isEmpty else { return "" }
        let items = failures.map { failure in
            let place = Phrase.failurePlace(event: failure.event, place: failure.place).text(in: language)
            return
                "<li>\(XMLText.content("\(failure.ruleLine): \(failure.message)"))<br/>\(XMLText.content(place))</li>\n"
        }
        return "<h2>\(XMLText.content(Phrase.failures.text(in: language)))</h2>\n<ul>\n\(items.joined())</ul>\n"
    }
}
