import Suggestions

/// The words of a command line, sorted out by what the command takes, not yet understood.
struct ParsedArguments {
    let command: CommandSpecification
    private var values: [String: [String]] = [:]
    private(set) var operands: [String] = []
    private(set) var asksForHelp = false

    /// Reads `--name=value`, `--name value`, `--` before operands that begin with a dash, `-` for standard input.
    init(_ words: ArraySlice<String>, for command: CommandSpecification) throws(ArgumentError) {
        self.command = command
        // Who asks for help gets it, whatever else is wrong.
        asksForHelp = words.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
        guard !asksForHelp else { return }
        var rest = words
        var optionsAreOver = false
        while let word = rest.popFirst() {
            if optionsAreOver || !word.hasPrefix("-") || word == "-" {
                operands.append(word)
            } else if word == "--" {
                optionsAreOver = true
            } else {
                try readOption(word, &rest)
            }
        }
        try checkOperands()
    }

    /// An error that says where to read more.
    func error(_ problem: String) -> ArgumentError {
        ArgumentError("\(problem) (tuntuma \(command.name) --help)")
    }

    func has(_ name: String) -> Bool { values[name] != nil }

    func value(_ name: String) -> String? { values[name]?.first }

    func values(_ name: String) -> [String] { values[name] ?? [] }

    /// A whole number between bounds.
    func number<Number: FixedWidthInteger>(_ name: String, in range: ClosedRange<Number>) throws(ArgumentError)
        -> Number?
    {
        guard let text = value(name) else { return nil }
        // `Int` reads "+5" too, which nobody writes.
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Number(text), range.contains(number)
        else {
            throw error(
                "--\(name): \(quote(text)) is not a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// One of a few words.
    func choice<Choice: RawRepresentable<String>>(_ name: String, of choices: [Choice]) throws(ArgumentError) -> Choice?
    {
        guard let text = value(name) else { return nil }
        if let choice = choices.first(where: { $0.rawValue == text }) { return choice }
        let known = choices.map(\.rawValue)
        let suggestion = Suggestion.nearest(to: text, among: known).map { "; did you mean \($0)?" } ?? ""
        throw error("--\(name): \(quote(text)) is not one of \(known.joined(separator: ", "))\(suggestion)")
    }

    private mutating func readOption(_ word: String, _ rest: inout ArraySlice<String>) throws(ArgumentError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let option = try find(parts[0])
        if values[option.name] != nil, !option.isRepeatable {
            throw error("--\(option.name) is given twice")
        }
        guard let placeholder = option.value else {
            guard parts.count == 1 else { throw error("--\(option.name) takes no value") }
            values[option.name] = [""]
            return
        }
        var value = ""
        if parts.count == 2 {
            value = parts[1]
        } else if let next = rest.first, !next.hasPrefix("-") || next == "-" || Self.isNegative(next) {
            value = rest.removeFirst()
        }
        guard !value.isEmpty else {
            throw error("--\(option.name) needs a value: --\(option.name) \(placeholder)")
        }
        values[option.name, default: []].append(value)
    }

    /// No option is called so; what takes a number says what is wrong with this one.
    private static func isNegative(_ word: String) -> Bool {
        word.hasPrefix("-") && word.utf8.dropFirst().first.map { (0x30...0x39).contains($0) } == true
    }

    private func find(_ word: String) throws(ArgumentError) -> CommandSpecification.Option {
        if word.hasPrefix("--"), let option = command.option(String(word.dropFirst(2))) { return option }
        let typed = String(word.drop { $0 == "-" })
        let names = command.options.map(\.name) + ["help"]
        let suggestion = Suggestion.nearest(to: typed, among: names).map { "; did you mean --\($0)?" } ?? ""
        throw error("there is no option \(quote(word))\(suggestion)")
    }

    private func checkOperands() throws(ArgumentError) {
        if operands.contains("") { throw error("a name is empty; expected \(command.operands)") }
        if operands.count < command.operandCount.lowerBound { throw error("\(command.name) needs \(command.operands)") }
        if operands.count > command.operandCount.upperBound {
            throw error("\(command.name) does not take \(quote(operands[command.operandCount.upperBound]))")
        }
    }
}

/// What the user typed, as part of a message of one line: without characters that act on a terminal.
func quote(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
        if scalar.properties.generalCategory == .control || scalar.properties.isBidiControl {
            shown += scalar.escaped(asASCII: true)
        } else {
            shown.unicodeScalars.append(scalar)
        }
    }
    return "\"" + (shown.count > 60 ? shown.prefix(60) + "…" : shown) + "\""
}
