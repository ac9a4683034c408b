package import Memory
package import Tuntuma
package import Workspace

/// What a rule with a memory made of an event.
package struct RememberingOutcome: Sendable {
    /// With the declared decisions.
    package var outcome: RuleOutcome
    /// Whether `run` was called: a rule may have none, and a declared decision may fail before.
    package var wasCalled = false
    /// The names and keys that the call looked at, where somebody asked.
    package var touched: Set<MemoryCall.Place> = []
    /// What it was told of metrics, where somebody asked.
    package var answers: [MetricAnswer] = []
}

extension RuleMemory {
    /// Lets a rule decide on an event that passed its condition and is not held back; keeps what it remembers, and uses up
    /// its `once`, when it goes well.
    /// - Parameters:
    ///   - key: The event's key of `once`.
    ///   - now: Log time, in milliseconds since 1970.
    ///   - call: The rule's `run`; nil without one.
    package mutating func decide(
        on event: Event, _ rule: Rule, _ builders: [DecisionBuilder], once key: String?, at now: Int64,
        notesPlaces: Bool = false, call: ((inout MemoryCall) -> RuleOutcome)?
    ) -> RememberingOutcome {
        var decisions: [Decision] = []
        do throws(DecisionError) {
            for builder in builders { decisions.append(try builder.decision(for: event)) }
        } catch {
            return RememberingOutcome(
                outcome: .failed(
                    RuleFailure(
                        kind: "lookup", file: rule.file, line: rule.line, sourceLine: nil, message: error.problem)))
        }
        var made = RememberingOutcome(outcome: .decided(decisions))
        if let call {
            let change: MemoryCall.Change
            (made, change) = run(call, at: now, notesPlaces: notesPlaces)
            guard case .decided(let more) = made.outcome else { return made }
            keep(change)
            decisions += more
            made.outcome = .decided(decisions)
        }
        if let key, !decisions.isEmpty { useOnce(key, at: now) }
        return made
    }

    /// Ends with nobody else holding the memory: what is kept afterwards must not copy it.
    @inline(never)
    private func run(
        _ call: (inout MemoryCall) -> RuleOutcome, at now: Int64, notesPlaces: Bool
    ) -> (RememberingOutcome, MemoryCall.Change) {
        var pending = MemoryCall(self, at: now, notesPlaces: notesPlaces)
        let outcome = call(&pending)
        let made = RememberingOutcome(
            outcome: outcome, wasCalled: true, touched: pending.touched, answers: pending.answers)
        return (made, pending.change)
    }
}
