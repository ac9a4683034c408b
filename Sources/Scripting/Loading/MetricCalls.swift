import Memory
import Tuntuma
import Workspace

/// The calls of `metric` in a rule's block, read from its text: what they ask for must be known before the first event.
struct MetricCalls {
    private(set) var mentions: [MetricMention] = []
    private(set) var problems: [MetricMention.Problem] = []

    private static let example = "metric(\"ces\", { unit = event.unit, window = \"30d\" })"

    /// - Parameters:
    ///   - block: The tokens of the rule.
    ///   - file: Its file, which may have a function or a variable of its own with the name.
    init(in block: ArraySlice<LuaToken>, of file: EvaluatedFile) {
        for place in Self.places(in: block, of: file) {
            do throws(MetricMention.Problem) {
                var reader = CallReader(tokens: block, place: place + 1, line: block[place].line)
                guard let mention = try reader.mention() else { continue }
                guard !mentions.contains(where: mention.isLike) else {
                    throw MetricMention.Problem(
                        line: mention.line,
                        problem: "two calls on one line ask the same metric by other keys; write them on two lines")
                }
                mentions.append(mention)
            } catch {
                problems.append(error)
            }
        }
    }

    /// Where the word stands in some tokens, as far as it is the host's.
    private static func places(in tokens: ArraySlice<LuaToken>, of file: EvaluatedFile) -> [Int] {
        if file.ownNames.contains("metric") { return [] }
        return tokens.indices.dropLast().filter { place in
            let before = place > tokens.startIndex ? tokens[place - 1].kind : .symbol(";")
            return tokens[place].kind == .name("metric") && before != .symbol(".") && before != .symbol(":")
        }
    }

    /// Calls that stand in no block: nobody knows for which rule they are.
    /// - Parameter blocks: The places of the tokens of all blocks of the file.
    static func problems(outside blocks: [ClosedRange<Int>], of file: EvaluatedFile) -> [MetricMention.Problem] {
        let tokens = file.tokens
        return places(in: tokens[...], of: file).filter { place in
            tokens[place + 1].kind == .symbol("(") && !blocks.contains { $0.contains(place) }
        }.map { place in
            MetricMention.Problem(
                line: tokens[place].line, problem: "stands outside of a rule; write it in the rule's own run")
        }
    }

    /// Reads one call, from behind its name.
    private struct CallReader {
        let tokens: ArraySlice<LuaToken>
        var place: Int
        /// That of the call.
        let line: Int

        private func kind(_ offset: Int = 0) -> LuaToken.Kind? {
            place + offset < tokens.endIndex ? tokens[place + offset].kind : nil
        }

        private func problem(_ text: String) -> MetricMention.Problem {
            let line = place < tokens.endIndex ? tokens[place].line : self.line
            return MetricMention.Problem(line: line, problem: "\(text), as in \(MetricCalls.example)")
        }

        /// Nil where the name is no call.
        mutating func mention() throws(MetricMention.Problem) -> MetricMention? {
            switch kind() {
            case .symbol("("): place += 1
            case .text, .symbol("{"): throw problem("write the name and the table in brackets")
            default: return nil
            }
            guard case .text(let metric)? = kind() else {
                throw problem("the name of the metric must stand there as a text")
            }
            place += 1
            var mention = MetricMention(metric: metric, keys: [], span: nil, line: line)
            if kind() == .symbol(")") { return mention }
            guard kind() == .symbol(","), kind(1) == .symbol("{") else {
                throw problem("its second argument must stand there as a table")
            }
            place += 2
            while kind() != .symbol("}") { try readEntry(into: &mention) }
            mention.keys.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            return mention
        }

        /// One `key = value`, and the comma behind it.
        private mutating func readEntry(into mention: inout MetricMention) throws(MetricMention.Problem) {
            let key: String
            if case .name(let name)? = kind(), kind(1) == .symbol("="), kind(2) != .symbol("=") {
                key = name
                place += 2
            } else if kind() == .symbol("["), case .text(let name)? = kind(1), kind(2) == .symbol("]"),
                kind(3) == .symbol("=")
            {
                key = name
                place += 4
            } else {
                throw problem("the keys of its table must stand there as names")
            }
            if key == "window" {
                guard case .text(let text)? = kind(), [.symbol(","), .symbol(";"), .symbol("}")].contains(kind(1)),
                    let span = SpanText.milliseconds(text), span > 0
                else { throw problem("window must stand there as a span of time such as \"30d\"") }
                mention.span = span
            } else if mention.keys.contains(key) {
                throw problem("\"\(key)\" stands there twice")
            } else {
                mention.keys.append(key)
                if case .text? = kind(), [.symbol(","), .symbol(";"), .symbol("}")].contains(kind(1)) {
                    mention.certain.append(key)
                }
            }
            try skipValue()
        }

        /// Goes behind a value and its comma, or to the brace that ends the table.
        private mutating func skipValue() throws(MetricMention.Problem) {
            var depth = 0
            while let next = kind() {
                switch next {
                case .symbol("("), .symbol("{"), .symbol("["): depth += 1
                case .symbol("}") where depth == 0: return
                case .symbol(")"), .symbol("}"), .symbol("]"): depth -= 1
                case .symbol(","), .symbol(";"):
                    if depth == 0 {
                        place += 1
                        return
                    }
                default: break
                }
                place += 1
            }
            throw problem("its table must end")
        }
    }
}
