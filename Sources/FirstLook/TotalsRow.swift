extension FirstLook {
    /// A row below the answers that sums them up, as some tools export it: it is no answer.
    struct TotalsRow: Sendable, Equatable {
        /// The column in which it is named.
        var column: String
        /// What it is called there, such as `Keskiarvo`.
        var name: String
        /// The line of the file on which it begins.
        var line: Int
    }
}
