/// How a column writes its times.
package enum TimePattern: Sendable, Equatable {
    /// As an event has them: `2026-03-02T09:15:00Z`.
    case event
    /// A pattern of `parse_time`, such as `d.M.yyyy H:mm`.
    case pattern(String)

    /// For a person and for `parse_time`.
    package var text: String {
        switch self {
        case .event: "yyyy-MM-dd'T'HH:mm:ssXXX"
        case .pattern(let text): text
        }
    }
}
