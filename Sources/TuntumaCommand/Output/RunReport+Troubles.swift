import Engine
import Tuntuma
import Workspace

extension RunReport {
    /// What went wrong in a run that went on all the same: one line for the rejected lines together, and one for each
    /// rule that failed, which also says when the rule is out of use. The table and JSON show more of them.
    var troubles: [String] {
        rejectionTroubles + rules.compactMap(\.trouble) + rules.compactMap(\.memoryTrouble)
            + metricRules.compactMap(\.trouble) + metricRules.compactMap(\.memoryTrouble)
            + forgottenRules.map {
                "what rule \"\($0)\" remembered is left out: it is not there any more, or keeps nothing"
            }
    }

    /// That log time stands still: for a run in which days close or somebody is told of alerts.
    var standstillTrouble: String? {
        standstill.map { still in
            let events = still.events == 1 ? "the last event is" : "the last \(still.events) events are"
            return
                "log time stands at \(still.logTime.internetTime): \(events) of \(still.latest.internetTime) at the latest, "
                + "and until the log has passed that time no day closes and nobody is told of alerts; mend the time of the "
                + "event that is so far ahead, or name the inputs in their order"
        }
    }

    private var rejectionTroubles: [String] {
        guard let first = rejections.first else { return [] }
        let byte = first.byte.map { " (byte \($0))" } ?? ""
        let place = "\(first.file):\(first.line)\(byte): \(first.reason)"
        guard events.rejected > 1 else { return ["rejected \(place)"] }
        return ["rejected \(events.rejected) lines, the first at \(place); --rejected FILE keeps them all"]
    }
}

extension MetricRuleRow {
    /// What it remembered and has lost.
    fileprivate var memoryTrouble: String? {
        start == .clean
            ? "rule \"\(rule)\" begins with nothing remembered: it or its metric changed since the memory was saved"
            : nil
    }

    fileprivate var trouble: String? {
        guard let first = failures.first else { return nil }
        return "rule \"\(rule)\" failed at \(looks.failed) looks, the first at \(first.place): "
            + "\(first.ruleLine): \(first.message)"
    }
}

extension RuleRow {
    /// What it remembered and has lost.
    fileprivate var memoryTrouble: String? {
        guard case .clean(let parts)? = memory?.start else { return nil }
        let names = parts.map(\.rawValue).joined(separator: ", ")
        return "rule \"\(rule)\" begins with nothing remembered: its \(names) changed since the memory was saved"
    }

    fileprivate var trouble: String? {
        guard let first = failures.first else { return nil }
        let events = failed == 1 ? "event" : "\(failed) events, the first"
        let failure =
            "rule \"\(rule)\" failed on \(events) \"\(first.event)\" at \(first.place): \(first.ruleLine): \(first.message)"
        guard let since = transitions.last, let why = transitions.first, breaker != .closed else { return failure }
        let unseen =
            switch passedOver {
            case 0: ""
            case 1: " and did not see 1 event"
            default: " and did not see \(passedOver) events"
            }
        return
            "\(failure); it is \(breaker.rawValue) since \"\(since.event)\" at \(since.place) (\(why.reason.text))\(unseen)"
    }
}
