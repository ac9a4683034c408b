package import Tuntuma
import Workspace

extension AlertSignal {
    /// What an `alert` decision of an event rule says: it holds, and it is over when it is not repeated.
    ///
    /// The fields `labels.NAME` are the labels; a `key` is one too, so that alerts with different keys are different alerts.
    /// - Parameter expires: How long it holds without being repeated, in milliseconds, where the decision does not say so by
    ///   `resolve_after`.
    package init(_ request: ActionRequest, expires: Int64) {
        self.init(
            rule: request.rule, labels: [], time: request.time.milliseconds, holds: true, expires: expires,
            key: request.key)
        for (name, value) in request.fields {
            let text = value.plainText
            switch name {
            case "severity": severity = text
            case "title": title = text
            case "text": self.text = text
            case "resolve_after": self.expires = SpanText.milliseconds(text) ?? expires
            case "key": labels.append(("key", text))
            case _ where name.hasPrefix("labels."): labels.append((String(name.dropFirst(7)), text))
            default: break
            }
        }
    }
}
