import Workspace

/// Finds what the `run` of a rule about a metric asks of its groups: `m.dropped { against = "180d", at_least = 5 }`. These are read
/// from the text before the rule is ever called, as the error that each may make depends on how many there are.
struct LookCalls {
    private let tokens: ArraySlice<LuaToken>
    private let block: Block

    /// Nil where the rule's `run` is not written in its block.
    init?(_ block: Block, of file: EvaluatedFile) {
        guard let range = BlockText.range(of: block, in: file.tokens) else { return nil }
        tokens = file.tokens[range]
        self.block = block
    }

    /// The calls in their order.
    /// - Throws: A complaint of the first one whose table is not written out.
    func questions() throws(Complaint) -> [LookQuestion] {
        guard let measure else { return [] }
        var questions: [LookQuestion] = []
        for index in tokens.indices where kind(index) == .name(measure) {
            guard index == tokens.startIndex || ![.symbol("."), .symbol(":")].contains(kind(index - 1)),
                [.symbol("."), .symbol(":")].contains(kind(index + 1)), case .name(let name)? = kind(index + 2),
                let word = LookPredicate.Kind(rawValue: name)
            else { continue }
            let line = tokens[index].line
            var place = index + 3
            if kind(place) == .symbol("(") { place += 1 }
            guard kind(place) == .symbol("{"), case .table(let fields)? = value(&place) else {
                let example = word == .below || word == .above ? "value = 30" : "against = \"180d\""
                throw Complaint(
                    file: block.file, line: line,
                    problem: "rule \"\(block.name ?? "")\": \(measure).\(name) takes a table that is written out, with "
                        + "numbers and texts alone: \(measure).\(name) { \(example) }")
            }
            questions.append(LookQuestion(kind: word, fields: fields, line: line))
        }
        return questions
    }

    /// What `run` calls its argument.
    private var measure: String? {
        let run = tokens.indices.first {
            kind($0) == .name("run") && kind($0 + 1) == .symbol("=") && kind($0 + 2) == .name("function")
        }
        guard let run, kind(run + 3) == .symbol("("), case .name(let name)? = kind(run + 4) else { return nil }
        return name
    }

    private func kind(_ index: Int) -> LuaToken.Kind? { tokens.indices.contains(index) ? tokens[index].kind : nil }

    /// A value that is written out, from its first token to behind its last; nil for anything that has to be computed.
    private func value(_ place: inout Int) -> Setting? {
        guard let first = kind(place) else { return nil }
        place += 1
        let value: Setting
        switch first {
        case .text(let text): value = .text(text)
        case .number(let digits):
            guard let number = Self.number(digits) else { return nil }
            value = number
        case .symbol("-"):
            guard case .number(let digits)? = kind(place), let number = Self.number("-" + digits) else { return nil }
            place += 1
            value = number
        case .symbol("{"):
            guard let fields = fields(&place) else { return nil }
            return .table(fields)
        default: return nil
        }
        // Not the beginning of something longer, such as `5 + x`.
        guard [.symbol(","), .symbol(";"), .symbol("}")].contains(kind(place)) else { return nil }
        return value
    }

    private func fields(_ place: inout Int) -> [String: Setting]? {
        var fields: [String: Setting] = [:]
        while let here = kind(place), here != .symbol("}") {
            let key: String
            if case .name(let name) = here, kind(place + 1) == .symbol("=") {
                key = name
                place += 2
            } else if here == .symbol("["), case .text(let name)? = kind(place + 1), kind(place + 2) == .symbol("]"),
                kind(place + 3) == .symbol("=")
            {
                key = name
                place += 4
            } else {
                return nil
            }
            guard let value = value(&place) else { return nil }
            fields[key] = value
            if [.symbol(","), .symbol(";")].contains(kind(place)) { place += 1 }
        }
        guard kind(place) == .symbol("}") else { return nil }
        place += 1
        return fields
    }

    private static func number(_ digits: String) -> Setting? {
        if let whole = Int64(digits) { return .integer(whole) }
        return Double(digits).map { .decimal($0) }
    }
}
