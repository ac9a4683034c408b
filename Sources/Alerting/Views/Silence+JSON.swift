package import JSONText

extension Silence {
    /// The silence as it stands at a moment.
    package func json(at time: Int64) -> JSONValue {
        .object([
            ("match", .string(match.text)), ("author", .string(author)), ("comment", .string(comment)),
            ("from", starts.map { .time($0) } ?? .null), ("until", .time(ends)),
            ("state", .string(state(at: time).rawValue)), ("in_force", .boolean(isInForce(at: time))),
            ("line", .integer(line)),
        ])
    }
}
