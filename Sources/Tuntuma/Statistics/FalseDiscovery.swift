/// The false discovery rate (FDR) of a report that marks several differences (Benjamini and Hochberg, *Journal of the Royal
/// Statistical Society* B 57 (1995) 289-300).
///
/// Where all with an adjusted p of at most 0.05 are marked, at most 5 % of the marked ones are expected to be none; where
/// nothing differs at all, at most one report in twenty marks anything. That holds for independent tests, for such as tend to go the
/// same way (Benjamini and Yekutieli, *Annals of Statistics* 29 (2001) 1165-1188), and, tried, for two-sided ones of groups
/// that share their rest. For reports, which are looked through for what is worth a look; an alarm has a budget instead.
package enum FalseDiscovery {
    /// The share of the marked differences that is expected to be none, at most.
    package static let rate = 0.05

    /// The adjusted p of each, in the order given: the least rate at which it is marked. At least its p, and at most 1.
    package static func adjusted(_ p: [Double]) -> [Double] {
        var adjusted = p
        var lowest = 1.0
        for (rank, place) in p.indices.sorted(by: { (p[$0], $0) < (p[$1], $1) }).enumerated().reversed() {
            lowest = min(lowest, p[place] * (Double(p.count) / Double(rank + 1)))
            adjusted[place] = lowest
        }
        return adjusted
    }
}
