import Tuntuma
package import Workspace

/// The counts of a replay by everything that they are shown by. Tallies of workers add up in any order.
package struct ReplayTally: Sendable {
    /// Where a decision belongs.
    package struct Place: Hashable, Sendable {
        /// The place of the rule's pair.
        package var pair: Int
        /// The local day of the event, in days since 1970.
        package var day: Int32
        package var kind: Decision.Kind
        /// The queue of a route, the action of an act; "" for an alert.
        package var target: String
        /// The unit that the decision names, else that of the event; "" without one.
        package var unit: String
    }

    package private(set) var counts: [Place: ReplayCounts] = [:]
    /// Events of the stretch.
    package var events = 0
    /// The first and last local day that has an event of the stretch.
    package var days: ClosedRange<Int32>?

    mutating func change(_ place: Place, _ body: (inout ReplayCounts) -> Void) {
        body(&counts[place, default: ReplayCounts()])
    }

    mutating func note(day: Int32) {
        guard let days else {
            self.days = day...day
            return
        }
        if day < days.lowerBound { self.days = day...days.upperBound }
        if day > days.upperBound { self.days = days.lowerBound...day }
    }

    package mutating func add(_ other: ReplayTally) {
        counts.merge(other.counts) { left, right in
            var sum = left
            sum.add(right)
            return sum
        }
        events += other.events
        if let days = other.days {
            note(day: days.lowerBound)
            note(day: days.upperBound)
        }
    }

    /// The counts of all places together that share something.
    package func total<Key: Hashable>(by key: (Place) -> Key?) -> [Key: ReplayCounts] {
        var totals: [Key: ReplayCounts] = [:]
        for (place, counts) in counts {
            if let key = key(place) { totals[key, default: ReplayCounts()].add(counts) }
        }
        return totals
    }
}
