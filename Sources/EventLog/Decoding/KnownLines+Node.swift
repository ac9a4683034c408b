import Tuntuma

extension KnownLines {
    /// What stands at a node.
    enum Kind {
        /// The end of the line.
        case end
        /// Where the bytes lead to nothing that was learnt.
        case stranger
        /// A name that repeats: a dimension of the event.
        case symbol
        /// An id, source of which few are the same.
        case identifier
        case time
        /// A word that is part of the bytes before it, of a known field: `"contact":true`.
        case constant
        /// The type, which is part of the bytes before it.
        case type
        /// One of the values of `answers` or `attributes`: a text.
        case text
        /// One that is a number.
        case number
        /// One that is true or false, which is part of the bytes before it.
        case truth
        /// A field that the host does not know: a text.
        case unknownText
        /// One that is a number.
        case unknownNumber
        /// One that is a word, which is part of the bytes before it.
        case unknownWord
    }

    /// What a line has in one place, as it was read token by token.
    struct Value: Equatable {
        var kind: Kind
        /// The field; of a value the object it is in.
        var field: FieldName
        /// The name of an answer or an attribute.
        var name = Symbol.none
        /// The hash of the name, of what has no field.
        var nameHash: UInt64 = 0
        /// What a constant is, and its hash.
        var constant: UInt8 = 0
        var constantSymbol = Symbol.none
        var constantHash: UInt64 = 0

        fileprivate var factor: UInt64 {
            switch kind {
            case .text, .number, .truth: ByteHash.factor(nameHash) &* field.factor
            case .unknownText, .unknownNumber, .unknownWord: ByteHash.factor(nameHash)
            default: field.factor
            }
        }
    }

    struct Node {
        let value: Value
        /// Where in the row the value goes, in bytes.
        let offset: Int
        /// Tells the fields of one line apart, or the answers and the attributes.
        let bit: UInt64
        /// What the hash of the value counts times in the hash of the content.
        let factor: UInt64
        /// Of a word the hash, times so much.
        let content: UInt64
        /// Of a dimension, its texts as far as they are short: a table of ``KnownLines/symbolPlaces``.
        let symbols: UnsafeMutablePointer<KnownSymbol>?
        /// The edges that lead on, the longer of two that begin alike before the other. Behind them is one that fits all bytes and
        /// leads to ``KnownLines/stranger``.
        let edges: UnsafeMutablePointer<Edge>
        var edgeCount = 0

        init(
            _ value: Value, bit: UInt64, symbols: UnsafeMutablePointer<KnownSymbol>?, edges: UnsafeMutablePointer<Edge>
        ) {
            self.value = value
            offset = value.field.offset
            self.bit = bit
            factor = value.factor
            content = value.constantHash &* value.factor
            self.symbols = symbols
            self.edges = edges
        }
    }
}
