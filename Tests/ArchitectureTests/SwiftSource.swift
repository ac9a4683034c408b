/// A Swift file whose comments and texts have been blanked out, so that only code is left to look at. Lines keep their
/// numbers.
struct SwiftSource {
    /// The code of each line; the first is line 1.
    let lines: [String]

    init(_ text: String) {
        var blanker = Blanker(text)
        lines = blanker.run().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The imported modules, each with its line.
    var imports: [(module: String, line: Int)] {
        lines.enumerated().compactMap { index, line in
            let words = line.split(whereSeparator: { $0 == " " || $0 == ";" }).map(String.init)
            guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
                words[..<place].allSatisfy({ $0.hasPrefix("@") || Self.levels.contains($0) })
            else { return nil }
            let kinds: Set = ["struct", "class", "enum", "protocol", "func", "let", "var", "typealias"]
            let name = kinds.contains(words[place + 1]) && place + 2 < words.count ? words[place + 2] : words[place + 1]
            return (name.split(separator: ".").first.map(String.init) ?? name, index + 1)
        }
    }

    private static let levels: Set = ["public", "package", "internal", "fileprivate", "private"]

    /// The lines in which a piece of code stands, not as the end of a longer name: `Task {` is not in `addTask {`.
    func linesHolding(_ code: String) -> [Int] {
        lines.enumerated().filter { _, line in
            line.ranges(of: code).contains { range in
                guard range.lowerBound > line.startIndex else { return true }
                let before = line[line.index(before: range.lowerBound)]
                return !(before.isLetter || before.isNumber || before == "_")
            }
        }.map { $0.offset + 1 }
    }

    /// The lines on which a value is unwrapped by force (or a type is one that will be).
    var forcedLines: [Int] {
        lines.enumerated().filter { Self.forces($0.element) }.map { $0.offset + 1 }
    }

    private static func forces(_ line: String) -> Bool {
        let bytes = Array(line.utf8)
        return bytes.indices.contains { place in
            guard bytes[place] == UInt8(ascii: "!"), place > 0 else { return false }
            let before = bytes[place - 1]
            let isOperand =
                before >= 0x80 || Character(UnicodeScalar(before)).isLetter || Character(UnicodeScalar(before)).isNumber
                || [UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "_"), UInt8(ascii: "\"")].contains(before)
            let isComparison = place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "=")
            return isOperand && !isComparison
        }
    }
}

/// Walks through Swift code and writes a space for everything within comments and texts. What is interpolated into a
/// text is code, and stays.
private struct Blanker {
    private enum Mode: Equatable {
        case code(openParentheses: Int)
        case text(pounds: Int, quotes: Int)
        case lineComment
        case blockComment
    }

    private let input: [UInt8]
    private var place = 0
    private var output: [UInt8] = []
    private var modes: [Mode] = [.code(openParentheses: 0)]

    init(_ text: String) {
        input = Array(text.utf8)
        output.reserveCapacity(input.count)
    }

    mutating func run() -> String {
        while place < input.count, let mode = modes.last {
            switch mode {
            case .code(let depth): stepInCode(depth)
            case .text(let pounds, let quotes): stepInText(pounds, quotes)
            case .lineComment:
                if input[place] == 0x0A {
                    modes.removeLast()
                }
                blank(1)
            case .blockComment:
                if sees("/*") {
                    modes.append(.blockComment)
                    blank(2)
                } else if sees("*/") {
                    modes.removeLast()
                    blank(2)
                } else {
                    blank(1)
                }
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private mutating func stepInCode(_ depth: Int) {
        if sees("//") {
            modes.append(.lineComment)
        } else if sees("/*") {
            modes.append(.blockComment)
            blank(2)
        } else if let opening = openingQuotes() {
            modes.append(.text(pounds: opening.pounds, quotes: opening.quotes))
            keep(opening.pounds + opening.quotes)
        } else if modes.count > 1, input[place] == UInt8(ascii: ")"), depth == 0 {
            modes.removeLast()
            keep(1)
        } else {
            if modes.count > 1, input[place] == UInt8(ascii: "(") || input[place] == UInt8(ascii: ")") {
                modes[modes.count - 1] = .code(openParentheses: depth + (input[place] == UInt8(ascii: "(") ? 1 : -1))
            }
            keep(1)
        }
    }

    private mutating func stepInText(_ pounds: Int, _ quotes: Int) {
        let hashes = String(repeating: "#", count: pounds)
        switch input[place] {
        case UInt8(ascii: "\\") where sees("\\" + hashes + "("):
            modes.append(.code(openParentheses: 0))
            blank(2 + pounds)
        case UInt8(ascii: "\\") where sees("\\" + hashes):
            blank(2 + pounds)
        case UInt8(ascii: "\"") where sees(String(repeating: "\"", count: quotes) + hashes):
            modes.removeLast()
            keep(quotes + pounds)
        default:
            blank(1)
        }
    }

    private func openingQuotes() -> (pounds: Int, quotes: Int)? {
        let quote = UInt8(ascii: "\"")
        var end = place
        while end < input.count, input[end] == UInt8(ascii: "#") {
            end += 1
        }
        guard end < input.count, input[end] == quote else { return nil }
        let isLong = end + 2 < input.count && input[end + 1] == quote && input[end + 2] == quote
        return (end - place, isLong ? 3 : 1)
    }

    private func sees(_ text: String) -> Bool {
        input[place...].starts(with: text.utf8)
    }

    private mutating func keep(_ count: Int) {
        output += input[place..<min(place + count, input.count)]
        place += count
    }

    private mutating func blank(_ count: Int) {
        for byte in input[place..<min(place + count, input.count)] {
            output.append(byte == 0x0A ? 0x0A : UInt8(ascii: " "))
        }
        place += count
    }
}
