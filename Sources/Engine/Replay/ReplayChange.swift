import Deciding
package import Tuntuma
package import Workspace

/// What became of a decision when other rules looked at the same event.
package enum ReplayChange: String, Sendable, CaseIterable {
    /// Only the candidate decides so.
    case added
    /// Only the current rules do.
    case removed
    /// It goes to another queue, unit or action.
    case rerouted
    /// It says something else: a text, a deadline, a severity.
    case changed

    /// Pairs the decisions of one rule on one event. Equal ones belong together, then those of the same kind in their order;
    /// what is left over was added or removed.
    package static func changes(
        from current: [Decision], to candidate: [Decision]
    ) -> [(change: ReplayChange?, before: Decision?, after: Decision?)] {
        var changes: [(change: ReplayChange?, before: Decision?, after: Decision?)] = []
        var rest = candidate
        var unpaired: [Decision] = []
        for decision in current {
            if let place = rest.firstIndex(of: decision) {
                changes.append((nil, decision, rest.remove(at: place)))
            } else {
                unpaired.append(decision)
            }
        }
        for decision in unpaired {
            // Where the same target is decided on, it is the same decision with other words.
            let place =
                rest.firstIndex { $0.kind == decision.kind && !decision.goesElsewhere(than: $0) }
                ?? rest.firstIndex { $0.kind == decision.kind }
            guard let place else {
                changes.append((.removed, decision, nil))
                continue
            }
            let after = rest.remove(at: place)
            changes.append((decision.goesElsewhere(than: after) ? .rerouted : .changed, decision, after))
        }
        return changes + rest.map { (.added, nil, $0) }
    }
}

extension Decision {
    /// The value of a field as text; nil without it.
    package func text(_ name: String) -> String? {
        fields.first { $0.name == name }?.value.plainText
    }

    /// Whether two decisions of one kind are for different hands: another queue, unit or action.
    fileprivate func goesElsewhere(than other: Decision) -> Bool {
        kind != .alert && (target != other.target || text("unit") != other.text("unit"))
    }
}

/// How many decisions there were and are, and what became of them.
package struct ReplayCounts: Equatable, Sendable {
    /// Decisions of the current rules, and of the candidate's.
    package var current = 0
    package var candidate = 0
    package var added = 0
    package var removed = 0
    package var rerouted = 0
    package var changed = 0

    package init() {}

    /// Whether anything is different.
    package var isDifferent: Bool { added + removed + rerouted + changed > 0 }

    package subscript(change: ReplayChange) -> Int {
        get {
            switch change {
            case .added: added
            case .removed: removed
            case .rerouted: rerouted
            case .changed: changed
            }
        }
        set {
            switch change {
            case .added: added = newValue
            case .removed: removed = newValue
            case .rerouted: rerouted = newValue
            case .changed: changed = newValue
            }
        }
    }

    package mutating func add(_ other: ReplayCounts) {
        current += other.current
        candidate += other.candidate
        for change in ReplayChange.allCases { self[change] += other[change] }
    }
}

/// One decision that is different, as an example.
package struct ReplayExample: Equatable, Sendable {
    package var rule: String
    package var change: ReplayChange
    package var event: String
    package var source: String
    package var time: Timestamp
    /// Where the event stands: `log/2026.jsonl:17`.
    package var place: String
    package var before: Decision?
    package var after: Decision?

    package init(
        rule: String, change: ReplayChange, event: String, source: String, time: Timestamp, place: String,
        before: Decision?, after: Decision?
    ) {
        self.rule = rule
        self.change = change
        self.event = event
        self.source = source
        self.time = time
        self.place = place
        self.before = before
        self.after = after
    }
}
