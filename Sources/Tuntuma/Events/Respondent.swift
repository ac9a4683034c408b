/// Who answered. An employee's answer never counts in a customer metric unless the metric says so.
public enum Respondent: UInt8, Sendable, CaseIterable, Codable {
    /// A customer; what an event without the field means.
    case customer
    /// Somebody of the organisation's own staff.
    case employee
    /// A partner or subcontractor.
    case partner
    /// A citizen, for public organisations.
    case citizen

    /// The value of the event field `respondent`.
    public var name: String {
        switch self {
        case .customer: "customer"
        case .employee: "employee"
        case .partner: "partner"
        case .citizen: "citizen"
        }
    }
}

/// How far an answering has come.
public enum ResponseStatus: UInt8, Sendable {
    /// The respondent sent it; what an event without the field means.
    case complete
    /// The respondent has answered a part so far.
    case partial
}

/// How the respondent is known.
public enum Identity: UInt8, Sendable {
    /// The event does not say.
    case unstated
    /// Nobody can tell who answered.
    case anonymous
    /// Known by a pseudonym only.
    case pseudonymous
    /// Known by name.
    case named
}
