package import Workspace

extension WatchedRule {
    /// What is left to do about one group after a close.
    package enum Unsettled {
        /// The rule holds of it.
        case holds(Look)
        /// It held before, and these alerts have ended with it.
        case ended(node: Int, alerts: [(ordinal: Int, decision: Decision)])
    }

    /// Counts the looks of a close, and ends what went on where the rule does not hold any more. Called once for each close.
    /// - Parameter looks: One for each group.
    /// - Returns: The few groups about which there is more to do, in the order of the looks.
    package mutating func settle(_ looks: [Look], day: Int) -> [Unsettled] {
        counts.looks += looks.count
        var unsettled: [Unsettled] = []
        // Neighbours have the same reason more often than not.
        var reasons: [(reason: LookCounts.NotEvaluated, count: Int)] = []
        for index in looks.indices {
            // Not the look itself: nearly always nothing more of it is asked for.
            switch looks[index].verdict {
            case .notEvaluated(let reason):
                if reasons.last?.reason == reason {
                    reasons[reasons.count - 1].count += 1
                } else {
                    reasons.append((reason, 1))
                }
            case .doesNotHold: break
            case .holds:
                counts.held += 1
                unsettled.append(.holds(looks[index]))
                continue
            }
            let ended = end(on: looks[index].node, day: day)
            if !ended.isEmpty { unsettled.append(.ended(node: looks[index].node, alerts: ended)) }
        }
        for (reason, count) in reasons { counts.notEvaluated[reason, default: 0] += count }
        return unsettled
    }
}
