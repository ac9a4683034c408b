import Deciding
import Memory
package import Tuntuma
package import Workspace

/// The rules of a run, compiled once and shared by all workers.
package struct RuleSet: Sendable {
    package struct Entry: Sendable {
        package let rule: Rule
        let matcher: Matcher
        let builders: [DecisionBuilder]
        /// The fields that its condition names, for reports of its failures.
        let fields: [EventField]
        /// What its `once` tells events apart by.
        let once: OnceKey?

        /// Whether it keeps something from one event to the next.
        var remembers: Bool { rule.memory != nil }
    }

    package let entries: [Entry]

    /// Whether the order of the log matters to any of them: one has a `run`, and with it a breaker, or remembers something.
    var needOrder: Bool { entries.contains { $0.rule.program != nil || $0.remembers } }

    /// No rules.
    package init() {
        entries = []
    }

    /// - Throws: A complaint for each declared decision that cannot be made.
    package init(_ rules: [Rule], symbols: SymbolTable) throws(WorkspaceError) {
        var entries: [Entry] = []
        var complaints: [Complaint] = []
        for rule in rules {
            var builders: [DecisionBuilder] = []
            for template in rule.decisions {
                do throws(DecisionError) {
                    builders.append(try DecisionBuilder(template, symbols: symbols))
                } catch {
                    complaints.append(
                        Complaint(
                            file: rule.file, line: rule.line,
                            problem: "rule \"\(rule.id)\": \(template.kind.rawValue): \(error.problem)"))
                }
            }
            let matcher = Matcher(rule.condition, types: rule.types, symbols: symbols)
            let fields = rule.condition?.fields.compactMap { EventField($0, symbols: symbols) } ?? []
            let once = OnceKey(rule.memory?.once, symbols: symbols)
            entries.append(Entry(rule: rule, matcher: matcher, builders: builders, fields: fields, once: once))
        }
        guard complaints.isEmpty else { throw WorkspaceError(complaints) }
        self.entries = entries
    }
}
