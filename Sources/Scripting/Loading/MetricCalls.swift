import Workspace

/// The calls of `metric` in a rule's block, read from its text: what they ask for must be known before the first event.
struct MetricCalls {
    private(set) var mentions: [MetricMention] = []
    private(set) var problems: [MetricMention.Problem] = []

    private static let example = "metric(\"ces\", { unit = event.unit, window = \"30d\" })"

    /// - Parameters:
    ///   - block: The tokens of the rule.
    ///   - file: Those of its whole file, which may have a function or a variable of its own with the name.
    init(in block: ArraySlice<LuaToken>, of file: [LuaToken]) {
        for (before, token) in zip(file, file.dropFirst()) where token.kind == .name("metric") {
            if before.kind == .name("function") || before.kind == .name("local") { return }
        }
        for place in block.indices.dropLast() where block[place].kind == .name("metric") {
            if place > block.startIndex, [.symbol("."), .symbol(":")].contains(block[place - 1].kind) { continue }
            do throws(MetricMention.Problem) {
                var reader = CallReader(tokens: block, place: place + 1, line: block[place].line)
                if let mention = try reader.mention() { mentions.append(mention) }
            } catch {
                problems.append(error)
            }
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
