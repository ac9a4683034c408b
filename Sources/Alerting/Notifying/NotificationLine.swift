package import JSONText
import Tuntuma
import Workspace

extension NotificationRecord {
    /// The record as one line of JSON, with its newline: what `run --notifications` writes.
    package var line: [UInt8] {
        switch self {
        case .sent(let notification): JSONDocument.bytes(notification.json)
        case .suppressed(let suppression): JSONDocument.bytes(suppression.json)
        }
    }
}

extension AlertNotification {
    package var json: JSONValue {
        .object([
            ("kind", .string("notification")), ("time", .time(time)), ("receiver", .string(receiver)),
            ("action", .string(orNull: action)), ("group", group.json), ("key", .string(key)),
            ("number", .integer(number)), ("reason", .string(reason.rawValue)),
            ("status", .string(firing > 0 ? "firing" : "resolved")), ("alerts", .array(alerts.map(\.json))),
        ])
    }
}

extension Suppression {
    package var json: JSONValue {
        .object(
            [
                ("kind", .string("suppressed")), ("time", .time(time)), ("receiver", .string(receiver)),
                ("group", group.json), ("alert", alert.json),
            ] + cause.members)
    }
}

extension Suppression.Cause {
    /// The reason and what belongs to it.
    package var members: [(name: String, value: JSONValue)] {
        let reason: [(name: String, value: JSONValue)] = [("reason", .string(name))]
        return switch self {
        case .silenced(let author, let comment, let until):
            reason + [("author", .string(author)), ("comment", .string(comment)), ("until", .time(until))]
        case .inhibited(let other): reason + [("by", other.json)]
        case .muted(let times): reason + [("interval", .string(times))]
        case .inactive(let times): reason + [("intervals", .array(times.map { .string($0) }))]
        }
    }
}

extension Alert {
    package var json: JSONValue { .object(members) }

    package var members: [(name: String, value: JSONValue)] {
        [
            ("rule", .string(rule)), ("severity", .string(severity)), ("labels", labels.json),
            ("status", .string(status.rawValue)), ("since", .time(since)),
            ("fired", fired.map { .time($0) } ?? .null), ("resolved", resolved.map { .time($0) } ?? .null),
            ("count", .integer(count)), ("title", .string(title)), ("text", .string(text)),
            ("summary", .string(summary)), ("finding", figures?.finding?.json ?? .null), ("key", .string(key)),
        ]
    }
}

extension LookFigures {
    fileprivate var finding: LookFinding? { if case .found(let finding) = self { finding } else { nil } }
}

extension LookFinding {
    /// As it stands beside the decision in the file of `run --decisions`.
    fileprivate var json: JSONValue {
        .object([
            ("value", .number(value)), ("n", .integer(n)), ("base", .number(base)),
            ("base_n", baseCount.map { .integer($0) } ?? .null), ("difference", .number(difference)), ("p", .number(p)),
            ("method", .string(method)), ("since", .string(orNull: since?.text)),
        ])
    }
}

extension JSONValue {
    /// A moment of log time.
    package static func time(_ milliseconds: Int64) -> JSONValue {
        .string(Timestamp(milliseconds: milliseconds).internetTime)
    }
}
