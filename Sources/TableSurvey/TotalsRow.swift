/// A row below the answers that sums them up, as some tools export it: it is no answer.
package struct TotalsRow: Sendable, Equatable {
    /// The column in which it is named.
    package var column: String
    /// What it is called there, such as `Keskiarvo`.
    package var name: String
    /// The line of the file on which it begins.
    package var line: Int
}
