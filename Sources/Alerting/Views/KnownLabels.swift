import Suggestions
package import Workspace

/// The labels that a workspace speaks of, to say of an alert that is typed by hand what in it is probably a slip.
///
/// A `run` may give an alert any label, so one that is not among them is no mistake.
package struct KnownLabels: Sendable {
    /// What every alert may have, and the dimensions of events.
    private static let common = ["rule", "severity", "key"] + GroupKey.all

    private let workspace: Workspace
    private let names: Set<String>

    /// - Parameter plan: The workspace's.
    package init(_ workspace: Workspace, _ plan: NotificationPlan) {
        self.workspace = workspace
        var names = Set(Self.common)
        for rule in workspace.rules { names.formUnion(Self.labels(of: rule.decisions)) }
        for rule in workspace.metricRules {
            names.formUnion(Self.labels(of: rule.decisions))
            names.formUnion(rule.keys)
        }
        for node in plan.route?.nodes ?? [] {
            names.formUnion(node.match.labels)
            names.formUnion(node.groupBy ?? [])
        }
        for inhibition in plan.inhibitions {
            names.formUnion(inhibition.source.labels + inhibition.target.labels + inhibition.equal)
        }
        for silence in plan.silences { names.formUnion(silence.match.labels) }
        self.names = names
    }

    /// The labels that declared alerts give.
    private static func labels(of decisions: [DecisionTemplate]) -> [String] {
        decisions.filter { $0.kind == .alert }.flatMap { $0.fields["labels"]?.asTable?.keys.map(\.self) ?? [] }
    }

    /// What is odd about some labels, one line each: a name that nothing in the workspace gives or asks for, a value that is not
    /// declared.
    package func remarks(on labels: Labels) -> [String] {
        labels.all.compactMap { label in
            guard names.contains(label.name) else {
                let meant = Suggestion.nearest(to: label.name, among: names).map { "; did you mean \"\($0)\"?" }
                let unless = "; only the run of a rule could give it"
                return "no rule gives a label \"\(label.name)\" and no route asks for it\(meant ?? unless)"
            }
            let known = workspace.values(ofLabel: label.name)
            guard !known.isEmpty, !known.contains(label.value) else { return nil }
            return "there is no \(label.name) \"\(label.value)\"\(Suggestion.hint(for: label.value, among: known))"
        }
    }
}

extension LabelMatch {
    /// The names of the labels that it is about.
    fileprivate var labels: [String] { tests.map(\.label) }
}

extension Workspace {
    /// The values that a label can have, where the workspace declares them; else none.
    package func values(ofLabel name: String) -> [String] {
        switch name {
        case "severity": ["info", "warning", "critical"]
        case "rule": rules.map(\.id) + metricRules.map(\.id)
        case "unit": units.keys.sorted()
        case "touchpoint": touchpoints.keys.sorted()
        default: []
        }
    }
}
