import Tuntuma
import Workspace

extension FailureReport {
    /// The failures of a batch: of those that are like each other the first, with how many there are.
    static func reports(
        of made: [MadeFailure], _ batch: EventBatch, _ rules: RuleSet, place: (Event) -> EventPlace
    ) -> [(rule: Int, report: FailureReport)] {
        var reports: [(rule: Int, report: FailureReport)] = []
        var known: [FailureKey: Int] = [:]
        for failed in made {
            let key = FailureKey(failed)
            if let index = known[key] {
                reports[index].report.count += 1
                continue
            }
            known[key] = reports.count
            let event = batch[Int(failed.row)]
            reports.append(
                (
                    failed.rule,
                    FailureReport(failed.failure, of: rules.entries[failed.rule], on: event, at: place(event))
                ))
        }
        return reports
    }

    /// What makes failures alike.
    private struct FailureKey: Hashable {
        var rule: Int
        var kind: String
        var line: Int?

        init(_ made: MadeFailure) {
            rule = made.rule
            kind = made.failure.kind
            line = made.failure.line
        }
    }
}

extension [FailureReport] {
    /// The most failures of a rule that are reported, each on a line of its own.
    private static var most: Int { 3 }

    /// Adds a failure to those like it, or, when there is none and there is room, as one of its own.
    package mutating func add(_ report: FailureReport) {
        if let index = firstIndex(where: { $0.isLike(report) }) {
            self[index].count += report.count
        } else if count < Self.most {
            append(report)
        }
    }
}
