/// A file at which no first look can be had.
package struct FirstLookError: Error, Equatable, Sendable {
    package let path: String
    /// The line it is about, where it is about one.
    package let line: Int?
    /// What is wrong and what to do, for a person.
    package let problem: String
}
