package import Signals

/// What is said of the differences of one row of a report. Nil: there is nothing to compare it with, or it is not shown.
package struct RowMarks: Sendable {
    /// From the other groups of its period.
    package var againstRest: ReportMark?
    /// From the period before.
    package var change: ReportMark?
}
