/// The spans of time that a report can be cut into, in the organisation's time zone.
package enum Period: String, Sendable, CaseIterable {
    /// Everything at once.
    case all
    case day
    /// ISO 8601 weeks, Monday to Sunday.
    case week
    case month
    case quarter
    case year
}
