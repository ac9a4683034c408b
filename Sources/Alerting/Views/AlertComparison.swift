package import JSONText

/// The alerts and notifications of two histories over the same log: those of the rules as they are, and as they would be.
package struct AlertComparison: Sendable {
    package enum Change: String, Sendable, CaseIterable {
        case added, removed, earlier, later
    }

    /// An alert that fires on one side only, or at another time.
    package struct Difference: Sendable {
        package var change: Change
        /// As it stood when it began to fire: of the candidate where it fires there.
        package var alert: Alert
        package var labels: Labels { alert.labels }

        /// When it fires with the current rules, and with the candidate's.
        package var current: Int64?
        package var candidate: Int64?
    }

    /// What one side does.
    package struct Side: Sendable {
        /// How often an alert fires.
        package var fired = 0
        package var notifications = 0
        package var suppressed = 0
    }

    /// A receiver that is told something else, or at another time.
    package struct Receiver: Sendable {
        package var name: String
        /// How many notifications it gets with the current rules, and with the candidate's.
        package var current: Int
        package var candidate: Int
    }

    package var current: Side
    package var candidate: Side
    /// By name.
    package var receivers: [Receiver]
    /// In the order of time, then by labels.
    package var differences: [Difference]

    /// Whether anybody would see a difference.
    package var isDifferent: Bool {
        !differences.isEmpty || !receivers.isEmpty || current.suppressed != candidate.suppressed
    }

    package func count(_ change: Change) -> Int { differences.count { $0.change == change } }

    package init(current: AlertHistory, candidate: AlertHistory) {
        self.current = Side(current)
        self.candidate = Side(candidate)
        let (told, tells) = (current.told, candidate.told)
        receivers = Set(told.keys).union(tells.keys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap {
            let (current, candidate) = (told[$0] ?? [], tells[$0] ?? [])
            return current == candidate
                ? nil : Receiver(name: $0, current: current.count, candidate: candidate.count)
        }
        let before = current.lives
        let after = candidate.lives
        var differences: [Difference] = []
        for labels in Set(before.keys).union(after.keys) {
            differences += Self.differences(before[labels] ?? [], after[labels] ?? [])
        }
        func moment(_ difference: Difference) -> Int64 { difference.current ?? difference.candidate ?? 0 }
        self.differences = differences.sorted { (moment($0), $0.labels) < (moment($1), $1.labels) }
    }

    /// Two lives of an alert are one when they overlap: the first of one side with the first of the other that does.
    private static func differences(_ before: [Life], _ after: [Life]) -> [Difference] {
        var differences: [Difference] = []
        var rest = after[...]
        func add(_ change: Change, _ old: Life?, _ new: Life?) {
            guard let alert = (new ?? old)?.alert else { return }
            differences.append(
                Difference(change: change, alert: alert, current: old?.from, candidate: new?.from))
        }
        for life in before {
            while let next = rest.first, next.to < life.from {
                add(.added, nil, next)
                rest.removeFirst()
            }
            guard let next = rest.first, next.from <= life.to else {
                add(.removed, life, nil)
                continue
            }
            rest.removeFirst()
            if next.from != life.from { add(next.from < life.from ? .earlier : .later, life, next) }
        }
        for next in rest { add(.added, nil, next) }
        return differences
    }

    package var json: JSONValue {
        func value(_ side: Side) -> JSONValue {
            .object([
                ("fired", .integer(side.fired)), ("notifications", .integer(side.notifications)),
                ("suppressed", .integer(side.suppressed)),
            ])
        }
        return .object(
            [
                ("now", value(current)), ("then", value(candidate)),
                (
                    "changes",
                    .array(
                        differences.map { difference in
                            .object([
                                ("change", .string(difference.change.rawValue)), ("labels", difference.labels.json),
                                ("title", .string(difference.alert.title)),
                                ("now", difference.current.map { .time($0) } ?? .null),
                                ("then", difference.candidate.map { .time($0) } ?? .null),
                            ])
                        })
                ),
                (
                    "receivers",
                    .array(
                        receivers.map { receiver in
                            .object([
                                ("receiver", .string(receiver.name)), ("now", .integer(receiver.current)),
                                ("then", .integer(receiver.candidate)),
                            ])
                        })
                ),
            ] + Change.allCases.map { ($0.rawValue, .integer(count($0))) })
    }
}

/// From when to when an alert fired.
private struct Life {
    var from: Int64
    var to: Int64
    var alert: Alert
}

extension AlertHistory {
    /// What each receiver is told, in the order of time: when, of which group, why.
    fileprivate var told: [String: [[String]]] {
        records.reduce(into: [:]) { told, record in
            guard case .sent(let sent) = record else { return }
            told[sent.receiver, default: []].append(["\(sent.time)", sent.group.text, sent.reason.rawValue])
        }
    }

    /// The lives of each alert, in the order of time.
    fileprivate var lives: [Labels: [Life]] {
        var lives: [Labels: [Life]] = [:]
        for change in changes {
            let labels = change.alert.labels
            switch change.kind {
            case .fired:
                lives[labels, default: []].append(Life(from: change.time, to: .max, alert: change.alert))
            case .resolved:
                guard let last = lives[labels]?.indices.last else { continue }
                lives[labels]?[last].to = change.time
            }
        }
        return lives
    }
}

extension AlertComparison.Side {
    fileprivate init(_ history: AlertHistory) {
        for change in history.changes where change.kind == .fired { fired += 1 }
        for record in history.records {
            if case .sent = record { notifications += 1 } else { suppressed += 1 }
        }
    }
}
