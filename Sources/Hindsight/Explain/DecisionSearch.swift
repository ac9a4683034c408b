import Deciding
import Engine
import EventLog
import Tuntuma
import Workspace

/// One worker's search for the decision with a key: runs all rules and compares the keys of what they decide.
struct DecisionSearch: RuleWorker {
    private let ordered: OrderedRules
    private let stage: RuleStage
    private let key: String
    private let symbols: SymbolTable

    init(_ ordered: OrderedRules, key: String, symbols: SymbolTable) {
        self.ordered = ordered
        self.key = key
        self.symbols = symbols
        stage = RuleStage(ordered.rules, symbols: symbols, keepsDecisions: true)
    }

    func take(_ chunk: RuleChunk) -> FoundDecision? {
        let made = ordered.decide(
            chunk.batch, rows: chunk.rows, chunk: chunk.content.number, with: stage, place: chunk.place)
        for made in made.decisions {
            let event = chunk.batch[Int(made.row)]
            let (rule, source) = (ordered.rules.entries[made.rule].rule.id, symbols.text(of: event.source))
            let known = DecisionKey(rule: rule, on: event, ordinal: made.ordinal, decision: made.decision)
            if known.text == key {
                return FoundDecision(key: key, rule: rule, event: event.id, source: source, decision: made.decision)
            }
        }
        return nil
    }

    func finish() {}
}
