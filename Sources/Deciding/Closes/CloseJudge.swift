package import Workspace

/// Judges the rules about metrics. The engine folds the days it asks for and tells it of each close, in log order, from one
/// worker at a time.
package protocol CloseJudge: Sendable {
    /// What must be folded day by day.
    var series: [DaySeries] { get }

    /// The look that is told in full, with ``CloseOutcome/traces``; nil: none is.
    var traced: TracedLook? { get set }

    /// Whether the looks at the close of a day count in ``rows`` and ``seconds``. All are judged.
    var isCounted: @Sendable (Int) -> Bool { get set }

    /// The seconds that the looks of each rule took, its `run` included. Not the same from run to run.
    var seconds: [Double] { get }

    /// Whether a rule, by its place, looks at the close of a day.
    func isDue(_ rule: Int, atCloseOf day: Int) -> Bool

    /// Judges some days that close one after the other, with no event in between.
    /// - Parameters:
    ///   - days: Days since 1970-01-01 in the organisation's zone, in their order.
    ///   - book: What has been accepted until now.
    ///   - call: Runs the `run` of a rule, by its place among the rules.
    /// - Returns: What was decided and what failed, in the order of days, then of rules, then of groups.
    mutating func close(
        _ days: Range<Int>, _ book: any DayBook, call: (Int, Measure) -> RuleOutcome
    ) -> CloseOutcome

    /// What the looks came to, by rule.
    var rows: [LookCounts] { get }

    /// What it keeps from look to look, for a later run.
    var saved: SavedLooks { get }

    /// How many days back from a close each series is looked at; nil: all of them.
    var reach: [Int?] { get }

    /// Goes on from where an earlier run ended. Called before the first close, once the book has what that run folded.
    /// - Parameter isKept: By series, whether its days are in the book.
    /// - Returns: How each rule begins.
    mutating func resume(_ saved: SavedLooks, _ book: any DayBook, isKept: [Bool]) -> [LookStart]
}
