/// A number that is computed from events, with all that makes it honest: n, interval, distribution.
///
/// The host folds the current set of events into states, one for each cell (a group and a span of days), merges states
/// and asks for results. A metric holds no state of its own, so one value serves all workers at once.
public protocol Metric: Plugin {
    /// What is kept of the events of a cell: counts and sums, never conclusions.
    associatedtype State: MetricState

    /// The state of no events at all: the identity of merge.
    var emptyState: State { get }

    /// The questions of which a response must answer one, or it is ignored, whatever else it says. Empty, the default: there is more
    /// to be counted.
    ///
    /// Asked once for a batch. ``foldEach(_:slots:into:)`` passes over events without a call that surely lack all of them.
    var questions: QuestionSet { get }

    /// Folds one event into a state.
    ///
    /// The host calls this at most once for an event and a cell, in any order, never concurrently for one state, and
    /// only with events that passed the metric's `on`, `respondent` and `where`. Must be pure: no clock, no randomness,
    /// no I/O; any order of the same events gives an equal state.
    /// - Returns: What was done with the event. `.rejected` carries a reason a person can act on, and leaves the state
    ///   as it was; so does `.ignored`.
    func add(_ event: Event, to state: inout State) -> Uptake

    /// Folds the events of a batch into their cells.
    ///
    /// `slots` has one element for each row: the index of its cell, or a negative number for a row to be passed over.
    /// The default calls ``add(_:to:)`` for each row and counts what it answers; write your own only for speed, and
    /// call ``foldEach(_:slots:into:)`` with the result of the kit's test in hand.
    func fold(_ batch: EventBatch, slots: [Int32], into cells: inout [MetricCell<State>])

    /// What a state says. The host calls this once for each cell that is shown, at any time.
    func result(of state: State) -> MetricResult

    /// What the result of a state counts, without the rest of it.
    ///
    /// The host calls this at every close for each group and day with new answers, where a rule is about the metric. Must
    /// be what `MetricCounts(result(of: state))` gives, which is the default: write your own only for speed.
    func counts(of state: State) -> MetricCounts

    /// What each of some cells counts by itself: ``counts(of:)`` of their states, in the order of the places.
    ///
    /// The default calls ``counts(of:)`` for each place; there is nothing to be won by another.
    func counts(ofEach places: [Int], in cells: [MetricCell<State>]) -> [MetricCounts]
}

extension Metric {
    /// The default: see the requirement.
    public var questions: QuestionSet { QuestionSet([]) }

    /// The default: see the requirement.
    @inlinable public func fold(_ batch: EventBatch, slots: [Int32], into cells: inout [MetricCell<State>]) {
        foldEach(batch, slots: slots, into: &cells)
    }

    /// The default: see the requirement.
    public func counts(of state: State) -> MetricCounts { MetricCounts(result(of: state)) }

    /// The default: see the requirement.
    ///
    /// Inlined into the plugin's module, so that a close costs one dynamic call and a cell costs none.
    @inlinable public func counts(ofEach places: [Int], in cells: [MetricCell<State>]) -> [MetricCounts] {
        var counts: [MetricCounts] = []
        counts.reserveCapacity(places.count)
        for place in places {
            counts.append(self.counts(of: place < cells.count ? cells[place].state : emptyState))
        }
        return counts
    }

    /// Calls ``Metric/add(_:to:)`` for each row that has a cell and may have an answer, and counts what it says.
    ///
    /// Inlined into the plugin's module, so that a batch costs one dynamic call and an event costs none.
    @inlinable public func foldEach(_ batch: EventBatch, slots: [Int32], into cells: inout [MetricCell<State>]) {
        let questions = questions
        // Without a look at the array's owner for each event.
        var cells = cells.mutableSpan
        for row in 0..<slots.count {
            let slot = Int(slots[row])
            guard slot >= 0 else { continue }
            if batch.surelyLacksAnswers(to: questions, inRow: row) {
                cells[slot].uptake.ignored += 1
            } else {
                cells[slot].uptake.count(add(batch[row], to: &cells[slot].state))
            }
        }
    }
}
