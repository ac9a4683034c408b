import Foundation
import Signals
import Tuntuma
import Workspace

/// What is said of all that came since a day (`since = "2026-01-01"`): an interval that holds at all looks at once, however
/// often one looks. The groups share the chance of an error evenly.
struct AnchoredLook {
    private let predicate: LookPredicate
    private let level: Double

    /// - Parameter chance: That of a false alarm, for all groups together.
    init(_ predicate: LookPredicate, chance: Double, groups: Int) {
        self.predicate = predicate
        level = chance / Double(max(1, groups))
    }

    /// - Parameters:
    ///   - since: The metric since the day.
    ///   - base: The metric before it; nil for a number.
    ///   - value: That of the base, or the number.
    func verdict(_ since: MetricResult, base: MetricResult?, value: Double) -> Verdict {
        guard let now = since.weighted?.value ?? since.value,
            let error = since.weighted?.standardError ?? since.standardError, error > 0
        else { return .notEvaluated(.nothingToCompare) }
        let before = base?.weighted?.value ?? value
        let baseError = base.flatMap { $0.weighted?.standardError ?? $0.standardError } ?? 0
        let z = (now - before) / (error * error + baseError * baseError).squareRoot()
        func isChange(_ level: Double) -> Bool {
            guard let sequence = ConfidenceSequence(error: level) else { return false }
            return sequence.hasChanged(
                Direction(predicate.kind), since: (now, error, since.n), base: (before, baseError)) ?? false
        }
        var evidence = Evidence(difference: now - before, z: z, p: 1, method: .screen)
        guard evidence.difference.magnitude >= predicate.atLeast, isChange(level) else {
            return .couldBeChance(evidence, level: level)
        }
        // The always-valid p: the least error at which it would still be a change.
        var (low, high) = (-60.0, log2(level))
        for _ in 0..<40 {
            let middle = (low + high) / 2
            if isChange(exp2(middle)) { high = middle } else { low = middle }
        }
        evidence.p = exp2(high)
        evidence.method = .normal
        return .changed(evidence, level: level)
    }
}
