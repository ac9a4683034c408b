package import Tuntuma

extension Value {
    /// The value as a text for people and group names: numbers as RFC 8785 writes them, `true` and `false`, the items of
    /// a list with a comma between them.
    package var plainText: String {
        switch self {
        case .integer(let value): String(value)
        case .decimal(let value): NumberText.text(of: value)
        case .boolean(let value): value ? "true" : "false"
        case .text(let value): value
        case .list(let items): items.joined(separator: ", ")
        }
    }
}

/// Numbers as RFC 8785 (and so ECMAScript) writes them: the shortest digits that read back as the same number.
package enum NumberText {
    /// The text of a finite number; `null` for any other.
    package static func text(of number: Double) -> String {
        guard number.isFinite else { return "null" }
        if number == 0 { return "0" }
        let sign = number < 0 ? "-" : ""
        let (digits, point) = shortest(number.magnitude)
        let count = digits.count
        // The names and bounds are those of ECMAScript's Number::toString: k digits, point after n of them.
        if point > 0, point <= 21 {
            if count <= point { return sign + digits + String(repeating: "0", count: point - count) }
            return sign + digits.prefix(point) + "." + digits.dropFirst(point)
        }
        if point > -6, point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        let exponent = point - 1
        let fraction = count > 1 ? "." + digits.dropFirst() : ""
        return sign + digits.prefix(1) + fraction + "e" + (exponent < 0 ? "-" : "+") + String(exponent.magnitude)
    }

    /// The shortest digits of a positive number, and after how many of them the decimal point stands.
    private static func shortest(_ number: Double) -> (digits: String, point: Int) {
        let parts = number.description.split(separator: "e")
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let whole = mantissa[0]
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? mantissa[1] : ""
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let all = String(whole + fraction)
        let leading = all.prefix { $0 == "0" }.count
        let digits = all.dropFirst(leading)
        let trailing = digits.reversed().prefix { $0 == "0" }.count
        return (String(digits.dropLast(trailing)), whole.count - leading + exponent)
    }
}
