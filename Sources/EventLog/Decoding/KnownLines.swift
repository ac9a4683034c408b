import Tuntuma

/// The shapes of the lines that one worker has met: which bytes stand between the values of an event, and which values
/// follow. Whoever writes a log writes its lines in few shapes, and a line of a known shape is read with a comparison
/// for each of these pieces, without looking for its tokens.
///
/// A graph. Its nodes are the values that an event of this log may have, each known by its place (at the top, in the
/// answers, in the attributes), its name and its kind; an edge leads from a value to the one that came next, over the
/// bytes between them. JSON lets the same bytes follow whatever came before the value, so an edge that was learnt from
/// one line is right in all. The shapes are learnt from lines that were read token by token and found right.
final class KnownLines {
    /// How many edges lead away from one node.
    private static let mostEdges = 8
    private static let mostNodes = 128
    /// How many texts of a dimension are at hand, as a power of two.
    private static let symbolBits = 7
    private static let symbolPlaces = 1 << symbolBits

    /// What stands at a node.
    enum Kind {
        /// The end of the line.
        case end
        /// A name that repeats: a dimension of the event.
        case symbol
        /// An id, source of which few are the same.
        case identifier
        case time
        /// A word that is part of the bytes before it, of a known field: `"contact":true`.
        case constant
        /// The type, which is part of the bytes before it.
        case type
        /// One of the values of `answers` or `attributes`: a text or a number.
        case value
        /// One that is true or false, which is part of the bytes before it.
        case truth
        /// A field that the host does not know.
        case unknown
    }

    struct Node {
        var kind: Kind
        /// The field; of a value the object it is in.
        var field: FieldName
        /// The value is in quotes. The opening one is part of the bytes before it.
        var isText = false
        /// The name of an answer or an attribute.
        var name = Symbol.none
        /// The hash of the name, of what has no field.
        var nameHash: UInt64 = 0
        /// Tells the answers and the attributes of one line apart.
        var bit: UInt64 = 0
        /// What a constant is, and its hash.
        var constant: UInt8 = 0
        var constantSymbol = Symbol.none
        var constantHash: UInt64 = 0
        /// Of a dimension, its texts as far as they are short: a table of ``KnownLines/symbolPlaces``.
        var symbols: UnsafeMutablePointer<KnownSymbol>?
        /// The edges that lead on, in the order in which they were learnt.
        var edges: UnsafeMutablePointer<Edge>?
        var edgesEnd: UnsafeMutablePointer<Edge>?
    }

    /// A text of up to 16 bytes that a dimension had, and what it means.
    struct KnownSymbol {
        /// As ``ByteHash/words(padded:_:)`` gives them; zeroes where there is none.
        var words: ByteHash.Words = (0, 0)
        var symbol = Symbol.none
        /// What it adds to the hash of the content.
        var content: UInt64 = 0
    }

    struct Edge {
        /// The bytes, zeroes behind, as words.
        var words = InlineArray<6, UInt64>(repeating: 0)
        /// The bits of the words that count.
        var masks = InlineArray<6, UInt64>(repeating: 0)
        let length: Int
        /// The node that it leads to.
        let target: UnsafePointer<Node>
        /// The objects that begin in these bytes: `answers`, `attributes`.
        let opens: UInt32

        static let longest = 48

        /// Whether the bytes are these. They must be readable for ``longest``.
        @inline(__always) func matches(_ bytes: UnsafePointer<UInt8>) -> Bool {
            guard agrees(0, bytes) else { return false }
            if length <= 16 { return true }
            guard agrees(2, bytes) else { return false }
            return length <= 32 || agrees(4, bytes)
        }

        @inline(__always) private func agrees(_ word: Int, _ bytes: UnsafePointer<UInt8>) -> Bool {
            let text = UnsafeRawPointer(bytes)
            let first = text.loadUnaligned(fromByteOffset: word &* 8, as: UInt64.self) ^ words[word]
            let second = text.loadUnaligned(fromByteOffset: word &* 8 &+ 8, as: UInt64.self) ^ words[word &+ 1]
            return (first & masks[word]) | (second & masks[word &+ 1]) == 0
        }
    }

    /// Where a line begins, and where it ends.
    let start: UnsafePointer<Node>
    let end: UnsafePointer<Node>

    private let nodes: UnsafeMutablePointer<Node>
    private let edges: UnsafeMutablePointer<Edge>
    private let symbols: UnsafeMutablePointer<KnownSymbol>
    private var nodeCount = 0
    private var bitCount: UInt64 = 0

