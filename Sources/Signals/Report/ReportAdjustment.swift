import Tuntuma

/// How a report makes up for telling of several differences at once.
package enum ReportAdjustment: Sendable {
    /// The false discovery rate (Benjamini and Hochberg 1995): of what is marked at most 5 % are expected to be none. For tables of
    /// many groups, which are looked through for what is worth a look.
    case falseDiscoveryRate
    /// Holm 1979: if there were nothing, at most one report in twenty would mark anything, and that holds for what is left when
    /// some is real. For stretches of periods: one change is marked on up to as many periods as it is held against, and were each of
    /// them a find, they would pay for marks where there is nothing.
    case familywise

    /// The adjusted p of each.
    func adjusted(_ p: [Double]) -> [Double] {
        switch self {
        case .falseDiscoveryRate: FalseDiscovery.adjusted(p)
        case .familywise: HolmCorrection.corrected(p)
        }
    }
}
