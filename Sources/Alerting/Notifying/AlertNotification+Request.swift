package import Tuntuma

extension AlertNotification {
    /// What its receiver's action is given; nil for a receiver without an action.
    ///
    /// The receiver's own settings come first, then what the notification says; `alerts` has a line for each alert.
    package var request: ActionRequest? {
        guard action != nil else { return nil }
        var fields: [(name: String, value: Value)] = settings.map { ($0.name, .text($0.value)) }
        fields.append(("receiver", .text(receiver)))
        fields += group.all.map { ("group.\($0.name)", .text($0.value)) }
        fields += [
            ("number", .integer(Int64(number))), ("reason", .text(reason.rawValue)),
            ("firing", .integer(Int64(firing))), ("resolved", .integer(Int64(resolved))),
            ("alerts", .list(alerts.map(\.line))),
        ]
        var rules: [String] = []
        for alert in alerts where !rules.contains(alert.rule) { rules.append(alert.rule) }
        return ActionRequest(
            key: key, kind: "notification", rule: rules.joined(separator: ", "),
            event: group.all.isEmpty ? receiver : "\(receiver) \(group.text)", time: Timestamp(milliseconds: time),
            fields: fields)
    }
}

extension Alert {
    /// The alert on one line: how it stands, how bad it is, what it is called, and what changed.
    package var line: String {
        let name = [title, text].first { !$0.isEmpty } ?? rule
        return "\(status.rawValue) \(severity): \(name)\(summary.isEmpty ? "" : " (\(summary))")"
    }
}