    init() {
        nodes = .allocate(capacity: Self.mostNodes)
        edges = .allocate(capacity: Self.mostNodes * Self.mostEdges)
        symbols = .allocate(capacity: FieldName.symbolCount * Self.symbolPlaces)
        symbols.initialize(repeating: KnownSymbol(), count: FieldName.symbolCount * Self.symbolPlaces)
        start = UnsafePointer(nodes)
        end = UnsafePointer(nodes + 1)
        _ = add(Node(kind: .end, field: .id))
        _ = add(Node(kind: .end, field: .id))
    }

    deinit {
        // None has anything to give back itself.
        nodes.deallocate()
        symbols.deallocate()
        edges.deallocate()
    }

    /// The edge that leads on from a node over these bytes; nil when none was learnt.
    @inline(__always)
    static func edge(from node: UnsafePointer<Node>, over bytes: UnsafePointer<UInt8>) -> UnsafePointer<Edge>? {
        guard var edge = node.pointee.edges, let end = node.pointee.edgesEnd else { return nil }
        while edge < end {
            if edge.pointee.matches(bytes) { return UnsafePointer(edge) }
            edge += 1
        }
        return nil
    }

    /// Where in the table of a dimension a text would be: its bytes, mixed.
    @inline(__always)
    static func symbolPlace(_ words: ByteHash.Words) -> Int {
        let product = (words.first ^ words.last) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: product &>> UInt64(64 - symbolBits))
    }

    /// The node for a value, a new one where it is not known. Nil when there are too many.
    func node(for node: Node) -> UnsafePointer<Node>? {
        var node = node
        for known in 2..<max(nodeCount, 2) {
            let other = nodes[known]
            guard other.field == node.field, other.name == node.name, other.nameHash == node.nameHash else { continue }
            if other.kind == node.kind, other.isText == node.isText, other.constantHash == node.constantHash {
                return UnsafePointer(nodes + known)
            }
            // The same name with another kind of value: it may be in the line once all the same.
            node.bit = other.bit
        }
        guard nodeCount < Self.mostNodes else { return nil }
        if node.bit == 0, node.name.isPresent {
            guard bitCount < 64 else { return nil }
            node.bit = 1 << bitCount
            bitCount += 1
        }
        return add(node)
    }

    private func add(_ node: Node) -> UnsafePointer<Node> {
        var node = node
        node.edges = edges + nodeCount * Self.mostEdges
        node.edgesEnd = node.edges
        if node.kind == .symbol { node.symbols = symbols + Int(node.field.rawValue) * Self.symbolPlaces }
        (nodes + nodeCount).initialize(to: node)
        nodeCount += 1
        return UnsafePointer(nodes + nodeCount - 1)
    }

    /// Whether so many edges lead away from a node that words should not be kept with the bytes before them.
    func isCrowded(_ node: UnsafePointer<Node>) -> Bool {
        guard let first = node.pointee.edges, let end = node.pointee.edgesEnd else { return true }
        return end - first >= Self.mostEdges / 2
    }

    /// Remembers that these bytes led from one node to another.
    /// - Returns: False when they cannot be kept.
    func learn(
        _ bytes: UnsafeBufferPointer<UInt8>, from: UnsafePointer<Node>, to target: UnsafePointer<Node>, opens: UInt32
    ) -> Bool {
        guard bytes.count <= Edge.longest, let first = from.pointee.edges, let end = from.pointee.edgesEnd else {
            return false
        }
        var edge = Edge(length: bytes.count, target: target, opens: opens)
        for (place, byte) in bytes.enumerated() {
            edge.words[place / 8] |= UInt64(byte) << UInt64(place % 8 * 8)
            edge.masks[place / 8] |= 0xFF << UInt64(place % 8 * 8)
        }
        for known in UnsafeBufferPointer(start: first, count: end - first) where known.isOver(edge) {
            return known.target == target
        }
        guard end - first < Self.mostEdges else { return false }
        end.initialize(to: edge)
        nodes[from - UnsafePointer(nodes)].edgesEnd = end + 1
        return true
    }
}

extension KnownLines.Edge {
    /// Whether two edges lead over the same bytes.
    fileprivate func isOver(_ other: Self) -> Bool {
        length == other.length && words.indices.allSatisfy { words[$0] == other.words[$0] }
    }
}
