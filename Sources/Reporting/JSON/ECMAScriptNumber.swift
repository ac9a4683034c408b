/// Numbers as RFC 8785 (section 3.2.2.3) writes them: ECMAScript's Number-to-string.
///
/// The shortest digits that read back as the same number come from Swift; only their layout differs.
package enum ECMAScriptNumber {
    /// The text of a number; nil when it is infinite or not a number, for which JSON has no text.
    package static func text(_ value: Double) -> String? {
        guard value.isFinite else { return nil }
        guard value != 0 else { return "0" }
        let (digits, pointPosition) = decompose(value.magnitude)
        return (value < 0 ? "-" : "") + layOut(digits, pointPosition: pointPosition)
    }

    /// The significant digits of a positive number, and where the decimal point stands: 0.d1d2d3... times 10 to
    /// `pointPosition`.
    private static func decompose(_ value: Double) -> (digits: [UInt8], pointPosition: Int) {
        var digits: [UInt8] = []
        var pointPosition: Int?
        var exponent = 0
        var description = value.description.utf8[...]
        if let mark = description.firstIndex(of: UInt8(ascii: "e")) {
            exponent = Int(String(description[description.index(after: mark)...]) ?? "") ?? 0
            description = description[..<mark]
        }
        for byte in description {
            if byte == UInt8(ascii: ".") { pointPosition = digits.count } else { digits.append(byte) }
        }
        var position = (pointPosition ?? digits.count) + exponent
        let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeFirst(zeros)
        position -= zeros
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        return (digits, position)
    }

    /// ECMA-262, Number::toString: k digits, n the position of the point.
    private static func layOut(_ digits: [UInt8], pointPosition n: Int) -> String {
        let text = String(decoding: digits, as: UTF8.self)
        let k = digits.count
        switch n {
        case k...21 where k <= 21:
            return text + String(repeating: "0", count: n - k)
        case 1...21:
            return String(text.prefix(n)) + "." + String(text.dropFirst(n))
        case -5...0:
            return "0." + String(repeating: "0", count: -n) + text
        default:
            let exponent = n - 1
            let mantissa = k == 1 ? text : String(text.prefix(1)) + "." + String(text.dropFirst(1))
            return mantissa + "e" + (exponent < 0 ? "-" : "+") + String(exponent.magnitude)
        }
    }
}
