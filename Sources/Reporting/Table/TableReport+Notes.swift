import Engine
import Tuntuma

extension TableReport {
    /// What stands under a metric: its parts, and what it did not count and why.
    func noteLines(_ metric: MetricGroups, indent: Int) -> [StyledText] {
        var lines: [StyledText] = []
        if report.period == .all, let row = singleRow(of: metric), !row.suppressed {
            let format = ValueFormat([row], language: language)
            let items = row.result.parts.flatMap { partTexts($0.name, $0.part, format) }
            if !items.isEmpty { lines += flow("", items.map { StyledText($0) }, indent: indent) }
            if let weighted = row.result.weighted { lines += weightedLines(weighted, format, indent: indent) }
        }
        let reasons = uncountedTexts(metric)
        if !reasons.isEmpty {
            lines += flow(say(.notCounted) + ":", reasons.map { StyledText($0, .yellow) }, indent: indent)
        }
        return lines
    }

    /// The row that stands for the whole metric: of all groups together, or the only one.
    private func singleRow(of metric: MetricGroups) -> MetricRow? {
        if let total = metric.total { return total.rows.first }
        return report.groupKeys.isEmpty ? metric.groups.first?.rows.first : nil
    }

    private func weightedLines(_ weighted: MetricResult.Weighted, _ format: ValueFormat, indent: Int) -> [StyledText] {
        let interval = weighted.interval.map { " (\(format.text($0.lower)) … \(format.text($0.upper)))" } ?? ""
        return flow(
            say(.weighted),
            [
                StyledText(format.text(weighted.value) + interval),
                StyledText(say(.effectiveN(language.format(weighted.effectiveN, decimals: 1)))),
            ], indent: indent)
    }

    private func partTexts(_ name: String, _ part: MetricResult.Part, _ format: ValueFormat) -> [String] {
        let title = KnownName.part(name, in: language)
        switch part {
        case .count(let number): return ["\(title) \(count(number))"]
        case .number(.some(let number)): return ["\(title) \(language.format(number, decimals: 2))"]
        case .interval(.some(let interval)):
            return ["\(title) \(format.text(interval.lower)) … \(format.text(interval.upper))"]
        case .number(.none), .interval(.none): return ["\(title) –"]
        case .group(let parts): return groupTexts(title, parts, format)
        }
    }

    /// A group with a value and an n is one item: `goals 72.3 (n 40)`. Any other is spelt out.
    private func groupTexts(
        _ title: String, _ parts: [(name: String, part: MetricResult.Part)], _ format: ValueFormat
    ) -> [String] {
        var value: Double?
        var n: Int?
        for (name, part) in parts {
            switch (name, part) {
            case ("value", .number(let number)), ("mean", .number(let number)): value = value ?? number
            case ("n", .count(let number)): n = number
            default: break
            }
        }
        if let n {
            return ["\(title) \(value.map { language.format($0, decimals: 2) } ?? "–") (n \(count(n)))"]
        }
        return parts.flatMap { partTexts($0.name, $0.part, format) }.map { "\(title): \($0)" }
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
            texts.append("\(count(number)) \(KnownReason.text(reason, in: language))")
        }
        if uptake.ignored > 0 { texts.append(say(.withoutAnswer(count(uptake.ignored)))) }
        return texts
    }
}
