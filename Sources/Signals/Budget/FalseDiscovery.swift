/// The false discovery rate of a report that names several differences (Benjamini and Hochberg, *Journal of the Royal
/// Statistical Society* B 57 (1995) 289-300). For reports, never for alarms: of the differences named, a stated share may be none.
package enum FalseDiscovery {
    /// The p values corrected: named when at most q, a share of at most q of the named ones is expected to be none. In the order
    /// given; each at least what it was and at most 1.
    package static func corrected(_ p: [Double]) -> [Double] {
        var corrected = p
        var lowest = 1.0
        for (rank, place) in p.indices.sorted(by: { (p[$0], $0) < (p[$1], $1) }).enumerated().reversed() {
            lowest = min(lowest, p[place] * Double(p.count) / Double(rank + 1))
            corrected[place] = lowest
        }
        return corrected
    }
}
