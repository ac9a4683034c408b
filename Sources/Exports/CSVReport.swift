package import Engine
import JSONText
import Signals
import Tuntuma

/// A report as a flat table for spreadsheets and statistics programs: one row for each metric, group and period.
///
/// The columns depend on the report: one for each key of `--by`, and one for each part that some row has
/// (`parts.promoters`, `parts.goals.n`). Last come the marks, with the names of JSON: the verdict against the other groups and
/// since the period before, each with its difference, p and FDR. Numbers are written as in JSON, with a decimal point. Suppressed
/// rows have neither numbers nor parts nor marks.
package enum CSVReport {
    /// The report in UTF-8: a header, then the rows.
    package static func document(_ report: RunReport) -> [UInt8] {
        let parts = report.metrics.map { row in row.suppressed ? [] : flatten(row.result.parts, under: "parts") }
        let partNames = distinctNames(in: parts)
        var text = CSVText()
        text.append(
            ["metric", "definition"] + report.groupKeys.map { "by.\($0)" } + [
                "period", "value", "reason", "n", "level", "lower", "upper", "method", "weighted_value", "effective_n",
                "suppressed", "counted", "ignored", "rejected",
            ] + partNames + names(of: "against_rest") + names(of: "change"))
        for ((row, marks), parts) in zip(zip(report.metrics, ReportMarks(report).rows), parts) {
            let values = Dictionary(parts, uniquingKeysWith: { first, _ in first })
            text.append(
                [row.metric, row.definition] + group(of: row, keys: report.groupKeys) + numbers(of: row)
                    + partNames.map { values[$0] ?? nil } + cells(of: marks.againstRest) + cells(of: marks.change))
        }
        return text.bytes
    }

    private static func names(of mark: String) -> [String] { [mark, "\(mark)_difference", "\(mark)_p", "\(mark)_fdr"] }

    private static func cells(of mark: ReportMark?) -> [String?] {
        [mark?.verdict.rawValue, text(mark?.difference), text(mark?.p), text(mark?.adjusted)]
    }

    private static func group(of row: MetricRow, keys: [String]) -> [String?] {
        keys.map { key in row.by.first { $0.key == key }?.value }
    }

    private static func numbers(of row: MetricRow) -> [String?] {
        guard !row.suppressed else {
            return [row.period, nil, row.suppressionReason] + Array(repeating: nil, count: 7) + ["true", nil, nil, nil]
        }
        let result = row.result
        return [
            row.period, text(result.value), result.reason, String(result.n), text(result.interval?.level),
            text(result.interval?.lower), text(result.interval?.upper), result.interval?.method,
            text(result.weighted?.value), text(result.weighted?.effectiveN), "false", String(row.uptake.counted),
            String(row.uptake.ignored), String(row.uptake.rejected.values.reduce(0, +)),
        ]
    }

    private static func flatten(
        _ parts: [(name: String, part: MetricResult.Part)], under prefix: String
    ) -> [(String, String?)] {
        parts.flatMap { name, part in
            let path = "\(prefix).\(name)"
            return switch part {
            case .count(let count): [(path, String(count))]
            case .number(let number): [(path, text(number))]
            case .interval(let interval):
                [("\(path).lower", text(interval?.lower)), ("\(path).upper", text(interval?.upper))]
            case .group(let group): flatten(group, under: path)
            }
        }
    }

    /// The names of all parts, in the order in which they are met.
    private static func distinctNames(in rows: [[(String, String?)]]) -> [String] {
        var seen: Set<String> = []
        return rows.joined().map(\.0).filter { seen.insert($0).inserted }
    }

    private static func text(_ number: Double?) -> String? {
        number.flatMap { $0.isFinite ? JSONText.text(of: $0) : nil }
    }
}
