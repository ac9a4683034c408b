/// Whether a rule was out of use for a while or is disabled, and why: what every report says of it.
package struct RuleOutage: Equatable, Sendable {
    /// Whether it is called, at the end.
    package var breaker = BreakerState.closed
    /// How that came about: the first changes, and the last one.
    package var transitions: [BreakerTransition] = []
    /// Events that passed its condition while it was out of use.
    package var passedOver = 0

    package init() {}

    package init(breaker: BreakerState, transitions: [BreakerTransition], passedOver: Int) {
        self.breaker = breaker
        self.transitions = transitions
        self.passedOver = passedOver
    }

    /// - Parameters:
    ///   - record: What is known at the end of the log, from its beginning.
    ///   - passedOver: Events of the stretch that the rule did not see.
    ///   - stretch: What was mended before it and what broke after it are none of it.
    package init(_ record: RuleBoard.Record, passedOver: Int, in stretch: Stretch) {
        var changes = record.transitions[...]
        if let end = stretch.to { changes = changes.prefix { $0.time < end } }
        if let start = stretch.from, let mended = changes.lastIndex(where: { $0.to == .closed && $0.time < start }) {
            changes = changes[(mended + 1)...]
        }
        self.init(breaker: changes.last?.to ?? .closed, transitions: Array(changes), passedOver: passedOver)
    }
}
