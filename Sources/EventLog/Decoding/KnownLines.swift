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

    /// Where a line begins, and where it ends.
    let start: UnsafePointer<Node>
    let end: UnsafePointer<Node>
    /// Where all bytes lead to that were never met.
    private let stranger: UnsafePointer<Node>
    /// 16 bytes of ones and 16 of zeroes: what lies `n` bytes before the zeroes leaves a text's first `n` bytes.
    let masks: UnsafePointer<UInt8>

    private let nodes: UnsafeMutablePointer<Node>
    private let edges: UnsafeMutablePointer<Edge>
    private let symbols: UnsafeMutablePointer<KnownSymbol>
    private var nodeCount = 0
    private var bitCount: UInt64 = 0

    init() {
        nodes = .allocate(capacity: Self.mostNodes)
        edges = .allocate(capacity: Self.mostNodes * (Self.mostEdges + 1))
        symbols = .allocate(capacity: FieldName.symbolCount * Self.symbolPlaces)
        symbols.initialize(repeating: KnownSymbol(), count: FieldName.symbolCount * Self.symbolPlaces)
        let masks = UnsafeMutablePointer<UInt8>.allocate(capacity: 32)
        masks.initialize(repeating: 0xFF, count: 16)
        (masks + 16).initialize(repeating: 0, count: 16)
        self.masks = UnsafePointer(masks)
        start = UnsafePointer(nodes)
        end = UnsafePointer(nodes + 1)
        stranger = UnsafePointer(nodes + 2)
        for kind in [Kind.end, .end, .stranger] { _ = add(Value(kind: kind, field: .id), bit: 0) }
    }

    deinit {
        // None has anything to give back itself.
        nodes.deallocate()
        symbols.deallocate()
        edges.deallocate()
        masks.deallocate()
    }

    /// The edge that leads on from a node over these bytes, if only to ``stranger``.
    @inline(__always)
    static func edge(from node: UnsafePointer<Node>, over bytes: UnsafePointer<UInt8>) -> UnsafePointer<Edge> {
        var edge = node.pointee.edges
        while !edge.pointee.matches(bytes) { edge += 1 }
        return UnsafePointer(edge)
    }

    /// The words of a text of up to 16 bytes, as ``ByteHash`` has them.
    @inline(__always) func words(padded bytes: UnsafePointer<UInt8>, _ count: Int) -> ByteHash.Words {
        let text = UnsafeRawPointer(bytes)
        let mask = UnsafeRawPointer(masks + 16 - count)
        let first = text.loadUnaligned(as: UInt64.self) & mask.loadUnaligned(as: UInt64.self)
        let last = text.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        return (first, last & mask.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    /// Where in the table of a dimension a text would be: its bytes, mixed.
    @inline(__always)
    static func symbolPlace(_ words: ByteHash.Words) -> Int {
        let product = (words.first ^ words.last) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: product &>> UInt64(64 - symbolBits))
    }

    /// The node for a value, a new one where it is not known. Nil when there are too many.
    func node(for value: Value) -> UnsafePointer<Node>? {
        let known = UnsafeBufferPointer(start: nodes, count: nodeCount)
        if let place = known.firstIndex(where: { $0.value == value }) { return UnsafePointer(nodes + place) }
        guard nodeCount < Self.mostNodes else { return nil }
        var bit: UInt64 = 0
        switch value.kind {
        case .end, .stranger, .unknownText, .unknownNumber, .unknownWord: break
        case .symbol, .identifier, .time, .constant, .type: bit = UInt64(value.field.bit)
        case .text, .number, .truth:
            // The same name with another kind of value: it may be in the line once all the same.
            if let other = known.first(where: { $0.value.field == value.field && $0.value.name == value.name }) {
                bit = other.bit
            } else {
                guard bitCount < 64 else { return nil }
                bit = 1 << bitCount
                bitCount += 1
            }
        }
        return add(value, bit: bit)
    }

    private func add(_ value: Value, bit: UInt64) -> UnsafePointer<Node> {
        let edges = edges + nodeCount * (Self.mostEdges + 1)
        edges.initialize(to: Edge(target: stranger))
        let symbols = value.kind == .symbol ? symbols + Int(value.field.rawValue) * Self.symbolPlaces : nil
        (nodes + nodeCount).initialize(to: Node(value, bit: bit, symbols: symbols, edges: edges))
        nodeCount += 1
        return UnsafePointer(nodes + nodeCount - 1)
    }

    /// Whether so many edges lead away from a node that words should not be kept with the bytes before them.
    func isCrowded(_ node: UnsafePointer<Node>) -> Bool { node.pointee.edgeCount >= Self.mostEdges / 2 }

    /// Remembers that these bytes led from one node to another.
    /// - Returns: False when they cannot be kept.
    func learn(
        _ bytes: UnsafeBufferPointer<UInt8>, from: UnsafePointer<Node>, to target: UnsafePointer<Node>, opens: UInt32
    ) -> Bool {
        guard (1...Edge.longest).contains(bytes.count) else { return false }
        let edge = Edge(bytes, target: target, opens: opens)
        let count = from.pointee.edgeCount
        let known = from.pointee.edges
        for place in 0..<count where known[place].isOver(edge) { return known[place].target == target }
        guard count < Self.mostEdges else { return false }
        // Before the first whose bytes are the beginning of these, which would be taken for it: the last one fits all.
        var place = 0
        while !known[place].isBeginning(of: edge) { place += 1 }
        (known + count + 1).initialize(to: known[count])
        for later in stride(from: count, to: place, by: -1) { known[later] = known[later - 1] }
        known[place] = edge
        nodes[from - UnsafePointer(nodes)].edgeCount = count + 1
        return true
    }
}
