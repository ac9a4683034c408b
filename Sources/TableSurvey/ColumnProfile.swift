/// What the values of one column look like, counted over the sample.
package struct ColumnProfile {
    package let name: String
    /// Rows with a text in this column.
    package private(set) var filled = 0
    /// How often each text stands in it. Every row may have its own.
    private(set) var texts: [String: Int] = [:]
    /// How often each whole number stands in it.
    private(set) var wholeNumbers: [Int: Int] = [:]
    /// Numbers that are not whole.
    package private(set) var fractions = 0
    /// Numbers written with a decimal comma.
    private(set) var decimalCommas = 0
    /// Texts such as `N/A` that stand for no answer.
    package private(set) var missing: [String: Int] = [:]
    /// Rows without a text in this column, and the line of the first.
    package private(set) var empty = (count: 0, line: 0)
    /// The values that are numbers with a meaning beside them; nil when there is none.
    private(set) var labelled: LabelledNumbers?
    package private(set) var times = TimeGuess()
    /// Rows with a time that is no number, as `20260301` is.
    private(set) var wordedTimes = 0
    private var characters = 0
    private var withBlank = 0

    init(name: String) {
        self.name = name
    }

    /// Looks at a cell without the blanks around it; an empty one says nothing.
    /// - Parameter line: The line of the file on which the row begins.
    mutating func add(_ text: String, line: Int = 0) {
        guard !text.isEmpty else {
            empty = (empty.count + 1, empty.count == 0 ? line : empty.line)
            return
        }
        filled += 1
        texts[text, default: 0] += 1
        if ColumnProfile.missingTexts.contains(text.lowercased()) { missing[text, default: 0] += 1 }
        characters += text.count
        if text.contains(" ") { withBlank += 1 }
        if let number = ColumnProfile.number(text, &decimalCommas) {
            if let whole = Int(exactly: number) { wholeNumbers[whole, default: 0] += 1 } else { fractions += 1 }
            // Only numbers of this length can be the digits of a date.
            if [8, 12, 14].contains(text.utf8.count) {
                times.add(text, line: line)
            } else {
                times.addUnmatched(text, line: line)
            }
        } else {
            addWords(text, line: line)
        }
    }

    /// A text that is neither a number nor one for no answer; the most frequent.
    package var firstUnknown: String? {
        texts.filter { text, _ in
            var commas = 0
            return missing[text] == nil && ColumnProfile.number(text, &commas) == nil && LabelledNumber(text) == nil
        }.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    private mutating func addWords(_ text: String, line: Int) {
        let before = times.matched
        times.add(text, line: line)
        wordedTimes += times.matched - before
        guard times.matched == before, let value = LabelledNumber(text) else { return }
        if labelled == nil { labelled = LabelledNumbers(value) } else { labelled?.add(value) }
    }

    /// How many different texts there are.
    package var distinct: Int { texts.count }

    /// Rows with a text that is not one for no answer.
    var answered: Int { filled - missing.values.reduce(0, +) }

    /// Rows with a whole number.
    package var wholes: Int { wholeNumbers.values.reduce(0, +) }

    /// The text that stands most often and is no number; of those for no answer none.
    package var commonestWord: (word: String, count: Int)? {
        texts.filter { $0.key.contains(where: \.isLetter) && missing[$0.key] == nil }
            .max { ($0.value, $1.key) < ($1.value, $0.key) }
            .map { ($0.key, $0.value) }
    }

    /// Rows with a number.
    package var numbers: Int { wholes + fractions }

    /// The mean length in characters.
    package var length: Double { filled == 0 ? 0 : Double(characters) / Double(filled) }

    /// The share of the texts that have more than one word.
    package var wordiness: Double { filled == 0 ? 0 : Double(withBlank) / Double(filled) }

    /// Whether each text is short enough to be the id of an answer.
    package var mayBeIdentifiers: Bool { texts.keys.allSatisfy { $0.utf8.count <= 128 } }

    /// The first of the texts in their order; nil when there is none.
    package var firstInOrder: String? { texts.keys.min() }

    /// Texts that stand for no answer, in lower case.
    static let missingTexts: Set = [
        "blank", "eos", "en tiedä", "ei kokemusta", "ei koske minua", "not applicable", "n/a", "na", "<na>", "none",
        "null", "nan", "-", "--", "?", "en osaa sanoa", "ei vastausta",
        "vet ej", "vet inte", "inget svar", "don't know", "no answer",
    ]

    /// A number as people write it: digits with at most one point or comma.
    private static func number(_ text: String, _ commas: inout Int) -> Double? {
        guard text.utf8.count <= 24 else { return nil }
        let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
        guard digits.first?.isASCII == true, digits.first?.isNumber == true,
            digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") })
        else { return nil }
        guard let comma = text.firstIndex(of: ",") else {
            // A long row of digits is a name: as a number it would lose its end.
            return digits.count > 15 && !digits.contains(".") ? nil : Double(text)
        }
        let number = Double(text.replacingCharacter(at: comma, with: "."))
        if number != nil { commas += 1 }
        return number
    }
}

extension String {
    fileprivate func replacingCharacter(at index: Index, with character: Character) -> String {
        String(self[..<index]) + String(character) + String(self[self.index(after: index)...])
    }
}
