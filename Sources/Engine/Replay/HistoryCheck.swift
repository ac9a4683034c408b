import Deciding
import Memory
import Tuntuma
package import Workspace

/// Something that a rule asks for and the log does not hold: what the rule would have done, history cannot say.
package struct HistoryGap: Equatable, Sendable {
    package enum Missing: Equatable, Sendable {
        /// No event of the rule's types has this field.
        case field(String)
        /// There is no event of any of these types.
        case types([String])
    }

    package var rule: String
    package var missing: Missing

    package init(rule: String, missing: Missing) {
        self.rule = rule
        self.missing = missing
    }
}

/// Looks for what rules ask for, until it is found. One value a worker; what no worker has found is not there.
package struct HistoryCheck: Sendable {
    /// Something that is looked for.
    private struct Wanted: Sendable {
        var gap: HistoryGap
        var matcher: Matcher
    }

    private var wanted: [Wanted] = []
    /// The places in `wanted` of what has not been found.
    private var missing: [Int] = []

    init(_ rules: [Rule], symbols: SymbolTable) {
        for rule in rules {
            wanted.append(
                Wanted(
                    gap: HistoryGap(rule: rule.id, missing: .types(rule.types)),
                    matcher: Matcher(nil, types: rule.types, symbols: symbols)))
            for field in rule.askedFields where EventField(field, symbols: symbols) != nil {
                wanted.append(
                    Wanted(
                        gap: HistoryGap(rule: rule.id, missing: .field(field)),
                        matcher: Matcher(.field(field, .exists(true)), types: rule.types, symbols: symbols)))
            }
        }
        missing = Array(wanted.indices)
    }

    /// Looks at some events.
    mutating func look(_ batch: EventBatch, rows: [Int32], using scratch: inout MatchScratch) {
        guard !missing.isEmpty else { return }
        missing.removeAll { place in
            rows.contains { wanted[place].matcher.matches(batch[Int($0)], using: &scratch) }
        }
    }

    package mutating func add(_ other: HistoryCheck) {
        missing.removeAll { !other.missing.contains($0) }
    }

    /// What was not found; of a rule whose types are not there, only that.
    package var gaps: [HistoryGap] {
        let gaps = missing.map { wanted[$0].gap }
        return gaps.filter { gap in
            if case .types = gap.missing { return true }
            return !gaps.contains { other in
                if case .types = other.missing { other.rule == gap.rule } else { false }
            }
        }
    }
}

extension Rule {
    /// The fields of events that the rule asks for: in its condition and its `once`, in the texts of its decisions, and those that its
    /// `run` mentions. Each once.
    package var askedFields: [String] {
        var fields: [String] = []
        let remembered = memory?.once?.fields ?? []
        for field in (condition?.fields ?? []) + remembered + decisions.flatMap(\.mentionedFields)
            + (program?.mentionedFields ?? [])
        where !fields.contains(field) { fields.append(field) }
        return fields
    }
}
