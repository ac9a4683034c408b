import LuaWall

/// The small functions on texts that every script has.
enum TextHelpers {
    /// The argument of a function that takes one text.
    static func text(_ value: LuaValue?, of function: String) throws(HostRefusal) -> String {
        switch value {
        case .text(let text)?: return text
        case .integer(let number)?: return String(number)
        case .decimal(let number)?: return String(number)
        default: throw HostRefusal("\(function) takes a text, not \((value ?? .nil).kind)")
        }
    }

    /// `trim(text)`: the text without white space (no-break spaces included) at its ends.
    static func trim(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    /// `number(text)`: a number as people write it: `1 234,5`, `1.5`, `-3`, `7 %`. Nil for an empty text or nil.
    ///
    /// Spaces between digits are left out. A comma is the decimal mark; so is a point. With both in one text the last of
    /// them is the decimal mark, and the other one groups digits.
    static func number(_ value: LuaValue) throws(HostRefusal) -> Double? {
        if case .nil = value { return nil }
        if let number = value.number { return number }
        let written = trim(try text(value, of: "number"))
        if written.isEmpty { return nil }
        guard let number = decimal(written) else {
            throw HostRefusal("'\(written.prefix(60))' is not a number")
        }
        return number
    }

    private static func decimal(_ written: String) -> Double? {
        var scalars = written.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "'" && $0 != "\u{2019}" }
        if scalars.last == "%" { scalars.removeLast() }
        if scalars.first == "\u{2212}" { scalars.replaceSubrange(scalars.startIndex...scalars.startIndex, with: ["-"]) }
        let mark = scalars.lastIndex { $0 == "," || $0 == "." }
        var text = ""
        for index in scalars.indices {
            let scalar = scalars[index]
            switch scalar {
            case "0"..."9": text.unicodeScalars.append(scalar)
            case "-", "+":
                guard index == scalars.startIndex else { return nil }
                text.unicodeScalars.append(scalar)
            case ",", ".":
                guard let mark else { return nil }
                if index == mark {
                    text.append(".")
                } else if scalar == scalars[mark] {
                    return nil  // "1.234.567" and "1,2,3" could be anything.
                }
            default: return nil
            }
        }
        return Double(text)
    }
}
