package import Alerting
import Declarations
import Foundation
import Suggestions
import Tuntuma
package import Workspace

/// Reads the `notifications` of a workspace into a ``NotificationPlan``, and finds every mistake in them.
package struct NotificationReader {
    let workspace: Workspace
    let book: ComplaintBook
    /// The names of the receivers and of the times, which routes refer to.
    var receivers: [String] = []
    var times: [String] = []

    /// The plan of a workspace; without `notifications` nobody is told.
    /// - Throws: all complaints, in the order of their lines.
    package static func plan(of workspace: Workspace) throws(WorkspaceError) -> NotificationPlan {
        guard let block = workspace.notifications else { return NotificationPlan() }
        var reader = NotificationReader(workspace: workspace, book: ComplaintBook())
        let plan = reader.plan(TableReader(block, reader.book))
        if !reader.book.complaints.isEmpty { throw WorkspaceError(reader.book.sorted) }
        return plan
    }

    private mutating func plan(_ table: TableReader) -> NotificationPlan {
        var plan = NotificationPlan()
        if let span = span("resolve_after", in: table, atLeast: 1) { plan.resolveAfter = span }
        plan.receivers = receivers(table)
        receivers = plan.receivers.keys.sorted()
        plan.times = times(table)
        times = plan.times.keys.sorted()
        if let root = table.reader("route") {
            plan.route = self.root(root)
        } else if table.table["route"] == nil, table.table.keys.contains(where: { $0 != "resolve_after" }) {
            table.complain("route", "is missing; expected route = { receiver = \"...\" }")
        }
        for (reader, _) in tables("inhibit", in: table) {
            if let inhibition = inhibition(reader) { plan.inhibitions.append(inhibition) }
            reader.finish()
        }
        for (reader, _) in tables("silences", in: table) {
            if let silence = silence(reader) { plan.silences.append(silence) }
            reader.finish()
        }
        table.finish()
        return plan
    }

    /// The receivers, by name; each of the workspace's actions is one too.
    private func receivers(_ table: TableReader) -> [String: Receiver] {
        let actions = workspace.actions.map(\.id)
        var receivers = Dictionary(
            actions.map { ($0, Receiver(name: $0, action: $0)) }, uniquingKeysWith: { first, _ in first })
        guard let declared = table.reader("receivers") else { return receivers }
        for name in declared.table.keys.sorted() {
            guard let reader = declared.reader(name) else { continue }
            var receiver = Receiver(name: name, action: reader.text("use"))
            if let action = receiver.action, !actions.contains(action) {
                reader.complain(
                    "use", "there is no action \"\(action)\"\(Suggestion.hint(for: action, among: actions))")
            }
            receiver.hearsResolved = reader.truth("resolved") ?? true
            for key in reader.table.keys.sorted() where key != "use" && key != "resolved" {
                if let value = value(reader.setting(key)) {
                    receiver.settings.append((key, value))
                } else {
                    reader.complain(key, "expected a text, a number, or true or false")
                }
            }
            receivers[name] = receiver
        }
        return receivers
    }

    private func inhibition(_ table: TableReader) -> Inhibition? {
        let source = neededMatch("source", in: table)
        let target = neededMatch("target", in: table)
        let equal = names("equal", in: table) ?? []
        guard let source, let target else { return nil }
        return Inhibition(source: source, target: target, equal: equal, line: line(of: table))
    }

    private func silence(_ table: TableReader) -> Silence? {
        let match = neededMatch("match", in: table)
        let (author, comment) = (table.text("author"), table.text("comment"))
        let (starts, ends) = (time("starts", in: table), time("ends", in: table))
        if table.table["author"] == nil { table.complain("author", "is missing; expected who has silenced it") }
        if table.table["comment"] == nil { table.complain("comment", "is missing; expected why it is silenced") }
        if table.table["ends"] == nil {
            table.complain("ends", "is missing; expected a time such as \"2026-03-01T08:00:00+02:00\"")
        }
        if let starts, let ends, ends <= starts { table.complain("ends", "is not after starts") }
        guard let match, let author, let comment, let ends else { return nil }
        return Silence(
            match: match, author: author, comment: comment, starts: starts, ends: ends, line: line(of: table))
    }
}

extension NotificationReader {
    /// The tables of a list.
    func tables(_ key: String, in table: TableReader) -> [(reader: TableReader, index: Int)] {
        (table.list(key) ?? []).enumerated().compactMap { index, setting in
            TableReader(setting, of: table.block, at: "\(table.path(key)).\(index + 1)", book).map { ($0, index) }
        }
    }

