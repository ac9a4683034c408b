/// What a report says of one difference: of a group from the others, of a period from the one before.
package struct ReportMark: Equatable, Sendable {
    /// The three answers.
    package enum Verdict: String, Sendable, CaseIterable {
        case moreThanChance = "more-than-chance"
        case couldBeChance = "could-be-chance"
        case tooFewToSay = "too-few-to-say"
    }

    package var verdict: Verdict
    /// In the metric's points; nil when there is too little to say anything.
    package var difference: Double?
    /// How likely a difference at least this large is when there is none: two-sided, of this comparison by itself.
    package var p: Double?
    /// p adjusted over all comparisons of the family, see ``ReportAdjustment``: at most ``ReportFamily/level`` is more than chance.
    package var adjusted: Double?
    /// How p was found.
    package var method: Evidence.Method?

    /// Too few answers, or answers that are all alike.
    package static let tooFewToSay = ReportMark(verdict: .tooFewToSay)

    /// Whether the difference is more than chance, and upward or downward.
    package var direction: Direction? {
        guard verdict == .moreThanChance, let difference else { return nil }
        return difference > 0 ? .rose : .dropped
    }
}
