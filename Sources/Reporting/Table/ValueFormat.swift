import Engine
import TerminalTables
import Tuntuma

/// How the numbers of one metric are written: as many decimals as its scale can bear, intervals in line.
struct ValueFormat {
    let language: Language
    let decimals: Int
    private let lowerWidth: Int
    private let upperWidth: Int

    /// - Parameter rows: The rows that stand under each other.
    init(_ rows: [MetricRow], language: Language) {
        self.language = language
        let shown = rows.filter { !$0.suppressed }
        // On a scale of 1 to 7 a tenth is a lot; on one of 0 to 100 a hundredth is noise.
        let span = shown.lazy.compactMap { $0.result.range }.first.map { $0.upperBound - $0.lowerBound }
        decimals = (span ?? 0) >= 20 ? 1 : 2
        let intervals = shown.compactMap(\.result.interval)
        let decimals = decimals
        lowerWidth = intervals.map { DisplayWidth.of(language.format($0.lower, decimals: decimals)) }.max() ?? 0
        upperWidth = intervals.map { DisplayWidth.of(language.format($0.upper, decimals: decimals)) }.max() ?? 0
    }

    func text(_ value: Double) -> String { language.format(value, decimals: decimals) }

    /// `20.1 … 43.2`, the limits of all rows under each other.
    func text(_ interval: Interval) -> String {
        let lower = text(interval.lower)
        let upper = text(interval.upper)
        return String(repeating: " ", count: max(0, lowerWidth - DisplayWidth.of(lower))) + lower + " … "
            + String(repeating: " ", count: max(0, upperWidth - DisplayWidth.of(upper))) + upper
    }

    /// A limit of a scale: without decimals where it is whole.
    func limit(_ value: Double) -> String {
        language.format(value, decimals: value.rounded() == value ? 0 : decimals)
    }
}
