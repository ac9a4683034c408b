import Tuntuma

/// The differences that a report shows beside each other: of one metric, at one level of groups, in one period.
///
/// They are judged together, see ``ReportAdjustment``, at 5 %. A report is made once and read once: a rule that looks every day and
/// calls people has a budget instead, see ``Detector``.
package enum ReportFamily {
    /// The greatest adjusted p that is more than chance.
    package static let level = FalseDiscovery.rate
    /// With fewer answers on one side it is too few to say.
    package static let fewest = 10

    /// From how many standard errors on p is worth finding exactly. A difference below is above the level before any adjustment, and
    /// no adjusted p is below its own; 0.7 as the exact p of a skew metric can be well below that of its z.
    private static let screen = 0.7 * NormalDistribution.quantile(1 - level / 2)
    /// With so many answers on both sides the p of z is as good as the exact one, for a report at 5 %.
    private static let many = 200

    /// Judges comparisons that stand beside each other.
    ///
    /// - Parameters:
    ///   - tests: The comparisons; nil where none can be made.
    ///   - adjustment: What is kept small.
    ///   - isOneComparison: Whether all of them are the same comparison told from two sides: of two groups, each is the other's rest.
    /// - Returns: A mark for each, in their order.
    package static func marks(
        _ tests: [(any ChangeTest)?], by adjustment: ReportAdjustment, isOneComparison: Bool = false
    ) -> [ReportMark] {
        var marks = tests.map { _ in ReportMark.tooFewToSay }
        var judged: [(place: Int, p: Double)] = []
        for (place, test) in tests.enumerated() {
            guard let test, test.n >= fewest, test.baseCount ?? fewest >= fewest else { continue }
            let isLarge = min(test.n, test.baseCount ?? test.n) >= many
            let evidence = test.evidence(.changed, screen: isLarge ? .infinity : screen)
            marks[place].difference = evidence.difference
            marks[place].p = evidence.p
            marks[place].method = evidence.method
            judged.append((place, evidence.p))
        }
        let adjusted = isOneComparison ? judged.map(\.p) : adjustment.adjusted(judged.map(\.p))
        for (entry, p) in zip(judged, adjusted) {
            marks[entry.place].adjusted = p
            marks[entry.place].verdict = p <= level ? .moreThanChance : .couldBeChance
        }
        return marks
    }
}
