/// A way out: something that carries a decision of a rule out, such as sending a message.
public protocol Action: Plugin {
    /// Carries one decision out, once.
    ///
    /// The host calls this for each decision, several at a time; it may call again with the same key when it does not
    /// know how the first call ended (a crash), and the second call must have no second effect where the receiver can
    /// tell (`.duplicate`). An action does not retry by itself: it says `.retry`, and the host does.
    func perform(_ request: ActionRequest) async -> ActionOutcome
}

/// A decision to be carried out.
public struct ActionRequest: Sendable, Equatable {
    /// The same for every attempt at one decision, different for any two decisions: 32 hex digits.
    public var key: String
    /// What the rule decided: `alert`, `route` or `act`; or `notification`, which tells of a group of alerts.
    public var kind: String
    /// The rule that decided; of a notification: those of its alerts.
    public var rule: String
    /// The event's id; of a notification: its receiver and its group.
    public var event: String
    /// When the event happened, or the notification was due.
    public var time: Timestamp
    /// The decision's or the notification's own fields, in their order.
    public var fields: [(name: String, value: Value)]

    /// Makes a request.
    public init(
        key: String, kind: String, rule: String, event: String, time: Timestamp, fields: [(name: String, value: Value)]
    ) {
        self.key = key
        self.kind = kind
        self.rule = rule
        self.event = event
        self.time = time
        self.fields = fields
    }

    /// Whether two requests are the same, fields and their order included.
    public static func == (left: ActionRequest, right: ActionRequest) -> Bool {
        left.key == right.key && left.kind == right.kind && left.rule == right.rule && left.event == right.event
            && left.time == right.time && left.fields.elementsEqual(right.fields, by: ==)
    }
}

/// How an attempt to carry a decision out ended.
public enum ActionOutcome: Sendable, Equatable {
    /// Done; the receipt is what the receiver called it, where it has a name.
    case delivered(receipt: String?)
    /// The receiver had it already.
    case duplicate
    /// Not now; try again, not before this long.
    case retry(reason: String, after: Duration?)
    /// Never: the receiver refuses it, for this reason.
    case rejected(reason: String)
}
