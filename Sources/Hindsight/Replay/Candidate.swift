package import Workspace

/// How a set of edited rules becomes the rules of a workspace.
package enum Candidate {
    /// The rules of a workspace with those of a file in their place: a file of the same name is replaced as a whole; of a
    /// file with another name each rule takes the place of the one with its id, and new ones come at the end.
    package static func rules<Edited: EditedRule>(
        _ current: [Edited], replacedBy edited: [Edited], from file: String
    ) -> [Edited] {
        let name = Self.name(of: file)
        let replaced = current.filter { Self.name(of: $0.file) == name }
        guard !replaced.isEmpty else { return rules(current, replacedBy: edited) }
        var rules: [Edited] = []
        var isPlaced = false
        for rule in current {
            if Self.name(of: rule.file) != name {
                // A rule that was moved into the file is not in its old one any more.
                if !edited.contains(where: { $0.id == rule.id }) { rules.append(rule) }
            } else if !isPlaced {
                rules += edited
                isPlaced = true
            }
        }
        return rules
    }

    private static func rules<Edited: EditedRule>(_ current: [Edited], replacedBy edited: [Edited]) -> [Edited] {
        let places = current.map { rule in edited.first { $0.id == rule.id } ?? rule }
        return places + edited.filter { rule in !current.contains { $0.id == rule.id } }
    }

    private static func name(of path: String) -> Substring {
        path.split(separator: "/").last ?? ""
    }

    /// The rules of a workspace after a shadow has gone live: without the rule that it replaces.
    package static func rules<Edited: EditedRule>(_ current: [Edited], promoting shadow: Edited) -> [Edited] {
        current.filter { $0.id != shadow.replaces }.map { rule in
            guard rule.id == shadow.id else { return rule }
            var live = rule
            live.mode = .live
            return live
        }
    }
}

/// What matters of a rule when others take its place.
package protocol EditedRule {
    var id: String { get }
    var file: String { get }
    var line: Int { get }
    var mode: RuleMode { get set }
    /// For a shadow: the rule whose place it is to take; nil: none.
    var replaces: String? { get }
}

extension Rule: EditedRule {}

extension MetricRule: EditedRule {
    package var file: String { block.file }
    package var line: Int { block.line }
}
