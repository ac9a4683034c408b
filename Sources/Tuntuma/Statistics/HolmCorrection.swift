/// Holm's correction of p values for having looked at several differences at once (Holm, "A Simple Sequentially Rejective
/// Multiple Test Procedure", *Scandinavian Journal of Statistics* 6 (1979)).
///
/// Below 0.05 after it, the chance that any of the differences named is none is at most 5 %, whatever the tests have to do
/// with each other.
package enum HolmCorrection {
    /// The corrected p values, in the order given; each at most 1 and at least what it was.
    package static func corrected(_ p: [Double]) -> [Double] {
        var corrected = p
        var highest = 0.0
        for (rank, place) in p.indices.sorted(by: { (p[$0], $0) < (p[$1], $1) }).enumerated() {
            highest = max(highest, min(1, p[place] * Double(p.count - rank)))
            corrected[place] = highest
        }
        return corrected
    }
}
