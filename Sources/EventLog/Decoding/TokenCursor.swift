import JSONWall

#if canImport(Glibc)
    import Glibc
#endif

/// Walks over the values of one line, token by token, and checks on the way that the line is JSON. Valid until the
/// indexer's next call.
///
/// A reader takes the token that begins a value, and then asks for what stands there: the text, the number, the hash of
/// whatever it is. Where the text or the number ends, the next token tells.
struct TokenCursor {
    /// The deepest nesting of a line.
    static let deepestNesting = 64

    /// The first byte of the lines that were indexed; positions count from here.
    let base: UnsafePointer<UInt8>
    /// The next token.
    var token: UnsafePointer<UInt32>
    /// Where the line ends.
    let end: UInt32
    /// The indexer, for texts with escapes.
    let indexer: OpaquePointer

    // MARK: Tokens

    /// The position of the next token, which is taken.
    @inline(__always) mutating func take() throws(LineError) -> Int {
        let position = token.pointee
        guard position < end else { throw cutOff }
        token += 1
        return Int(position)
    }

    /// Takes the opening quote of a name, and the colon behind it.
    /// - Returns: The bytes between the quotes as they are written, escapes and all.
    @inline(__always) mutating func takeName() throws(LineError) -> UnsafeBufferPointer<UInt8> {
        let position = try take()
        guard base[position] == 0x22 else { throw malformed("expected a name in quotes") }
        let name = written(at: position)
        guard base[try take()] == 0x3A else { throw malformed("expected a colon behind a name") }
        return name
    }

    /// Takes what stands behind a value of an object: a comma, or the end.
    /// - Returns: Whether another name must follow.
    @inline(__always) mutating func takeComma() throws(LineError) -> Bool {
        switch base[try take()] {
        case 0x2C: return true
        case 0x7D: return false
        default: throw malformed("expected a comma or a closing brace behind a value")
        }
    }

    /// Takes what stands behind an item of a list: a comma, or the end.
    /// - Returns: Whether another item must follow.
    @inline(__always) mutating func takeListComma() throws(LineError) -> Bool {
        switch base[try take()] {
        case 0x2C: return true
        case 0x5D: return false
        default: throw malformed("expected a comma or a closing bracket behind an item")
        }
    }

    /// Takes the closing bracket or brace if it comes next, of a list or an object that is empty.
    @inline(__always) mutating func takeEnd(_ closing: UInt8) throws(LineError) -> Bool {
        let position = token.pointee
        guard position < end else { throw cutOff }
        guard base[Int(position)] == closing else { return false }
        token += 1
        return true
    }

    // MARK: What stands at a token that was just taken

    @inline(__always) func isText(at position: Int) -> Bool { base[position] == 0x22 }

    /// Whether the value is null. What only begins like it is found out when it is read.
    @inline(__always) func isNull(at position: Int) -> Bool { base[position] == 0x6E }

    /// The bytes between the quotes of a text as they are written, escapes and all.
    @inline(__always) func written(at quote: Int) -> UnsafeBufferPointer<UInt8> {
        // Between the text and the next token there is white space only.
        var close = Int(token.pointee) &- 1
        while base[close] != 0x22 { close &-= 1 }
        return UnsafeBufferPointer(start: base + (quote &+ 1), count: close &- quote &- 1)
    }

    /// The bytes of a text that was written with these bytes. One that has escapes is valid until the next call.
    func unescaped(_ written: UnsafeBufferPointer<UInt8>) throws(LineError) -> UnsafeBufferPointer<UInt8> {
        guard let start = written.baseAddress, memchr(start, 0x5C, written.count) != nil else { return written }
        var length = 0
        guard let text = json_wall_unescape(indexer, written.baseAddress, &length) else {
            throw LineError(reason: "not JSON: a text has a wrong escape")
        }
        return UnsafeBufferPointer(start: text, count: length)
    }

    /// The bytes of a text. One that has escapes is valid until the next call.
    func text(at position: Int) throws(LineError) -> UnsafeBufferPointer<UInt8> {
        try unescaped(written(at: position))
    }

