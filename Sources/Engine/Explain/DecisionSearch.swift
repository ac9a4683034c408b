import EventLog
import Tuntuma
import Workspace

/// One worker's search for the decision with a key: runs all rules and compares the keys of what they decide.
struct DecisionSearch: RuleWorker {
    private let rules: RuleSet
    private let stage: RuleStage
    private let key: String
    private let symbols: SymbolTable

    init(_ rules: RuleSet, key: String, symbols: SymbolTable) {
        self.rules = rules
        self.key = key
        self.symbols = symbols
        stage = RuleStage(rules, symbols: symbols, keepsDecisions: true)
    }

    func take(_ chunk: RuleChunk) -> FoundDecision? {
        for made in stage.run(chunk.batch, rows: chunk.rows).decisions {
            let event = chunk.batch[Int(made.row)]
            let (rule, source) = (rules.entries[made.rule].rule.id, symbols.text(of: event.source))
            let known = DecisionKey(
                rule: rule, source: source, event: event.id, ordinal: made.ordinal, decision: made.decision)
            if known.text == key {
                return FoundDecision(key: key, rule: rule, event: event.id, source: source, decision: made.decision)
            }
        }
        return nil
    }

    func finish() {}
}
