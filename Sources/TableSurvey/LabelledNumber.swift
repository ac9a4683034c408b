/// A score as some survey tools export it, with what it means: `10 - extremely likely`, `1 – täysin eri mieltä`,
/// `5 = erittäin tyytyväinen`, `Not at all likely - 0`; or with what it is one of: `4 stars`, `9/10`.
struct LabelledNumber {
    /// As it stands in the file.
    let text: String
    let number: Int
    /// What it means, in lower case.
    let label: String
    /// Whether the number stands behind its meaning.
    let isBehind: Bool

    /// What may stand between a number and its meaning.
    private static let marks: Set<Character> = ["-", "–", "—", "=", ":", ".", ")", "(", ","]

    /// Nil for a text that has no number at either end, or no word.
    init?(_ text: String) {
        guard let first = text.utf8.first, let last = text.utf8.last,
            (0x30...0x39).contains(first) || (0x30...0x39).contains(last) || last == UInt8(ascii: ")")
        else { return nil }
        self.text = text
        let digits = text.prefix(while: Self.isDigit)
        if (1...2).contains(digits.count), let number = Int(digits) {
            let rest = text.dropFirst(digits.count)
            if let highest = Self.highest(rest) {
                (self.number, label, isBehind) = (number, "/\(highest)", false)
                return
            }
            let label = rest.drop { $0.isWhitespace || Self.marks.contains($0) }
            guard label.startIndex > rest.startIndex, label.first?.isLetter == true else { return nil }
            self.number = number
            self.label = label.lowercased()
            isBehind = false
            return
        }
        let body = text.last == ")" ? text.dropLast() : text[...]
        let start = body.lastIndex { !Self.isDigit($0) }.map(body.index(after:)) ?? body.startIndex
        guard let number = Int(body[start...]), (1...2).contains(body[start...].count), body.first?.isLetter == true
        else { return nil }
        let gap = body[..<start]
        guard let end = gap.lastIndex(where: { !$0.isWhitespace && !Self.marks.contains($0) }),
            gap[gap.index(after: end)...].contains(where: Self.marks.contains), gap[end].isLetter
        else { return nil }
        self.number = number
        label = gap[...end].lowercased()
        isBehind = true
    }

    /// The 10 of `9/10` and of `9 / 10`.
    private static func highest(_ rest: Substring) -> Int? {
        let rest = rest.drop(while: \.isWhitespace)
        guard rest.first == "/" else { return nil }
        return Int(rest.dropFirst().drop(while: \.isWhitespace)).flatMap { (3...10).contains($0) ? $0 : nil }
    }

    private static func isDigit(_ character: Character) -> Bool {
        character.isASCII && character.isNumber
    }
}