    func line(of table: TableReader) -> Int { table.block.lineOf(table.path) }

    /// A span of time in milliseconds.
    func span(_ key: String, in table: TableReader, atLeast minimum: Int64) -> Int64? {
        guard let text = table.text(key) else { return nil }
        // A century: longer spans are mistakes, and sums of them do not overflow.
        if let span = SpanText.milliseconds(text), (minimum...3_155_760_000_000).contains(span) { return span }
        let zero = minimum > 0 ? " above nothing" : ""
        table.complain(
            key, "\"\(text)\" is no span of time\(zero); expected one such as \"30s\", \"5m\", \"4h\" or \"1d\"")
        return nil
    }

    private func time(_ key: String, in table: TableReader) -> Int64? {
        guard let text = table.text(key) else { return nil }
        if let time = Timestamp(internetTime: text) { return time.milliseconds }
        table.complain(key, "\"\(text)\" is no time; expected one such as \"2026-03-01T08:00:00+02:00\"")
        return nil
    }

    /// Names of labels: a text or a list of texts.
    func names(_ key: String, in table: TableReader) -> [String]? {
        guard let setting = table.table[key] else { return nil }
        if let items = setting.asList, items.isEmpty {
            _ = table.setting(key)
            return []
        }
        return table.texts(key)
    }

    private func neededMatch(_ key: String, in table: TableReader) -> LabelMatch? {
        guard table.table[key] != nil else {
            table.complain(key, "is missing; expected labels such as { severity = \"critical\" }")
            return nil
        }
        return match(key, in: table)
    }

    /// A table of labels and what they must be.
    func match(_ key: String, in table: TableReader) -> LabelMatch? {
        guard let labels = table.reader(key) else { return nil }
        var match = LabelMatch()
        if labels.table.isEmpty { table.complain(key, "is empty; expected labels such as { severity = \"critical\" }") }
        for name in labels.table.keys.sorted() {
            guard let setting = labels.setting(name) else { continue }
            guard Int(name) == nil else {
                labels.complain(name, "expected a label's name before it, such as unit = \"turku\"")
                continue
            }
            match.tests += tests(setting, of: name, in: labels).map { (name, $0) }
        }
        return match
    }

    private func tests(_ setting: Setting, of label: String, in table: TableReader) -> [LabelMatch.Test] {
        guard case .table = setting, setting.asTable?.isEmpty == false, setting.asCall == nil else {
            return values(setting, of: label, at: label, in: table).map { [.isOneOf($0)] } ?? []
        }
        guard let reader = table.reader(label) else { return [] }
        var tests: [LabelMatch.Test] = []
        if let setting = reader.setting("is_not"), let values = values(setting, of: label, at: "is_not", in: reader) {
            tests.append(.isNot(values))
        }
        if let prefix = reader.text("prefix") { tests.append(.hasPrefix(prefix)) }
        if let exists = reader.truth("exists") { tests.append(.exists(exists)) }
        if let pattern = pattern("matches", in: reader) { tests.append(.matches(pattern)) }
        if let pattern = pattern("matches_not", in: reader) { tests.append(.matchesNot(pattern)) }
        reader.finish()
        return tests
    }

    private func pattern(_ key: String, in table: TableReader) -> LabelPattern? {
        guard let text = table.text(key) else { return nil }
        do throws(LabelPatternError) {
            return try LabelPattern(text)
        } catch {
            table.complain(key, error.problem)
            return nil
        }
    }

    /// One value or a list of values; what the workspace declares is looked up.
    private func values(_ setting: Setting, of label: String, at key: String, in table: TableReader) -> [String]? {
        let items = setting.asList ?? [setting]
        let values = items.compactMap { value($0) }
        guard values.count == items.count, !values.isEmpty else {
            table.complain(
                key,
                "expected a value, a list of values, or one of { is_not = }, { prefix = }, { exists = }, "
                    + "{ matches = }, { matches_not = }")
            return nil
        }
        let known = workspace.values(ofLabel: label)
        for value in values where !known.isEmpty && !known.contains(value) {
            table.complain(key, "there is no \(label) \"\(value)\"\(Suggestion.hint(for: value, among: known))")
        }
        return values
    }

    private func value(_ setting: Setting?) -> String? {
        switch setting {
        case .text(let text)?: text.isEmpty ? nil : text
        case .integer(let number)?: String(number)
        case .decimal(let number)?: Value.decimal(number).plainText
        case .boolean(let truth)?: truth ? "true" : "false"
        default: nil
        }
    }
}
