package import Engine
package import EventLog
import Synchronization
package import Tuntuma
package import Workspace

/// Says of one event why rules did or did not decide on it, and leads from a decision back to its event.
///
/// Rules with a memory and those with a `run` see the whole log: what they decide depends on what they keep, and on how their
/// breakers stand. For the others an event is enough.
package struct Explainer: Sendable {
    private let workspace: Workspace
    private let setting: RulePassSetting

    /// - Parameter inputs: Can be read more than once.
    package init(workspace: Workspace, inputs: [LogInput], zone: ZoneTable, symbols: SymbolTable, jobs: Int) {
        self.workspace = workspace
        setting = RulePassSetting(
            inputs: inputs, symbols: symbols, zone: zone, lateness: workspace.organisation.lateness, jobs: jobs)
    }

    /// Explains the events with an id.
    /// - Parameters:
    ///   - source: Who sent it; nil: anybody.
    ///   - rules: The rules that are asked.
    package func explain(event: String, source: String?, rules: [Rule]) throws(RunError) -> Explanation {
        var wanted = EventSearch.Wanted(event: event, source: source, response: nil, rules: rules)
        let found = try search(wanted)
        // Only now is it known which response the event is a version of.
        guard let response = found.events.lazy.compactMap(\.response).first else { return found }
        wanted.response = response
        return try search(wanted)
    }

    private func search(_ wanted: EventSearch.Wanted) throws(RunError) -> Explanation {
        let gathering = Mutex(Gathering())
        let symbols = setting.symbols
        // A rule whose decisions cannot be made says so when it is held against the event alone.
        let asked = wanted.rules.filter { $0.memory != nil || $0.program != nil }
        let ordered = OrderedRules((try? RuleSet(asked, symbols: symbols)) ?? RuleSet())
        let pass = RulePass<EventSearch>(
            setting, makeWorker: { EventSearch(wanted, ordered: ordered, symbols: symbols) },
            write: { piece in gathering.withLock { $0.take(piece) } })
        _ = try pass.run()
        return gathering.withLock { $0.explanation }
    }

    /// Puts the pieces together, in the order of the log.
    private struct Gathering: Sendable {
        private var found = Explanation()
        private var contents: [String: UInt64] = [:]
        private var amendments: [String: [EventExplanation.Amendment]] = [:]

        mutating func take(_ piece: EventSearch.Piece) {
            for line in piece.lines {
                if let event = line.event {
                    contents[line.source] = line.content
                    found.events.append(event)
                } else if let index = found.events.firstIndex(where: { $0.source == line.source }) {
                    let isSame = contents[line.source] == line.content
                    found.events[index].sightings.append(
                        EventExplanation.Sighting(verdict: isSame ? .duplicate : .conflict, place: line.place))
                }
            }
            for (source, amendment) in piece.amendments { amendments[source, default: []].append(amendment) }
            found.rejected += piece.rejected
        }

        var explanation: Explanation {
            var explanation = found
            for index in explanation.events.indices {
                explanation.events[index].amendments = amendments[explanation.events[index].source] ?? []
            }
            return explanation
        }
    }

    /// Finds the decision with a key among those that the rules make, and explains its event.
    /// - Returns: Nil when the rules as they are make no such decision on this log.
    package func explain(decision key: String) throws -> Explanation? {
        let ordered = OrderedRules(try RuleSet(workspace.rules, symbols: setting.symbols))
        let found = Mutex<FoundDecision?>(nil)
        let symbols = setting.symbols
        let pass = RulePass<DecisionSearch>(
            setting, makeWorker: { DecisionSearch(ordered, key: key, symbols: symbols) },
            write: { decision in found.withLock { $0 = $0 ?? decision } })
        _ = try pass.run()
        guard let decision = found.withLock({ $0 }) else { return nil }
        return try explain(decision)
    }

    /// Explains the event of a decision that is known.
    package func explain(_ decision: FoundDecision) throws(RunError) -> Explanation {
        var explanation = try explain(
            event: decision.event, source: decision.source, rules: workspace.rules.filter { $0.id == decision.rule })
        explanation.decision = decision
        return explanation
    }
}
