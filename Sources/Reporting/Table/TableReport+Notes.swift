import Engine
import TerminalTables
import Tuntuma

extension TableReport {
    /// What stands under a metric: its parts, and what it did not count and why.
    func noteLines(_ metric: MetricGroups) -> [StyledText] {
        var lines: [StyledText] = []
        if report.period == .all, let row = singleRow(of: metric), !row.suppressed {
            let format = ValueFormat([row], language: language)
            let items = row.result.parts.flatMap { partTexts($0.name, $0.part, format) }
            if !items.isEmpty { lines += flow("", items.map { StyledText($0) }, indent: 2) }
            if let weighted = row.result.weighted { lines += weightedLines(weighted, format) }
        }
        let reasons = uncountedTexts(metric)
        if !reasons.isEmpty {
            lines += flow(say(.notCounted) + ":", reasons.map { StyledText($0, .yellow) }, indent: 2)
        }
        return lines
    }

    /// The row that stands for the whole metric: of all groups together, or the only one.
    private func singleRow(of metric: MetricGroups) -> MetricRow? {
        if let total = metric.total { return total.rows.first }
        return report.groupKeys.isEmpty ? metric.groups.first?.rows.first : nil
    }

    private func weightedLines(_ weighted: MetricResult.Weighted, _ format: ValueFormat) -> [StyledText] {
        let interval = weighted.interval.map { " (\(format.text($0.lower)) … \(format.text($0.upper)))" } ?? ""
        return flow(
            say(.weighted),
            [
                StyledText(format.text(weighted.value) + interval),
                StyledText(say(.effectiveN(language.format(weighted.effectiveN, decimals: 1)))),
            ], indent: 2)
    }

    private func partTexts(_ name: String, _ part: MetricResult.Part, _ format: ValueFormat) -> [String] {
        let title = KnownName.part(name, in: language)
        switch part {
        case .count(let number): return ["\(title) \(count(number))"]
        case .number(.some(let number)): return ["\(title) \(language.format(number, decimals: 2))"]
        case .interval(.some(let interval)):
            return ["\(title) \(format.text(interval.lower)) … \(format.text(interval.upper))"]
        case .number(.none), .interval(.none): return ["\(title) –"]
        case .group(let parts) where name == "items":
            return parts.flatMap { partTexts($0.name, $0.part, format) }
        case .group(let parts): return groupTexts(title, parts, format)
        }
    }

    /// A group with an n is one item: `goals 72.3 (n 40)`, `projects 71.2 (64.0 … 78.4, n 12)`. Any other is spelt out.
    private func groupTexts(
        _ title: String, _ parts: [(name: String, part: MetricResult.Part)], _ format: ValueFormat
    ) -> [String] {
        var value: Double?
        var n: Int?
        var interval: Interval?
        for (name, part) in parts {
            switch (name, part) {
            case ("value", .number(let number)), ("mean", .number(let number)): value = value ?? number
            case ("n", .count(let number)): n = number
            case ("interval", .interval(let limits)): interval = limits
            default: break
            }
        }
        guard let n else { return parts.flatMap { partTexts($0.name, $0.part, format) }.map { "\(title): \($0)" } }
        let decimals = format.decimals
        let limits = interval.map { interval in
            "\(language.format(interval.lower, decimals: decimals)) … "
                + "\(language.format(interval.upper, decimals: decimals)), "
        }
        let number = value.map { language.format($0, decimals: decimals) } ?? "–"
        return ["\(title) \(number) (\(limits ?? "")n \(count(n)))"]
    }

    private func uncountedTexts(_ metric: MetricGroups) -> [String] {
        // The line of all groups holds every event once; without it, only what is shown may be counted.
        var uptake = UptakeCounts()
        for row in metric.total?.rows ?? metric.groups.flatMap(\.rows) where !row.suppressed {
            uptake.merge(row.uptake)
        }
        var texts: [String] = []
        let rejected = uptake.rejected.sorted { left, right in
            left.value != right.value
                ? left.value > right.value : left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
        }
        for (reason, number) in rejected {
            texts.append("\(KnownReason.text(reason, in: language)): \(count(number))")
        }
        if uptake.ignored > 0 { texts.append(say(.withoutAnswer(count(uptake.ignored)))) }
        return texts
    }
}
