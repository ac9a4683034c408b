import TextFolding
import Tuntuma

/// A compiled condition held against the rows of one batch: everything that both consist of, opened for the time of a
/// call. Plain pointers, so that following the steps counts no references.
struct MatchRun {
    let rows: UnsafeBufferPointer<EventRow>
    let answers: UnsafeBufferPointer<ValueEntry>
    let attributes: UnsafeBufferPointer<ValueEntry>
    let bytes: UnsafeBufferPointer<UInt8>
    let nodes: UnsafeBufferPointer<MatchNode>
    let needles: UnsafeBufferPointer<Range<Int>>
    let needleBytes: UnsafeBufferPointer<UInt8>
    let values: UnsafeBufferPointer<MatchValue>
    let wanted: UnsafeBufferPointer<UInt32>

    /// Follows the steps from one of them to the end.
    func passes(_ row: Int, from start: Int32, _ scratch: inout MatchScratch) -> Bool {
        var step = start
        while step >= 0 {
            let node = nodes[Int(step)]
            step = holds(node, row, &scratch) ? node.yes : node.no
        }
        return step == MatchNode.accept
    }

    @inline(__always) func holds(_ node: MatchNode, _ row: Int, _ scratch: inout MatchScratch) -> Bool {
        switch node.operation {
        case .symbolIs:
            return scratch.canonicalSymbol(load(row, node.offset)) == node.symbol
        case .symbolIsOneOf:
            return isWanted(scratch.canonicalSymbol(load(row, node.offset)), by: node)
        case .symbolExists:
            return load(row, node.offset) as UInt32 != 0
        case .byteInSet:
            return node.bits >> UInt64(load(row, node.offset) as UInt8) & 1 == 1
        case .timeExists:
            return load(row, node.offset) as Int64 != EventRow.noTime
        case .timeBetween:
            let time: Int64 = load(row, node.offset)
            return time != EventRow.noTime && Double(time) >= node.minimum && Double(time) <= node.maximum
        case .timeWithin:
            let time: Int64 = load(row, node.offset)
            return time != EventRow.noTime && isNear(time...time, row, node)
        case .revisionBetween:
            let revision = Double(rows[row].revision)
            return revision >= node.minimum && revision <= node.maximum
        case .textExists:
            return textRange(row, node.offset).length != 0
        case .symbolBegins, .symbolContains:
            return holds(node, symbol: load(row, node.offset), &scratch)
        case .textIs, .textBegins, .textContains:
            let range = textRange(row, node.offset)
            return range.length != 0 && holds(node, text: range, &scratch)
        case .entryWithin:
            guard let entry = entry(node, row), entry.kind == .text else { return false }
            guard let time = time(entry.text, &scratch) else { return false }
            return isNear(time, row, node)
        case .entryExists, .entryIs, .entryBetween, .entryTextIs, .entryBegins, .entryContains, .entryHasWord:
            guard let entry = entry(node, row) else { return false }
            return holds(node, entry, &scratch)
        }
    }

