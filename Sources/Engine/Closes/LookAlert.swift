package import Tuntuma
package import Workspace

/// What a rule about a metric or about silence says of an alert at a close: every alert that holds, at each look, and once
/// that it has ended.
package struct LookAlert: Sendable {
    package let request: ActionRequest
    /// The group that it is about.
    package let group: [(key: String, value: String?)]
    package let holds: Bool
    package let summary: String
    /// What the summary says, in figures; nil for one that has ended.
    package let figures: LookFigures?
    /// What `match` found at this look; nil for one that has ended, and for a rule without `match`.
    package let finding: LookFinding?
    /// `hold_for`: how many milliseconds it must hold before it fires.
    package let pending: Int64

    init(_ alert: CloseAlert, _ line: CloseLine) {
        request = line.request(alert.made)
        group = alert.made.group
        holds = alert.holds
        summary = alert.summary
        figures = alert.figures
        finding = alert.made.finding
        pending = Int64(line.rules[alert.made.rule].holdFor) * 86_400_000
    }
}
