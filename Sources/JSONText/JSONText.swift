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
        guard plainBytes(of: text) == text.count else { return appendEscaped(text, to: &output) }
        // Nearly every text: at once, with its quotes.
        output.append(addingCapacity: text.count + 2) { room in
            room.withUnsafeMutableBufferPointer { memory, count in
                guard let target = memory.baseAddress else { return }
                target.initialize(to: 0x22)
                if let source = text.baseAddress { (target + 1).initialize(from: source, count: text.count) }
                (target + 1 + text.count).initialize(to: 0x22)
                count = text.count + 2
            }
        }
    }

    /// How many bytes a text begins with that stand for themselves.
    private static func plainBytes(of text: UnsafeBufferPointer<UInt8>) -> Int {
        guard let start = text.baseAddress else { return 0 }
        let raw = UnsafeRawPointer(start)
        var place = 0
        while place &+ 8 <= text.count {
            let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            let quotes = zeroes(word ^ 0x2222_2222_2222_2222)
            let backslashes = zeroes(word ^ 0x5C5C_5C5C_5C5C_5C5C)
            let controls = zeroes(word & 0xE0E0_E0E0_E0E0_E0E0)
            if quotes | backslashes | controls != 0 { break }
            place &+= 8
        }
        while place < text.count, text[place] >= 0x20, text[place] != 0x22, text[place] != 0x5C { place &+= 1 }
        return place
    }

    /// Not 0 exactly when one of the eight bytes is 0.
    @inline(__always) private static func zeroes(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }

    @inline(never) private static func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        output.append(0x22)
        var plain = 0
        for index in text.indices {
            let byte = text[index]
            if byte >= 0x20, byte != 0x22, byte != 0x5C { continue }
            append(raw: UnsafeBufferPointer(rebasing: text[plain..<index]), to: &output)
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
        append(raw: UnsafeBufferPointer(rebasing: text[plain...]), to: &output)
        output.append(0x22)
    }

    /// Appends bytes as they are.
    @inline(__always)
    package static func append(raw bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        output.append(addingCapacity: bytes.count) { room in
            room.withUnsafeMutableBufferPointer { memory, count in
                guard let target = memory.baseAddress, let source = bytes.baseAddress else { return }
                target.initialize(from: source, count: bytes.count)
                count = bytes.count
            }
        }
    }

    /// Appends JSON that is written in the code, as it is.
    package static func append(code: StaticString, to output: inout [UInt8]) {
        append(raw: UnsafeBufferPointer(start: code.utf8Start, count: code.utf8CodeUnitCount), to: &output)
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
        digits.span.withUnsafeBufferPointer { append(raw: UnsafeBufferPointer(rebasing: $0[start...]), to: &output) }
    }

    /// Appends a number as ECMAScript's Number::toString prints it (ECMA-262, 6.1.6.1.20), which RFC 8785 prescribes;
    /// `null` for one that is not finite.
    package static func append(_ number: Double, to output: inout [UInt8]) {
        guard number.isFinite else { return append(code: "null", to: &output) }
        if number == 0 { return output.append(0x30) }
        if number < 0 { output.append(0x2D) }
        // The standard library gives the shortest digits that read back as the same number; only the layout differs.
        var description = number.magnitude.description
        description.withUTF8 { text in
            var digits = InlineArray<32, UInt8>(repeating: 0)
            let (count, exponent) = significantDigits(of: text, into: &digits)
            digits.span.withUnsafeBufferPointer {
                lay(out: UnsafeBufferPointer(rebasing: $0[..<count]), exponent, to: &output)
            }
        }
    }

    /// A number as ``append(_:to:)`` writes it.
    package static func text(of number: Double) -> String {
        var output: [UInt8] = []
        append(number, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Takes the significant digits out of a positive number's text, and the place of the point before them: the number
    /// is 0.digits times 10 to the exponent.
    private static func significantDigits(
        of text: UnsafeBufferPointer<UInt8>, into digits: inout InlineArray<32, UInt8>
    ) -> (count: Int, exponent: Int) {
        var count = 0
        var exponent = 0
        var isBehindPoint = false
        var place = 0
        while place < text.count, text[place] != 0x65 {
            let byte = text[place]
            place += 1
            if byte == 0x2E {
                isBehindPoint = true
                continue
            }
            // Zeros before the first digit that counts are not kept, but those behind the point move it.
            if byte != 0x30 || count > 0 {
                digits[count] = byte
                count += 1
                if !isBehindPoint { exponent += 1 }
            } else if isBehindPoint {
                exponent -= 1
            }
        }
        if place < text.count {
            let isNegative = text[place + 1] == 0x2D
            var power = 0
            for byte in text[(place + 1)...] where byte >= 0x30 { power = power * 10 + Int(byte - 0x30) }
            exponent += isNegative ? -power : power
        }
        while count > 0, digits[count - 1] == 0x30 { count -= 1 }
        return (count, exponent)
    }

    /// Appends 0.digits times 10 to the exponent.
    private static func lay(out digits: UnsafeBufferPointer<UInt8>, _ exponent: Int, to output: inout [UInt8]) {
        if digits.count <= exponent, exponent <= 21 {
            output.append(contentsOf: digits)
            output.append(contentsOf: repeatElement(0x30, count: exponent - digits.count))
        } else if 0 < exponent, exponent <= 21 {
            output.append(contentsOf: digits[..<exponent])
            output.append(0x2E)
            output.append(contentsOf: digits[exponent...])
        } else if -6 < exponent, exponent <= 0 {
            append(code: "0.", to: &output)
            output.append(contentsOf: repeatElement(0x30, count: -exponent))
            output.append(contentsOf: digits)
        } else {
            output.append(digits[0])
            if digits.count > 1 {
                output.append(0x2E)
                output.append(contentsOf: digits[1...])
            }
            append(code: exponent > 0 ? "e+" : "e", to: &output)
            append(exponent - 1, to: &output)
        }
    }
}
