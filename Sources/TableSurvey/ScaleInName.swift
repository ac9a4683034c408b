/// The scale that the name of a column writes out: `(0-10)`, `1–5`, `asteikolla 0...10`, `från 1 till 7`,
/// `(0 = en lainkaan, 10 = erittäin)`, `from 0 (not likely) to 10 (very likely)`,
/// `10 - strongly agree, 1 - strongly disagree`.
package enum ScaleInName {
    /// The first such scale; nil when there is none.
    package static func range(in name: String) -> ClosedRange<Int>? {
        let numbers = numbers(in: name)
        for (left, right) in zip(numbers, numbers.dropFirst()) {
            let between = name[left.range.upperBound..<right.range.lowerBound].lowercased()
                .filter { !$0.isWhitespace }
            guard signs.contains(between), !isPart(before: left, of: name), !isPart(after: right, of: name) else {
                continue
            }
            if let range = scale(left.value, right.value) { return range }
        }
        // `0 = not at all, 10 = very`: the ends, with what they mean.
        let explained = numbers.filter { number in
            !isPart(before: number, of: name) && isExplained(name[number.range.upperBound...])
        }.map(\.value)
        guard let low = explained.min(), let high = explained.max() else { return nil }
        return scale(low, high)
    }

    /// Whether what a number means follows: `= very`, `(very)`, `- very`.
    private static func isExplained(_ rest: Substring) -> Bool {
        let rest = rest.drop(while: \.isWhitespace)
        guard let sign = rest.first else { return false }
        if sign == "=" || sign == "(" { return true }
        return "-–—".contains(sign) && rest.dropFirst().first?.isWhitespace == true
            && rest.dropFirst().first { !$0.isWhitespace }?.isLetter == true
    }

    /// The number with which a name ends, as those of boxes do: `Would you recommend us? / - 4`.
    package static func last(in name: String) -> Int? {
        guard let last = numbers(in: name).last, last.range.upperBound == name.endIndex else { return nil }
        return last.value
    }

    private typealias Found = (value: Int, range: Range<String.Index>)

    private static let signs: Set = ["-", "–", "—", "−", "..", "...", "…", "to", "till", "-->", "→"]

    /// Scales begin at 0 or 1; the grades of Finnish schools at 4.
    private static func scale(_ low: Int, _ high: Int) -> ClosedRange<Int>? {
        guard low == 0 || low == 1 || low == 4 && high == 10, (3...10).contains(high) else { return nil }
        return low...high
    }

    private static func numbers(in name: String) -> [Found] {
        var numbers: [Found] = []
        var index = name.startIndex
        while index < name.endIndex {
            let end = name[index...].firstIndex { !($0.isASCII && $0.isNumber) } ?? name.endIndex
            if end > index, let value = Int(name[index..<end]) { numbers.append((value, index..<end)) }
            index = end > index ? end : name.index(after: index)
        }
        return numbers
    }

    /// Whether a number is part of something else: of `Q1-5`, of `2026-1-5`, of `2.1-5`.
    private static func isPart(before number: Found, of name: String) -> Bool {
        guard number.range.lowerBound > name.startIndex else { return false }
        let character = name[name.index(before: number.range.lowerBound)]
        return character.isLetter || "-–./,".contains(character)
    }

    private static func isPart(after number: Found, of name: String) -> Bool {
        let rest = name[number.range.upperBound...]
        guard let next = rest.first else { return false }
        return next.isLetter || "-–/.,".contains(next) && rest.dropFirst().first?.isNumber == true
    }
}
