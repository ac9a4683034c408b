/// Writes JSON as RFC 8785 does: texts with the fewest escapes, numbers as ECMAScript prints them.
///
/// Appends to bytes that the caller owns, so that a long output makes no strings on its way.
package enum JSONText {
    private static let hexadecimal = Array("0123456789abcdef".utf8)

    /// Appends a text with its quotes.
    package static func append(_ text: String, to output: inout [UInt8]) {
        var text = text
        text.withUTF8 { append($0, to: &output) }
    }

    /// Appends a text, given as valid UTF-8, with its quotes.
    package static func append(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        output.append(0x22)
        var plain = 0
        for index in text.indices {
            let byte = text[index]
            if byte >= 0x20, byte != 0x22, byte != 0x5C { continue }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: text[plain..<index]))
            plain = index + 1
            output.append(0x5C)
            switch byte {
            case 0x22, 0x5C: output.append(byte)
            case 0x08: output.append(0x62)
            case 0x09: output.append(0x74)
            case 0x0A: output.append(0x6E)
            case 0x0C: output.append(0x66)
            case 0x0D: output.append(0x72)
            default:
                output.append(contentsOf: [0x75, 0x30, 0x30])
                output.append(hexadecimal[Int(byte >> 4)])
                output.append(hexadecimal[Int(byte & 15)])
            }
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: text[plain...]))
        output.append(0x22)
    }

    /// Appends JSON that is written in the code, as it is.
    package static func append(code: StaticString, to output: inout [UInt8]) {
        output.append(contentsOf: UnsafeBufferPointer(start: code.utf8Start, count: code.utf8CodeUnitCount))
    }

    /// Appends a whole number.
    package static func append(_ number: Int, to output: inout [UInt8]) {
        if number >= 0, number < 10 { return output.append(UInt8(0x30 + number)) }
        var digits = InlineArray<20, UInt8>(repeating: 0x2D)
        var start = 20
        var rest = number.magnitude
        repeat {
            start -= 1
            digits[start] = UInt8(0x30 + rest % 10)
            rest /= 10
        } while rest > 0
        if number < 0 { output.append(0x2D) }
        digits.span.withUnsafeBufferPointer { output.append(contentsOf: UnsafeBufferPointer(rebasing: $0[start...])) }
    }

    /// Appends a number; `null` for one that is not finite.
    package static func append(_ number: Double, to output: inout [UInt8]) {
        output.append(contentsOf: text(of: number).utf8)
    }

    /// A number as ECMAScript's Number::toString prints it (ECMA-262, 6.1.6.1.20), which RFC 8785 prescribes.
    package static func text(of number: Double) -> String {
        guard number.isFinite else { return "null" }
        if number == 0 { return "0" }
        // The standard library gives the shortest digits that read back as the same number; only the layout differs.
        let (digits, exponent) = decimalDigits(of: number.magnitude.description)
        let sign = number < 0 ? "-" : ""
        let count = digits.count
        if count <= exponent, exponent <= 21 {
            return sign + digits + String(repeating: "0", count: exponent - count)
        }
        if 0 < exponent, exponent <= 21 {
            return sign + digits.prefix(exponent) + "." + digits.dropFirst(exponent)
        }
        if -6 < exponent, exponent <= 0 {
            return sign + "0." + String(repeating: "0", count: -exponent) + digits
        }
        let power = exponent - 1
        let mantissa = count == 1 ? digits : "\(digits.prefix(1)).\(digits.dropFirst())"
        return "\(sign)\(mantissa)e\(power < 0 ? "-" : "+")\(power.magnitude)"
    }

    /// Splits a positive number's text into its significant digits and the place of the point before them: the number
    /// is 0.digits times 10 to the exponent.
    private static func decimalDigits(of text: String) -> (digits: String, exponent: Int) {
        let parts = text.split(separator: "e")
        var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        var digits = String(mantissa[0])
        exponent += digits.count
        if mantissa.count > 1 { digits += mantissa[1] }
        let leadingZeros = digits.prefix { $0 == "0" }.count
        digits.removeFirst(leadingZeros)
        exponent -= leadingZeros
        while digits.last == "0" { digits.removeLast() }
        return (digits, exponent)
    }
}
