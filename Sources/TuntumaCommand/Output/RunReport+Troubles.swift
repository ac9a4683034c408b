import Engine
import Tuntuma
import Workspace

extension RunReport {
    /// What went wrong in a run that went on all the same: one line for the rejected lines together, one for each metric
    /// that failed, and one for each rule that failed, which also says when the rule is out of use. The table and JSON show
    /// more of them.
    var troubles: [String] {
        rejectionTroubles + absentKeys.map { "--by: no event has \"\($0)\"" } + metricTroubles
            + rules.compactMap(\.trouble) + rules.compactMap(\.memoryTrouble)
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

    /// Metrics in Lua whose `add` or `value` failed, each with the reason that came most often.
    private var metricTroubles: [String] {
        // With groups, the rows of all of them together have every event once.
        let counted = totals.isEmpty ? metrics : totals
        var names: [String] = []
        for row in metrics + totals where !names.contains(row.metric) { names.append(row.metric) }
        return names.flatMap { name -> [String] in
            var uptake = UptakeCounts()
            for row in counted where row.metric == name && !row.suppressed { uptake.merge(row.uptake) }
            var failures: [String: Int] = [:]
            let rows = (metrics + totals).filter { $0.metric == name && !$0.suppressed }
            for row in rows where row.result.isFailure { failures[row.result.reason ?? "", default: 0] += 1 }
            return [
                Self.metricTrouble(name, uptake.failed) { $0 == 1 ? "failed on 1 event" : "failed on \($0) events" },
                Self.metricTrouble(name, failures) {
                    rows.count == $0 ? "has no value" : "has no value in \($0) of \(rows.count) rows"
                },
            ].compactMap { $0 }
        }
    }

    private static func metricTrouble(
        _ metric: String, _ failures: [String: Int], _ what: (_ count: Int) -> String
    ) -> String? {
        let most = failures.max { ($0.value, $1.key) < ($1.value, $0.key) }
        guard let most else { return nil }
        let others = failures.count - 1
        let more = others == 0 ? "" : others == 1 ? " (and 1 other reason)" : " (and \(others) other reasons)"
        return "metric \"\(metric)\" \(what(failures.values.reduce(0, +))): \(most.key)\(more)"
    }

    /// That an event is dated so far ahead of those after it that its clock must be wrong: for a run in which log time closes nothing.
    var clockTrouble: String? {
        guard let still = standstill, still.lead > Standstill.incredible else { return nil }
        return
            "an event is dated \(still.logTime.internetTime), and what comes after it \(still.latest.internetTime) at the latest: "
            + "is the clock of the source right?"
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
