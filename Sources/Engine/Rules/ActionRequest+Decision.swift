import Deciding
import Tuntuma
import Workspace

extension ActionRequest {
    /// What an action is given of a decision on an event.
    init(_ decision: Decision, of rule: String, on event: Event, key: DecisionKey) {
        self.init(
            key: key.text, kind: decision.kind.rawValue, rule: rule, event: event.id, time: event.time,
            fields: decision.fields)
    }
}