    @inline(__always) private func holds(
        _ node: MatchNode, _ entry: ValueEntry, _ scratch: inout MatchScratch
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
            if entry.kind == .text { return holds(node, text: entry.text, &scratch) }
            return entry.kind == .list && holds(node, anyItemOf: entry.text, &scratch)
        }
    }

    /// Tests of texts, on a text in the batch's bytes.
    @inline(never) private func holds(_ node: MatchNode, text: TextRange, _ scratch: inout MatchScratch) -> Bool {
        let start = Int(text.offset)
        let text = UnsafeBufferPointer(rebasing: bytes[start..<start + Int(text.length)])
        switch node.operation {
        case .entryHasWord:
            return scratch.words.anyWord(of: text, language: node.bits) { form in
                form.bytes.withUnsafeBufferPointer { form in anyNeedle(of: node) { $0.elementsEqual(form) } }
            }
        case .entryContains, .textContains:
            return scratch.folder.withFolded(text) { folded in anyNeedle(of: node) { folded.contains($0) } }
        case .entryBegins, .textBegins:
            return anyNeedle(of: node) { scratch.folder.hasPrefix($0, text) }
        default:
            return anyNeedle(of: node) { scratch.folder.equals($0, text) }
        }
    }

    /// Tests of texts, on each text of a list.
    @inline(never) private func holds(
        _ node: MatchNode, anyItemOf list: TextRange, _ scratch: inout MatchScratch
    ) -> Bool {
        var offset = list.offset
        let end = list.offset + list.length
        while offset + 4 <= end {
            let length = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[Int(offset) + $1]) << UInt32(8 * $1) }
            if holds(node, text: TextRange(offset: offset + 4, length: length), &scratch) { return true }
            offset += 4 + length
        }
        return false
    }

    /// Tests of texts, on the text of a symbol, which is folded once for all events.
    @inline(never) private func holds(_ node: MatchNode, symbol: UInt32, _ scratch: inout MatchScratch) -> Bool {
        guard symbol != 0 else { return false }
        return scratch.withFoldedText(of: symbol) { text in
            anyNeedle(of: node) { node.operation == .symbolBegins ? text.hasPrefix($0) : text.contains($0) }
        }
    }

    @inline(__always) private func anyNeedle(
        of node: MatchNode, _ holds: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool {
        for index in Int(node.first)..<Int(node.last)
        where holds(UnsafeBufferPointer(rebasing: needleBytes[needles[index]])) { return true }
        return false
    }

    /// Whether a time is near the event's own.
    private func isNear(_ time: ClosedRange<Int64>, _ row: Int, _ node: MatchNode) -> Bool {
        let event = rows[row].time
        let span = Int64(node.bits)
        return time.lowerBound <= event.addingReportingOverflow(span).partialValue
            && time.upperBound >= event.subtractingReportingOverflow(span).partialValue
    }

    /// The time that a text names: an instant, or all of a day in UTC.
    @inline(never) private func time(_ text: TextRange, _ scratch: inout MatchScratch) -> ClosedRange<Int64>? {
        let start = Int(text.offset)
        let text = UnsafeBufferPointer(rebasing: bytes[start..<start + Int(text.length)])
        if text.count == 10 {
            let midnight = Array(text) + Array("T00:00:00Z".utf8)
            return midnight.withUnsafeBufferPointer { try? scratch.times.read($0) }.map { first in
                first.milliseconds...first.milliseconds + 86_399_999
            }
        }
        return (try? scratch.times.read(text)).map { $0.milliseconds...$0.milliseconds }
    }

    @inline(__always) private func entry(_ node: MatchNode, _ row: Int) -> ValueEntry? {
        if !node.isAttribute, lacksAnswer(node, row) { return nil }
        let entries = node.isAttribute ? attributes : answers
        let first = Int(node.isAttribute ? rows[row].attributesStart : rows[row].answersStart)
        let count = Int(node.isAttribute ? rows[row].attributesCount : rows[row].answersCount)
        for index in first..<first + count where entries[index].name.index == node.symbol { return entries[index] }
        return nil
    }

    @inline(__always) func isWanted(_ symbol: UInt32, by node: MatchNode) -> Bool {
        for index in Int(node.first)..<Int(node.last) where wanted[index] == symbol { return true }
        return false
    }

    /// Whether it is known without a look at them that none of the answers is the one that a test asks for.
    @inline(__always) func lacksAnswer(_ node: MatchNode, _ row: Int) -> Bool {
        rows[row].absentQuestions & Symbol(index: node.symbol).bit != 0
    }

    /// Reads a field of a row at the place that ``RowPlace`` gave.
    @inline(__always) func load<Value: BitwiseCopyable>(_ row: Int, _ offset: UInt16) -> Value {
        UnsafeRawBufferPointer(rows).loadUnaligned(
            fromByteOffset: row * MemoryLayout<EventRow>.stride + Int(offset), as: Value.self)
    }

    @inline(__always) private func textRange(_ row: Int, _ offset: UInt16) -> TextRange {
        TextRange(offset: load(row, offset), length: load(row, offset + 4))
    }
}
