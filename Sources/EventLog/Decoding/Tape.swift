import JSONWall

/// A value on simdjson's tape: where it is, and how to read it. Valid until the parser's next document.
struct TapeValue {
    let tape: UnsafePointer<UInt64>
    let strings: UnsafePointer<UInt8>
    let index: Int

    enum Kind {
        case object, list, text, integer, unsigned, decimal, yes, no, null
    }

    /// The type byte of the tape.
    @inline(__always) private var letter: UInt8 { UInt8(truncatingIfNeeded: tape[index] >> 56) }

    @inline(__always) var kind: Kind {
        switch letter {
        case 0x22: .text
        case 0x6C: .integer
        case 0x7B: .object
        case 0x5B: .list
        case 0x64: .decimal
        case 0x75: .unsigned
        case 0x74: .yes
        case 0x66: .no
        default: .null
        }
    }

    @inline(__always) var isText: Bool { letter == 0x22 }
    @inline(__always) var isNull: Bool { letter == 0x6E }

    /// The index after the value.
    @inline(__always) var next: Int {
        switch letter {
        case 0x7B, 0x5B: Int(UInt32(truncatingIfNeeded: tape[index]))
        case 0x6C, 0x75, 0x64: index + 2
        default: index + 1
        }
    }

    /// The index of the closing bracket of an object or a list.
    @inline(__always) var end: Int { Int(UInt32(truncatingIfNeeded: tape[index])) - 1 }

    @inline(__always) func at(_ index: Int) -> TapeValue {
        TapeValue(tape: tape, strings: strings, index: index)
    }

    /// The bytes of a text; call only for `.text`.
    @inline(__always) var bytes: UnsafeBufferPointer<UInt8> {
        let start = strings + Int(tape[index] & 0x00FF_FFFF_FFFF_FFFF)
        let length = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
        return UnsafeBufferPointer(start: start + 4, count: Int(length))
    }

    @inline(__always) var word: UInt64 { tape[index + 1] }

    /// What a person calls the value.
    var description: String {
        switch kind {
        case .object: "an object"
        case .list: "a list"
        case .text: "a text"
        case .integer, .unsigned, .decimal: "a number"
        case .yes, .no: "true or false"
        case .null: "null"
        }
    }

    /// A hash of the value that does not depend on the order of an object's keys, nor on how a number is written.
    func contentHash() -> UInt64 {
        switch kind {
        case .text: return ByteHash.hash(bytes.baseAddress ?? strings, bytes.count)
        case .integer: return ByteHash.mix(word, 1)
        case .unsigned: return ByteHash.mix(word, 2)
        case .decimal:
            let value = Double(bitPattern: word)
            if let whole = Int64(exactly: value) { return ByteHash.mix(UInt64(bitPattern: whole), 1) }
            return ByteHash.mix(word, 3)
        case .yes: return 5
        case .no: return 6
        case .null: return 7
        case .list:
            var hash: UInt64 = 8
            var place = index + 1
            while place < end {
                let item = at(place)
                hash = ByteHash.mix(hash, item.contentHash())
                place = item.next
            }
            return hash
        case .object:
            var hash: UInt64 = 9
            var place = index + 1
            while place < end {
                let key = at(place)
                let value = at(place + 1)
                hash &+= ByteHash.mix(key.contentHash(), value.contentHash())
                place = value.next
            }
            return hash
        }
    }
}
