import Deciding
import Engine
import EventLog
import JSONText
import Trials
import Tuntuma
import Workspace

/// One worker's search for an event: where its id stands in the log, what later events say of it, and what rules make of it.
struct EventSearch: RuleWorker {
    /// What is looked for.
    struct Wanted: Sendable {
        var event: String
        /// Nil: whoever sent it.
        var source: String?
        /// Versions of this response of the source are amendments too; known once the event has been found.
        var response: String?
        var rules: [Rule]
    }

    struct Piece: Sendable {
        /// A line with the id.
        struct Line: Sendable {
            var source: String
            var place: String
            /// A hash of what it says.
            var content: UInt64
            /// The event, where it is the first of its source; what repeats it is judged when all are in order.
            var event: EventExplanation?
        }

        var lines: [Line] = []
        var amendments: [(source: String, amendment: EventExplanation.Amendment)] = []
        var rejected: [Rejection] = []
    }

    private let wanted: Wanted
    private let symbols: SymbolTable
    private let mentions: EventMentions
    /// The id as a JSON text, to be looked for in lines that are no events.
    private let quoted: ByteSearch
    /// Those of the rules that remember something or have a `run`, and with it a breaker: they see the whole log, since what they
    /// decide depends on it.
    private let ordered: OrderedRules
    private let stage: RuleStage
    private let witness = RuleWitness()

    /// - Parameter ordered: Those of the rules that see the whole log; the same for all workers of a search.
    init(_ wanted: Wanted, ordered: OrderedRules, symbols: SymbolTable) {
        self.wanted = wanted
        self.ordered = ordered
        stage = RuleStage(ordered.rules, symbols: symbols, keepsDecisions: true)
        stage.witness = witness
        self.symbols = symbols
        mentions = EventMentions(
            of: wanted.event, source: wanted.source, response: wanted.response, symbols: symbols)
        var quoted: [UInt8] = []
        JSONText.append(wanted.event, to: &quoted)
        self.quoted = ByteSearch(String(decoding: quoted, as: UTF8.self), by: "\"")
    }

    func take(_ chunk: RuleChunk) -> Piece {
        var piece = Piece()
        let sights = look(chunk)
        for row in mentions.lines(in: chunk.batch) {
            let event = chunk.batch[row]
            let (source, place) = (symbols.text(of: event.source), place(event, chunk))
            piece.lines.append(
                Piece.Line(
                    source: source, place: place, content: chunk.decoded.contents[row],
                    event: chunk.rows.contains(Int32(row)) ? explanation(event, source, place, sights) : nil))
        }
        for (row, kind) in mentions.amendments(in: chunk.batch, rows: chunk.rows) {
            let event = chunk.batch[row]
            piece.amendments.append(
                (
                    symbols.text(of: event.source),
                    EventExplanation.Amendment(
                        kind: kind, event: event.id, time: event.time, place: place(event, chunk))
                ))
        }
        for line in chunk.decoded.rejections where contains(line.bytes) {
            let place = chunk.input.place(line: chunk.firstLine + line.line, byte: chunk.content.offset + line.byte)
            piece.rejected.append(
                Rejection(file: place.file, line: place.line, byte: place.byte, reason: line.reason))
        }
        return piece
    }

    func finish() {}

    private typealias Sights = (rules: [RuleWitness.Sight], breakers: [RuleWitness.BreakerSight])

    /// Runs the rules that see the whole log on a chunk.
    /// - Returns: What they made of the events that are looked for.
    private func look(_ chunk: RuleChunk) -> Sights {
        guard !ordered.rules.entries.isEmpty else { return ([], []) }
        witness.isWatched = mentions.test(of: chunk.batch)
        // It holds the chunk.
        defer { witness.isWatched = { _ in false } }
        _ = ordered.decide(
            chunk.batch, rows: chunk.rows, chunk: chunk.content.number, with: stage, place: chunk.place)
        return witness.takeSights()
    }

    private func contains(_ line: [UInt8]) -> Bool {
        line.withUnsafeBufferPointer { quoted.place(in: $0, from: 0) != nil }
    }

    private func place(_ event: Event, _ chunk: RuleChunk) -> String {
        let place = chunk.place(of: event)
        return "\(place.file):\(place.line)"
    }

    private func explanation(
        _ event: Event, _ source: String, _ place: String, _ sights: Sights
    ) -> EventExplanation {
        var fields: [(name: String, value: Value)] = EventField.Name.allCases.compactMap { name in
            event.value(of: .named(name)).map { (name.rawValue, $0) }
        }
        let answers = event.answers.map { ("answers.\(symbols.text(of: $0.question))", $0.value) }
        let attributes = event.attributes.map { ("attributes.\(symbols.text(of: $0.name))", $0.value) }
        for values in [answers, attributes] {
            fields += values.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
        }
        var explanation = EventExplanation(
            event: event.id, source: source, time: event.time, type: symbols.text(of: event.type), fields: fields,
            response: event.response, sightings: [EventExplanation.Sighting(verdict: .first, place: place)])
        explanation.rules = wanted.rules.map { rule in
            func isAsked(_ place: Int, _ row: Int32) -> Bool {
                Int(row) == event.row && ordered.rules.entries[place].rule.id == rule.id
            }
            let sight = sights.rules.first { isAsked($0.rule, $0.row) }
            let breaker = sights.breakers.first { isAsked($0.rule, $0.row) }
            return self.explanation(rule, event, sight, rule.program == nil ? nil : breaker)
        }
        return explanation
    }

    private func explanation(
        _ rule: Rule, _ event: Event, _ sight: RuleWitness.Sight?, _ breaker: RuleWitness.BreakerSight?
    ) -> RuleExplanation {
        var outcome: RuleTrial.Outcome
        do throws(WorkspaceError) {
            if let sight {
                outcome = sight.outcome
            } else if breaker?.isAdmitted == false {
                outcome = .passedOver
            } else {
                outcome = try RuleTrial(rule, symbols: symbols).outcome(on: event)
            }
        } catch {
            let complaint = error.complaints.first
            outcome = .failed(
                RuleFailure(
                    kind: "load", file: complaint?.file ?? rule.file, line: complaint?.line, sourceLine: nil,
                    message: complaint?.problem ?? ""))
        }
        var keys: [DecisionKey] = []
        if case .decided(let decisions) = outcome {
            keys = decisions.enumerated().map { ordinal, decision in
                DecisionKey(rule: rule.id, on: event, ordinal: ordinal, decision: decision)
            }
        }
        return RuleExplanation(
            rule: rule.id, version: rule.version, mode: rule.mode, place: "\(rule.file):\(rule.line)", text: rule.text,
            condition: ConditionTrace(rule, on: event), outcome: outcome,
            breaker: breaker.map { BreakerExplanation(before: $0.before, after: $0.after, change: $0.change) },
            memory: sight.map { MemoryExplanation($0) },
            keys: keys)
    }
}
