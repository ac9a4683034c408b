import Suggestions
import Tuntuma
import Workspace

/// Reads the block of a Lua metric: `state` and `add`, or `question` and `scale`, and `value`.
struct MetricScript {
    private static let keys = ["question", "scale", "state", "add", "value", "tests"]

    private let block: Block
    private let symbols: SymbolTable

    init(_ block: Block, symbols: SymbolTable) {
        self.block = block
        self.symbols = symbols
    }

    func metric(_ source: ScriptSource, block place: Int, limits: LuaMachine.Limits) throws(Complaint) -> LuaMetric {
        let known = MetricDeclaration.hostKeys.union(Self.keys)
        for key in block.settings.keys.sorted() where !key.hasPrefix("$") && !known.contains(key) {
            throw block.complaint(key, "unknown key\(Suggestion.hint(for: key, among: known))")
        }
        for key in ["add", "value"] {
            guard let setting = block.settings[key] else { continue }
            guard case .function = setting else {
                throw block.complaint(key, "is \(setting.kind); expected a function")
            }
        }
        let question = try question()
        let declaration = try declaration(question)
        let hasValue = block.settings["value"] != nil
        if question == nil {
            for (key, example) in [("add", "function(event, state) ... end"), ("value", "function(state) ... end")]
            where block.settings[key] == nil {
                throw block.complaint(key, "is missing; expected \(example)")
            }
        }
        return LuaMetric(
            source: source, block: place, declaration: declaration, question: question, hasValue: hasValue,
            tests: try MetricTestReader(block: block).tests(), limits: limits,
            lines: MetricMachine.Lines(add: block.lineOf("add"), value: block.lineOf("value")))
    }

    private func question() throws(Complaint) -> LuaMetric.Question? {
        guard let setting = block.settings["question"] else {
            if block.settings["state"] == nil {
                throw block.complaint(
                    nil, "a metric in Lua has `state` and `add`, or `question` and `scale`, and a function `value`")
            }
            return nil
        }
        guard case .text(let name) = setting, !name.isEmpty else {
            throw block.complaint("question", "is \(setting.kind); expected the name of a question")
        }
        for key in ["state", "add"] where block.settings[key] != nil {
            throw block.complaint(key, "goes with no `question`: the answers are counted in state.answers")
        }
        guard let scale = scale() else {
            throw block.complaint("scale", "expected the lowest and the highest score, such as { 1, 5 }")
        }
        return LuaMetric.Question(symbol: symbols.symbol(for: name), scale: scale)
    }

    private func scale() -> Scale? {
        guard let setting = block.settings["scale"] else { return nil }
        if let call = ConstructorCall(setting), call.name == "scale" { return Combiner.scale(call.arguments) }
        if case .list(let ends) = setting { return Combiner.scale(ends.map { LuaValue($0) }) }
        guard case .text(let text) = setting else { return nil }
        let ends = text.split(separator: "-").map { Int64($0).map { LuaValue.integer($0) } ?? .nil }
        return Combiner.scale(ends)
    }

    private func declaration(_ question: LuaMetric.Question?) throws(Complaint) -> StateDeclaration {
        if let question {
            return StateDeclaration(
                fields: [.init(name: LuaMetric.answersField, combiner: .histogram(question.scale))])
        }
        guard case .table(let fields)? = block.settings["state"], !fields.isEmpty else {
            throw block.complaint("state", "expected a table of fields, such as { kept = count(), hours = sum() }")
        }
        var declared: [StateDeclaration.Field] = []
        for (name, setting) in fields.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            if name == "n" || name == "add" {
                throw block.complaint("state.\(name)", "is a name of the host's; call the field something else")
            }
            do {
                declared.append(.init(name: name, combiner: try Combiner(setting)))
            } catch {
                throw block.complaint("state.\(name)", error.message)
            }
        }
        return StateDeclaration(fields: declared)
    }
}
