/// Says whether a pattern is one that can be trusted: what is refused either takes time without bound, or means something else in
/// Alertmanager than here.
struct PatternCheck {
    private static let longest = 256
    /// How many places of a pattern there may be once its repetitions are written out.
    private static let mostPlaces = 1000
    /// The highest number in braces.
    private static let mostRepetitions = 255

    private let bytes: [UInt8]
    private var index = 0
    /// The places of each open group so far, that of the whole pattern first.
    private var open = [0]
    /// The places of what a repetition would be of; nil where there is nothing to repeat.
    private var last: Int?

    /// - Throws: What is wrong with a pattern.
    static func check(_ text: String) throws(LabelPatternError) {
        guard text.utf8.count <= longest else {
            throw LabelPatternError("is longer than \(longest) bytes; write several routes, or a prefix")
        }
        var check = PatternCheck(bytes: Array(text.utf8))
        while check.index < check.bytes.count { try check.step() }
        guard check.open.count == 1 else { throw LabelPatternError("has a \"(\" without its \")\"") }
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private func byte(_ offset: Int = 0) -> UInt8? { index + offset < bytes.count ? bytes[index + offset] : nil }

    private mutating func step() throws(LabelPatternError) {
        guard let here = byte() else { return }
        index += 1
        switch here {
        case UInt8(ascii: "("):
            if byte() == UInt8(ascii: "?") {
                throw LabelPatternError("has \"(?\", which is not known here; write a plain group (...)")
            }
            open.append(0)
            last = nil
        case UInt8(ascii: ")"):
            guard open.count > 1, let inside = open.popLast() else {
                throw LabelPatternError("has a \")\" without its \"(\"; write \\\\) for the sign itself")
            }
            try add(inside + 1)
        case UInt8(ascii: "|"), UInt8(ascii: "^"):
            try add(1)
            last = nil
        case UInt8(ascii: "*"), UInt8(ascii: "?"): try repeated(1)
        case UInt8(ascii: "+"): try repeated(2)
        case UInt8(ascii: "{"): try repeated(try number() + 1)
        case UInt8(ascii: "["): try brackets()
        case UInt8(ascii: "\\"): try escape()
        case 0: throw LabelPatternError("has a zero byte")
        default: try add(1)
        }
    }

    private mutating func add(_ places: Int) throws(LabelPatternError) {
        open[open.count - 1] += places
        last = places
        try checkPlaces()
    }

    private func checkPlaces() throws(LabelPatternError) {
        guard open.allSatisfy({ $0 <= Self.mostPlaces }) else {
            throw LabelPatternError("repeats repetitions too often; write it with fewer of + and {}")
        }
    }

    /// The C library writes what is repeated that many times.
    private mutating func repeated(_ times: Int) throws(LabelPatternError) {
        guard let places = last else {
            throw LabelPatternError(
                "repeats nothing, or a repetition; write a group (...), or \\\\ before the sign itself")
        }
        open[open.count - 1] += places * (times - 1)
        // `x+?` would be one or more in Alertmanager, and none or more here.
        last = nil
        try checkPlaces()
    }

    /// `{3}`, `{3,}`, `{3,5}`: the highest number.
    private mutating func number() throws(LabelPatternError) -> Int {
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "}")) ?? bytes.endIndex
        let parts = bytes[index..<end].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        let numbers = parts.map { part in
            part.allSatisfy({ (0x30...0x39).contains($0) }) ? Int(String(decoding: part, as: UTF8.self)) : nil
        }
        index = end + 1
        guard end < bytes.endIndex, (1...2).contains(parts.count), let least = numbers[0],
            let most = numbers.count == 1 || parts[1].isEmpty ? least : numbers[1], least <= most
        else { throw LabelPatternError("has braces that are no {3}, {3,} or {3,5}; write \\\\{ for the sign itself") }
        guard most <= Self.mostRepetitions else {
            throw LabelPatternError("repeats more than \(Self.mostRepetitions) times")
        }
        return most
    }

    private mutating func brackets() throws(LabelPatternError) {
        if byte() == UInt8(ascii: "^") { index += 1 }
        // The first one is a sign like others.
        if byte() == UInt8(ascii: "]") { index += 1 }
        while let here = byte(), here != UInt8(ascii: "]") {
            if here == UInt8(ascii: "\\") {
                throw LabelPatternError("has a \\\\ in brackets, where it means itself here; leave it out")
            }
            let kind = byte(1)
            if here == UInt8(ascii: "["), kind == UInt8(ascii: ".") || kind == UInt8(ascii: "=") {
                throw LabelPatternError("has [. or [= in brackets, which is not known here")
            }
            if here == UInt8(ascii: "["), kind == UInt8(ascii: ":") {
                while let next = byte(), !(next == UInt8(ascii: ":") && byte(1) == UInt8(ascii: "]")) {
                    index += 1
                }
                index += 2
                continue
            }
            index += 1
        }
        guard byte() != nil else { throw LabelPatternError("has a \"[\" without its \"]\"") }
        index += 1
        try add(1)
    }

    private mutating func escape() throws(LabelPatternError) {
        guard let next = byte() else { throw LabelPatternError("ends with a \\\\") }
        index += 1
        let character = Character(Unicode.Scalar(next))
        if character.isLetter || character.isNumber || next >= 0x80 {
            guard "wWsS".contains(character) else {
                let advice =
                    switch character {
                    case "d": "; write [0-9]"
                    case "1"..."9": "; write out what was matched before"
                    default: ""
                    }
                throw LabelPatternError("has \\\\\(character), which is not known here\(advice)")
            }
        } else if "<>`'".contains(character) {
            throw LabelPatternError("has \\\\\(character), which is not known here")
        }
        try add(1)
    }
}
