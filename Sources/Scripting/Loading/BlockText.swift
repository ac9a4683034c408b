import Memory
import Tuntuma
import Workspace

/// A block as it is written in its file: the fields of events that its `run` mentions, and what that asks.
struct BlockText {
    /// The fields that `run` names directly on its event, such as `answers.nps`, each once, in their order.
    let mentionedFields: [String]
    /// The names under which its calls of `remember`, `count`, `last` and `distinct` ask, where they are written out.
    let rememberedNames: [RememberedName]
    /// Its calls of `metric`.
    let metricCalls: MetricCalls

    /// - Returns: Nil when the text has no such block, as where a keyword is called by another name.
    init?(_ block: Block, of file: EvaluatedFile) {
        let tokens = file.tokens
        guard let range = Self.range(of: block, in: tokens) else { return nil }
        mentionedFields = Self.fields(in: tokens[range])
        rememberedNames = Self.names(in: tokens[range], of: file)
        metricCalls = MetricCalls(in: tokens[range], of: file)
    }

    /// Calls of `metric` that stand in none of a file's blocks.
    static func strayMetricCalls(in file: EvaluatedFile) -> [MetricMention.Problem] {
        MetricCalls.problems(outside: file.blocks.compactMap { range(of: $0, in: file.tokens) }, of: file)
    }

    /// The whole lines of a block, from its keyword to its last brace, each with its newline; "" when the text has no such block.
    static func lines(of block: Block, in file: EvaluatedFile) -> String {
        guard let range = range(of: block, in: file.tokens) else { return "" }
        let text = file.text(ofLines: file.tokens[range.lowerBound].line...file.tokens[range.upperBound].line)
        return text.hasSuffix("\n") ? text : text + "\n"
    }

    /// The tokens of a block, from its keyword to the brace that closes it.
    static func range(of block: Block, in tokens: [LuaToken]) -> ClosedRange<Int>? {
        for start in firstToken(onOrBelow: block.line, of: tokens)..<tokens.count {
            guard tokens[start].kind == .name(block.keyword) else { continue }
            var next = start + 1
            while next < tokens.count, tokens[next].kind == .symbol("(") { next += 1 }
            if let name = block.name {
                guard next < tokens.count, tokens[next].kind == .text(name) else { continue }
                next += 1
            }
            guard let open = tokens[next...].firstIndex(where: { $0.kind == .symbol("{") }) else { return nil }
            var depth = 0
            for index in open..<tokens.count {
                if tokens[index].kind == .symbol("{") { depth += 1 }
                if tokens[index].kind == .symbol("}") { depth -= 1 }
                if depth == 0 { return start...index }
            }
        }
        return nil
    }

    /// A file has a range to look for for each of its blocks: the lines before it are not gone through.
    private static func firstToken(onOrBelow line: Int, of tokens: [LuaToken]) -> Int {
        var (first, end) = (0, tokens.count)
        while first < end {
            let middle = (first + end) / 2
            if tokens[middle].line < line { first = middle + 1 } else { end = middle }
        }
        return first
    }

    private static func names(in block: ArraySlice<LuaToken>, of file: EvaluatedFile) -> [RememberedName] {
        let functions = Set(["remember", "count", "last", "distinct"]).subtracting(file.ownNames)
        return block.indices.dropLast(2).compactMap { index in
            guard case .name(let function) = block[index].kind, functions.contains(function),
                index == block.startIndex || ![.symbol("."), .symbol(":")].contains(block[index - 1].kind),
                block[index + 1].kind == .symbol("("), case .text(let name) = block[index + 2].kind
            else { return nil }
            return RememberedName(function: function, name: name, line: block[index + 2].line)
        }
    }

    private static func fields(in tokens: ArraySlice<LuaToken>) -> [String] {
        let kinds = tokens.map(\.kind)
        func kind(_ index: Int) -> LuaToken.Kind? { index < kinds.count ? kinds[index] : nil }
        guard
            let run = kinds.indices.first(where: {
                kinds[$0] == .name("run") && kind($0 + 1) == .symbol("=") && kind($0 + 2) == .name("function")
            }), kind(run + 3) == .symbol("("), case .name(let event)? = kind(run + 4)
        else { return [] }
        var fields: [String] = []
        for index in kinds.indices where index > run + 4 && kinds[index] == .name(event) {
            guard index == 0 || kinds[index - 1] != .symbol("."), kind(index + 1) == .symbol("."),
                case .name(let name)? = kind(index + 2)
            else { continue }
            var field: String? = EventField.Name(rawValue: name)?.rawValue
            if name == "answers" || name == "attributes" {
                if kind(index + 3) == .symbol("."), case .name(let key)? = kind(index + 4) { field = "\(name).\(key)" }
                if kind(index + 3) == .symbol("["), case .text(let key)? = kind(index + 4),
                    kind(index + 5) == .symbol("]")
                {
                    field = "\(name).\(key)"
                }
            }
            if let field, !fields.contains(field) { fields.append(field) }
        }
        return fields
    }
}