    /// The number that begins here.
    @inline(__always) func number(at position: Int) throws(LineError) -> JSONNumber {
        // Most numbers of a survey have one digit.
        let digit = base[position] &- 0x30
        if digit < 10 {
            switch base[position &+ 1] {
            case 0x2C, 0x7D, 0x5D: return JSONNumber(kind: .integer, word: UInt64(digit))
            default: break
            }
        }
        return try longNumber(at: position)
    }

    @inline(never) private func longNumber(at position: Int) throws(LineError) -> JSONNumber {
        guard let number = JSONNumber(scalar(at: position)) else {
            throw malformed("a number is malformed, or does not fit 64 bits")
        }
        return number
    }

    /// Checks that `true`, `false` or `null` stands here.
    func word(at position: Int) throws(LineError) -> Bool {
        let scalar = scalar(at: position)
        if scalar.elementsEqual("true".utf8) { return true }
        guard scalar.elementsEqual("false".utf8) || scalar.elementsEqual("null".utf8) else {
            throw malformed("a bare word that is not true, false or null")
        }
        return false
    }

    /// The bytes of a number or a word: up to the next token, without the white space before it.
    func scalar(at position: Int) -> UnsafeBufferPointer<UInt8> {
        var stop = Int(token.pointee)
        while stop > position, [0x20, 0x09, 0x0A, 0x0D].contains(base[stop - 1]) { stop -= 1 }
        return UnsafeBufferPointer(start: base + position, count: stop - position)
    }

    /// What a person calls the value.
    func description(at position: Int) -> String {
        switch base[position] {
        case 0x7B: "an object"
        case 0x5B: "a list"
        case 0x22: "a text"
        case 0x2D, 0x30...0x39: "a number"
        case 0x74, 0x66: "true or false"
        case 0x6E: "null"
        default: "no value"
        }
    }

    // MARK: Hashes

    static let hashOfTrue: UInt64 = 5

    /// Passes over a value and checks it.
    /// - Returns: A hash that does not depend on the order of an object's names, nor on how a number is written.
    mutating func contentHash(at position: Int, depth: Int) throws(LineError) -> UInt64 {
        switch base[position] {
        case 0x22:
            let text = try text(at: position)
            return ByteHash.hash(text)
        case 0x2D, 0x30...0x39: return try number(at: position).contentHash
        case 0x74, 0x66: return try word(at: position) ? Self.hashOfTrue : 6
        case 0x6E:
            _ = try word(at: position)
            return 7
        case 0x5B: return try listHash(depth: depth + 1)
        case 0x7B: return try objectHash(depth: depth + 1)
        default: throw malformed("expected a value")
        }
    }

    private mutating func listHash(depth: Int) throws(LineError) -> UInt64 {
        guard depth <= Self.deepestNesting else { throw tooDeep }
        var hash: UInt64 = 8
        if try takeEnd(0x5D) { return hash }
        repeat { hash = ByteHash.mix(hash, try contentHash(at: try take(), depth: depth)) } while try takeListComma()
        return hash
    }

    private mutating func objectHash(depth: Int) throws(LineError) -> UInt64 {
        guard depth <= Self.deepestNesting else { throw tooDeep }
        var hash: UInt64 = 9
        if try takeEnd(0x7D) { return hash }
        repeat {
            let name = ByteHash.hash(try unescaped(try takeName()))
            hash &+= ByteHash.mix(name, try contentHash(at: try take(), depth: depth))
        } while try takeComma()
        return hash
    }

    // MARK: Errors

    private var tooDeep: LineError { LineError(reason: "nested deeper than \(Self.deepestNesting) levels") }

    private var cutOff: LineError {
        LineError(reason: "not JSON: an object or list is not closed (is the line cut off?)")
    }

    /// What is wrong at the last token; where it is the last of the line, the line was probably cut off.
    @inline(never) func malformed(_ problem: String) -> LineError {
        token.pointee >= end ? cutOff : LineError(reason: "not JSON: \(problem)")
    }
}
