import Foundation
import Tuntuma

/// The z of a rule's looks while nothing changes: a stationary normal process, whose correlation is what two looks share.
///
/// It is simulated as it comes about: a normal number for what came in between two looks, the mean of those in the window
/// minus the mean of those in the base.
package struct CorrelatedLooks: Sendable {
    private let window: Int
    /// The looks in the base; nil for a base apart, whose looks correlate as those of the window alone: a base of the same length
    /// that moves with it, or none that moves.
    private let base: Int?
    private let count: Int
    private let correlations: [Double]

    /// Makes the process.
    ///
    /// - Parameters:
    ///   - window: The looks that an answer stays in the window.
    ///   - base: The looks that it stays in the base after that; nil for a base apart.
    ///   - count: How many looks.
    package init(window: Int, base: Int?, count: Int) {
        self.window = max(1, window)
        self.base = base.map { max(1, $0) }
        self.count = max(1, count)
        let (w, b) = (self.window, self.base)
        func shared(_ lag: Int) -> Double {
            let own = Double(max(0, w - lag)) / Double(w * w)
            guard let b else { return own }
            let before = Double(max(0, b - lag)) / Double(b * b)
            let across = max(0, min(0, lag - w) - max(-w, lag - w - b))
            return own + before - Double(across) / Double(w * b)
        }
        correlations = (0..<self.count).map { shared($0) / shared(0) }
    }

    /// How many independent looks these are worth, at each of some levels.
    ///
    /// P(highest z > c) = Σ P(z(t) > c) E[1 / (number of looks above c) | z(t) > c], with t drawn and the process around z(t)
    /// shifted to a z(t) above c (Naiman and Priebe, *Journal of Computational and Graphical Statistics* 10 (2001) 296-328). So
    /// every draw tells of an alarm, however rare they are.
    package func worth(at levels: [Double], draws: Int, random: inout some RandomNumberGenerator) -> [Double] {
        var sums = Array(repeating: 0.0, count: levels.count)
        var normal = NormalNumbers()
        for _ in 0..<max(1, draws) {
            let path = path(&normal, &random)
            let centre = Int.random(in: 0..<count, using: &random)
            let uniform = Double.random(in: 0..<1, using: &random)
            for (place, level) in levels.enumerated() {
                let tail = NormalDistribution.probability(below: -level)
                let height = -NormalDistribution.quantile((1 - uniform) * tail)
                let shift = height - path[centre]
                var above = 1
                for look in 0..<count where look != centre {
                    let distance = look < centre ? centre - look : look - centre
                    if path[look] + correlations[distance] * shift > level { above += 1 }
                }
                sums[place] += 1 / Double(above)
            }
        }
        return zip(levels, sums).map { level, sum in
            let one = NormalDistribution.probability(below: -level)
            let any = min(0.9999, Double(count) * one * sum / Double(max(1, draws)))
            return min(Double(count), max(1, log1p(-any) / log1p(-one)))
        }
    }

    private func path(_ normal: inout NormalNumbers, _ random: inout some RandomNumberGenerator) -> [Double] {
        let before = window + (base ?? 0)
        var sums = [0.0]
        sums.reserveCapacity(before + count + 1)
        for _ in 0..<(before + count) { sums.append((sums.last ?? 0) + normal.next(&random)) }
        let w = Double(window)
        let deviation = (1 / w + (base.map { 1 / Double($0) } ?? 0)).squareRoot()
        return (0..<count).map { look in
            let end = before + look
            let own = (sums[end] - sums[end - window]) / w
            guard let base else { return own / deviation }
            let other = (sums[end - window] - sums[end - window - base]) / Double(base)
            return (own - other) / deviation
        }
    }
}
