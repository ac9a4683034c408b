import TextFolding
package import Tuntuma

/// A condition, ready to be held against events. Made once, used by all workers at once, each with its own scratch.
///
/// What equality means: texts are equal when their folded texts are (`NPS` is `nps`); 3 is 3.0; a field that is not given
/// equals nothing, so it passes `is_not`. A list of texts (an answer with several choices) passes a test of texts when one
/// of its items does. A test of the wrong kind (a number between bounds held against a text) does not hold.
package struct Matcher: Sendable {
    private let nodes: [MatchNode]
    private let needles: [FoldedText]
    private let values: [MatchValue]
    private let wanted: [UInt32]
    private let start: Int32

    /// Compiles a condition. Fields that events do not have are refused when conditions are read; here they never match.
    /// - Parameters:
    ///   - condition: What to look for; nil: everything.
    ///   - types: The types of event to look at (`on`); empty: all.
    ///   - respondents: Whose events to look at; empty: everybody's.
    ///   - symbols: The table of the batches to come.
    package init(
        _ condition: Condition?, types: [String] = [], respondents: [Respondent] = [], symbols: SymbolTable
    ) {
        var parts: [Condition] = []
        if !types.isEmpty { parts.append(.field("type", .isOneOf(types.map { .text($0) }))) }
        if !respondents.isEmpty, Set(respondents).count < Respondent.allCases.count {
            parts.append(.field("respondent", .isOneOf(respondents.map { .text($0.name) })))
        }
        if let condition { parts.append(condition) }
        var compiler = MatchCompiler(symbols: symbols)
        start = compiler.compile(.all(parts))
        nodes = compiler.nodes
        needles = compiler.needles
        values = compiler.values
        wanted = compiler.wanted
    }

    /// Whether it passes every event.
    package var passesAll: Bool { start == MatchNode.accept }

    /// Whether an event fulfils the condition.
    package func matches(_ event: Event, using scratch: inout MatchScratch) -> Bool {
        event.batch.rows.withUnsafeBufferPointer { rows in
            passes(rows, event.row, event.batch, from: start, &scratch)
        }
    }

    /// Appends the rows of a batch that fulfil the condition, in their order.
    ///
    /// For many rules over many events: the first test, which is the cheapest, runs over the whole batch in a tight loop.
    package func select(_ batch: EventBatch, into selected: inout [Int32], using scratch: inout MatchScratch) {
        batch.rows.withUnsafeBufferPointer { rows in
            select(rows, 0..<Int32(rows.count), batch, &selected, &scratch)
        }
    }

    /// Appends those of some rows of a batch that fulfil the condition, in the order given.
    package func select(
        _ batch: EventBatch, among candidates: [Int32], into selected: inout [Int32],
        using scratch: inout MatchScratch
    ) {
        batch.rows.withUnsafeBufferPointer { rows in
            select(rows, candidates, batch, &selected, &scratch)
        }
    }

    @inline(__always) private func select(
        _ rows: UnsafeBufferPointer<EventRow>, _ candidates: some Sequence<Int32>, _ batch: EventBatch,
        _ selected: inout [Int32], _ scratch: inout MatchScratch
    ) {
        guard start >= 0 else {
            if start == MatchNode.accept { selected.append(contentsOf: candidates) }
            return
        }
        let first = nodes[Int(start)]
        guard first.operation == .symbolIs else {
            for row in candidates where passes(rows, Int(row), batch, from: start, &scratch) { selected.append(row) }
            return
        }
        for row in candidates {
            let symbol: UInt32 = Self.load(rows, Int(row), first.offset)
            let next = scratch.canonicalSymbol(symbol) == first.symbol ? first.yes : first.no
            if next == MatchNode.refuse { continue }
            if next == MatchNode.accept || passes(rows, Int(row), batch, from: next, &scratch) {
                selected.append(row)
            }
        }
    }

    /// Follows the steps from one of them to the end.
    private func passes(
        _ rows: UnsafeBufferPointer<EventRow>, _ row: Int, _ batch: EventBatch, from start: Int32,
        _ scratch: inout MatchScratch
    ) -> Bool {
        nodes.withUnsafeBufferPointer { nodes in
            var step = start
            while step >= 0 {
                let node = nodes[Int(step)]
                step = holds(node, rows, row, batch, &scratch) ? node.yes : node.no
            }
            return step == MatchNode.accept
        }
    }

    @inline(__always) private func holds(
        _ node: MatchNode, _ rows: UnsafeBufferPointer<EventRow>, _ row: Int, _ batch: EventBatch,
        _ scratch: inout MatchScratch
    ) -> Bool {
        switch node.operation {
        case .symbolIs:
            return scratch.canonicalSymbol(Self.load(rows, row, node.offset)) == node.symbol
        case .symbolIsOneOf:
            let symbol = scratch.canonicalSymbol(Self.load(rows, row, node.offset))
            return wanted[Int(node.first)..<Int(node.last)].contains(symbol)
        case .symbolExists:
            return Self.load(rows, row, node.offset) as UInt32 != 0
        case .byteInSet:
            return node.bits >> UInt64(Self.load(rows, row, node.offset) as UInt8) & 1 == 1
        case .timeExists:
            return Self.load(rows, row, node.offset) as Int64 != EventRow.noTime
        case .timeBetween:
            let time: Int64 = Self.load(rows, row, node.offset)
            return time != EventRow.noTime && Double(time) >= node.minimum && Double(time) <= node.maximum
        case .revisionBetween:
            let revision = Double(rows[row].revision)
            return revision >= node.minimum && revision <= node.maximum
        case .textExists:
            return Self.textRange(rows, row, node.offset).length != 0
        case .symbolBegins, .symbolContains:
            return holds(node, symbol: Self.load(rows, row, node.offset), &scratch)
        case .textIs, .textBegins, .textContains:
            let range = Self.textRange(rows, row, node.offset)
            return range.length != 0 && holds(node, text: range, batch, &scratch)
        case .entryExists, .entryIs, .entryBetween, .entryTextIs, .entryBegins, .entryContains:
            guard let entry = Self.entry(node, rows, row, batch) else { return false }
            return holds(node, entry, batch, &scratch)
        }
    }

    @inline(__always) private func holds(
        _ node: MatchNode, _ entry: ValueEntry, _ batch: EventBatch, _ scratch: inout MatchScratch
    ) -> Bool {
        switch node.operation {
        case .entryExists:
            return true
        case .entryIs:
            for index in Int(node.first)..<Int(node.last)
            where values[index].kind == entry.kind && values[index].payload == entry.payload { return true }
            return false
        case .entryBetween:
            let number: Double
            switch entry.kind {
            case .integer: number = Double(Int64(bitPattern: entry.payload))
            case .decimal: number = Double(bitPattern: entry.payload)
            case .boolean, .text, .list: return false
            }
            return number >= node.minimum && number <= node.maximum
        default:
            if entry.kind == .text { return holds(node, text: entry.text, batch, &scratch) }
            return entry.kind == .list && holds(node, anyItemOf: entry.text, batch, &scratch)
        }
    }

    /// Tests of texts, on a text in the batch's bytes.
    @inline(never) private func holds(
        _ node: MatchNode, text: TextRange, _ batch: EventBatch, _ scratch: inout MatchScratch
    ) -> Bool {
        let needles = needles[Int(node.first)..<Int(node.last)]
        return batch.withBytes(of: text) { bytes in
            switch node.operation {
            case .entryContains, .textContains:
                return scratch.folder.containsAny(of: needles, in: bytes)
            case .entryBegins, .textBegins:
                for needle in needles where scratch.folder.hasPrefix(needle, bytes) { return true }
            default:
                for needle in needles where scratch.folder.equals(needle, bytes) { return true }
            }
            return false
        }
    }

    /// Tests of texts, on each text of a list.
    @inline(never) private func holds(
        _ node: MatchNode, anyItemOf list: TextRange, _ batch: EventBatch, _ scratch: inout MatchScratch
    ) -> Bool {
        var offset = list.offset
        let end = list.offset + list.length
        while offset + 4 <= end {
            let length = (0..<4).reduce(UInt32(0)) { $0 | UInt32(batch.bytes[Int(offset) + $1]) << UInt32(8 * $1) }
            if holds(node, text: TextRange(offset: offset + 4, length: length), batch, &scratch) { return true }
            offset += 4 + length
        }
        return false
    }

    /// Tests of texts, on the text of a symbol, which is folded once for all events.
    @inline(never) private func holds(_ node: MatchNode, symbol: UInt32, _ scratch: inout MatchScratch) -> Bool {
        guard symbol != 0 else { return false }
        let text = scratch.foldedText(symbol)
        return needles[Int(node.first)..<Int(node.last)].contains { needle in
            node.operation == .symbolBegins ? text.hasPrefix(needle) : text.contains(needle)
        }
    }

    @inline(__always) private static func entry(
        _ node: MatchNode, _ rows: UnsafeBufferPointer<EventRow>, _ row: Int, _ batch: EventBatch
    ) -> ValueEntry? {
        let entries = node.isAttribute ? batch.attributes : batch.answers
        let first = Int(node.isAttribute ? rows[row].attributesStart : rows[row].answersStart)
        let count = Int(node.isAttribute ? rows[row].attributesCount : rows[row].answersCount)
        return entries.withUnsafeBufferPointer { entries in
            for index in first..<first + count where entries[index].name.index == node.symbol { return entries[index] }
            return nil
        }
    }

    /// Reads a field of a row at the place that ``RowPlace`` gave.
    @inline(__always) private static func load<Value: BitwiseCopyable>(
        _ rows: UnsafeBufferPointer<EventRow>, _ row: Int, _ offset: UInt16
    ) -> Value {
        UnsafeRawBufferPointer(rows).loadUnaligned(
            fromByteOffset: row * MemoryLayout<EventRow>.stride + Int(offset), as: Value.self)
    }

    @inline(__always) private static func textRange(
        _ rows: UnsafeBufferPointer<EventRow>, _ row: Int, _ offset: UInt16
    ) -> TextRange {
        TextRange(offset: load(rows, row, offset), length: load(rows, row, offset + 4))
    }
}
