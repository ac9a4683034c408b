import Foundation
import Tuntuma

/// An interval that holds at every look at once, however often one looks and whenever one stops: `since = "2026-01-01"`.
///
/// Robbins's normal mixture, with the standard error of the look in place of a known one: the mean is not further off to
/// one side than SE √(2 (k + 1)/k ln(1 + √(k + 1)/2α)), k = n ρ² (Robbins, *Annals of Mathematical Statistics* 41 (1970) 1397-1409; Waudby-Smith, Arbour, Sinha, Kennedy
/// and Ramdas, "Time-uniform central limit theory and asymptotic confidence sequences", *Annals of Statistics* 52 (2024)
/// 2613-2640). It holds as n grows; with fewer than some 30 answers it is not to be relied on.
package struct ConfidenceSequence: Equatable, Sendable {
    /// The chance that it ever misses, in the whole time of looking; one-sided.
    package let error: Double
    private let rate: Double

    /// Makes a sequence.
    ///
    /// - Parameters:
    ///   - error: The chance that it ever misses, above 0 and below 1. For a budget, that of its period: "5%/90d" is 5 % for ever.
    ///   - tightest: At how many answers it is as narrow as it can be made.
    package init?(error: Double, tightestAt tightest: Int = 200) {
        guard error > 0, error < 1, tightest > 0 else { return nil }
        self.error = error
        let side = -2 * log(error)
        rate = (side + log1p(side)) / Double(tightest)
    }

    /// How many standard errors it reaches at a number of answers, to the side that matters.
    package func reach(at n: Int) -> Double {
        guard n > 0 else { return .infinity }
        let k = Double(n) * rate
        return (2 * (k + 1) / k * log1p((k + 1).squareRoot() / (2 * error))).squareRoot()
    }

    /// Whether what came since the anchor differs from a fixed base or target.
    ///
    /// The base stays as it was at the anchor, so its own error is the same at all looks: a fifth of the chance to be wrong goes to
    /// it, the rest to the sequence.
    /// - Parameters:
    ///   - since: Value, standard error and number of the answers since the anchor.
    ///   - base: Value and standard error of the base; a standard error of 0 for a target.
    /// - Returns: Whether it dropped or rose; nil when nothing can be said.
    package func hasChanged(
        _ direction: Direction, since: (value: Double, standardError: Double, n: Int),
        base: (value: Double, standardError: Double)
    ) -> Bool? {
        guard since.standardError > 0, since.n > 1, base.standardError >= 0 else { return nil }
        let sides = direction == .changed ? 2.0 : 1.0
        let hasBase = base.standardError > 0
        guard let sequence = ConfidenceSequence(error: error / sides * (hasBase ? 0.8 : 1), rate: rate) else {
            return nil
        }
        let ofBase = hasBase ? -NormalDistribution.quantile(error / sides * 0.2) * base.standardError : 0
        let reach = sequence.reach(at: since.n) * since.standardError + max(0, ofBase)
        let difference = since.value - base.value
        switch direction {
        case .dropped: return difference < -reach
        case .rose: return difference > reach
        case .changed: return difference.magnitude > reach
        }
    }

    private init?(error: Double, rate: Double) {
        guard error > 0, error < 1 else { return nil }
        self.error = error
        self.rate = rate
    }
}
