extension RunReport {
    /// Adds what the channels of a workspace found before their events became a log.
    package mutating func add(_ outcomes: [ChannelReading.Outcome]) {
        for outcome in outcomes {
            // What was accepted there has been read here again, as a line.
            events.read += outcome.counts.read - outcome.counts.accepted - outcome.counts.skipped
            events.rejected += outcome.counts.rejected
            events.duplicates += outcome.counts.duplicates
            events.conflicts += outcome.counts.conflicts
            rejections += outcome.rejections
            for rejection in outcome.rejections {
                if let known = rejectionReasons.firstIndex(where: { $0.reason == rejection.reason }) {
                    rejectionReasons[known].count += 1
                } else {
                    rejectionReasons.append((rejection.reason, 1))
                }
            }
        }
        rejectionReasons.sort { ($1.count, $0.reason) < ($0.count, $1.reason) }
    }
}
