import Foundation
import Tuntuma

/// The scale of values that all charts of a page share, so that they can be held against each other by eye.
struct ChartScale {
    let lower: Double
    let upper: Double
    /// The values with a line across: round numbers.
    let ticks: [Double]
    /// The decimals that tell the ticks apart.
    let decimals: Int

    /// Makes a scale around everything that is drawn.
    /// - Parameter range: The lowest and highest possible value; the scale does not go beyond.
    init(_ chart: MetricChart) {
        var values: [Double] = []
        for panel in chart.panels {
            if let target = panel.target, target.isFinite { values.append(target) }
            for point in panel.points {
                guard let value = point.value else { continue }
                values += [value, point.result?.interval?.lower ?? value, point.result?.interval?.upper ?? value]
            }
        }
        values = values.filter(\.isFinite)
        let (least, most) = (values.min() ?? 0, values.max() ?? 1)
        let step = Self.roundStep(max(most - least, most.magnitude * 1e-6, 1e-6) / 4)
        var (lower, upper) = ((least / step).rounded(.down) * step, (most / step).rounded(.up) * step)
        if lower == upper { (lower, upper) = (lower - step, upper + step) }
        if let range = chart.range {
            if least >= range.lowerBound { lower = max(lower, range.lowerBound) }
            if most <= range.upperBound { upper = min(upper, range.upperBound) }
            if lower >= upper { (lower, upper) = (range.lowerBound, range.upperBound) }
        }
        self.lower = lower
        self.upper = upper
        let first = (lower / step).rounded(.up)
        ticks = (0...12).map { (first + Double($0)) * step }.filter { $0 <= upper + step * 1e-9 }
        decimals = step >= 1 ? 0 : min(6, Int((-log10(step)).rounded(.up)))
    }

    /// The smallest of 1, 2 and 5 times a power of ten that is at least this.
    private static func roundStep(_ least: Double) -> Double {
        let power = pow(10, log10(least).rounded(.down))
        return ([1, 2, 5].map { $0 * power }.first { $0 >= least }) ?? 10 * power
    }
}
