import Engine
import TerminalTables
import Tuntuma

extension FirstLookReport {
    /// The most groups that are shown.
    private static let mostShown = 15

    /// The groups that differ from everybody else, or that there are none.
    func standOutLines() -> [StyledText] {
        var lines = [StyledText(say(.standOuts), .bold)]
        let comparisons = table.count(standOuts.comparisons)
        if standOuts.comparisons == 0 {
            lines += table.wrap(say(.nothingToCompare), indent: 2)
        } else if standOuts.groups.isEmpty {
            lines += table.wrap(say(.noneStandsOut(comparisons)), indent: 2)
        } else {
            lines += table.wrap(
                say(.comparedHow(comparisons, rate: table.language.percent(FalseDiscovery.rate))), indent: 2,
                style: .dim)
            lines += groupLines()
        }
        for key in Set(standOuts.echoes.map(\.key)).sorted() {
            let name = KnownName.key(key, in: table.language)
            lines += table.wrap(say(.echo(name)), indent: 2, style: .dim)
        }
        return lines
    }

    private func groupLines() -> [StyledText] {
        let surest = standOuts.groups.enumerated().sorted {
            ($0.element.falseDiscoveryRate, $0.offset) < ($1.element.falseDiscoveryRate, $1.offset)
        }
        let shown = surest.prefix(Self.mostShown).sorted { $0.offset < $1.offset }.map(\.element)
        let hasMetrics = Set(standOuts.groups.map(\.contrast.metric)).count > 1
        var columns: [TableLayout.Column] = hasMetrics ? [.init(title: say(.metric), minimum: 6)] : []
        columns += [
            .init(title: say(.segment), minimum: 10, dropOrder: 4), .init(title: say(.group), minimum: 18),
            .init(title: table.say(.value), alignRight: true),
            .init(title: say(.others), alignRight: true, dropOrder: 2),
            .init(title: say(.difference), alignRight: true),
            .init(title: table.say(.interval(level: table.language.percent(0.95))), dropOrder: 2),
            .init(title: "n", alignRight: true), .init(title: "FDR", alignRight: true, dropOrder: 3),
        ]
        var layout = TableLayout(columns: columns)
        for group in shown { layout.rows.append(cells(group, hasMetrics: hasMetrics)) }
        return layout.lines(width: table.width)
            + table.moreLines(standOuts.groups.count - shown.count, hint: nil)
    }

    private func cells(_ group: StandOuts.Group, hasMetrics: Bool) -> [TableLayout.Cell] {
        let contrast = group.contrast
        let span = contrast.result.range.map { $0.upperBound - $0.lowerBound } ?? 0
        let decimals = span >= 20 ? 1 : 2
        func number(_ value: Double?) -> String { value.map { table.language.format($0, decimals: decimals) } ?? "–" }
        func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + number(value) }
        let cells: [StyledText] = [
            StyledText(KnownName.key(contrast.key, in: table.language)), StyledText(contrast.group, .bold),
            StyledText(number(contrast.result.value), .bold), StyledText(number(contrast.rest.value)),
            StyledText(signed(group.difference), group.difference < 0 ? .red : .cyan),
            StyledText("\(signed(group.interval.lower)) … \(signed(group.interval.upper))"),
            StyledText(table.count(contrast.result.n)), StyledText(rate(group.falseDiscoveryRate)),
        ]
        let metric = contrast.titles[table.language.rawValue] ?? contrast.metric
        return ((hasMetrics ? [StyledText(metric)] : []) + cells).map { .text($0) }
    }

    private func rate(_ rate: Double) -> String {
        rate < 0.001 ? "< " + table.language.format(0.001, decimals: 3) : table.language.format(rate, decimals: 3)
    }
}
