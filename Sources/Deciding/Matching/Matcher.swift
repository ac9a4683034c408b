package import Tuntuma
package import Workspace

/// A condition, ready to be held against events. Made once, used by all workers at once, each with its own scratch.
///
/// What equality means: texts are equal when their folded texts are (`NPS` is `nps`); 3 is 3.0; a field that is not given
/// equals nothing, so it passes `is_not`. A list of texts (an answer with several choices) passes a test of texts when one
/// of its items does. A test of the wrong kind (a number between bounds held against a text) does not hold.
package struct Matcher: Sendable {
    private let nodes: [MatchNode]
    private let needles: [Range<Int>]
    private let needleBytes: [UInt8]
    private let values: [MatchValue]
    private let wanted: [UInt32]
    let start: Int32

    /// Compiles a condition. Fields that events do not have are refused when conditions are read; here they never match.
    /// - Parameters:
    ///   - condition: What to look for; nil: everything.
    ///   - types: The types of event to look at (`on`); empty: all.
    ///   - respondents: Whose events to look at; empty: everybody's.
    ///   - symbols: The table of the batches to come.
    package init(
        _ condition: Condition?, types: [String] = [], respondents: [Respondent] = [], symbols: SymbolTable
    ) {
        // Of tests that cost the same those of the condition come first: nearly every event has the right type.
        var parts: [Condition] = []
        if case .all(let conditions)? = condition { parts = conditions } else if let condition { parts = [condition] }
        if !types.isEmpty { parts.append(.field("type", .isOneOf(types.map { .text($0) }))) }
        if !respondents.isEmpty, Set(respondents).count < Respondent.allCases.count {
            parts.append(.field("respondent", .isOneOf(respondents.map { .text($0.name) })))
        }
        var compiler = MatchCompiler(symbols: symbols)
        start = compiler.compile(.all(parts))
        nodes = compiler.nodes
        needles = compiler.needles
        needleBytes = compiler.needleBytes
        values = compiler.values
        wanted = compiler.wanted
    }

    /// Whether an event fulfils the condition.
    package func matches(_ event: Event, using scratch: inout MatchScratch) -> Bool {
        guard start >= 0 else { return start == MatchNode.accept }
        let row = event.row
        var next = start
        let first = nodes[Int(start)]
        // Most events fail at the first test, and that is mostly a symbol's: no need to open the whole batch for it.
        if first.operation == .symbolIs {
            let symbol: UInt32 = event.batch.rows.withUnsafeBytes {
                $0.loadUnaligned(
                    fromByteOffset: row * MemoryLayout<EventRow>.stride + Int(first.offset), as: UInt32.self)
            }
            next = scratch.canonicalSymbol(symbol) == first.symbol ? first.yes : first.no
            guard next >= 0 else { return next == MatchNode.accept }
        }
        return run(over: event.batch) { $0.passes(row, from: next, &scratch) }
    }

    /// Appends the rows of a batch that fulfil the condition, in their order.
    ///
    /// For many rules over many events: the first test, which is the cheapest, runs over the whole batch in a tight loop.
    package func select(_ batch: EventBatch, into selected: inout [Int32], using scratch: inout MatchScratch) {
        run(over: batch) { $0.select(0..<Int32(batch.count), from: start, into: &selected, &scratch) }
    }

    /// Appends those of some rows of a batch that fulfil the condition, in the order given.
    package func select(
        _ batch: EventBatch, among candidates: [Int32], into selected: inout [Int32],
        using scratch: inout MatchScratch
    ) {
        candidates.withUnsafeBufferPointer {
            select(batch, among: $0, from: start, into: &selected, using: &scratch)
        }
    }

    /// As the one above, for rows that have come to a step.
    func select(
        _ batch: EventBatch, among candidates: UnsafeBufferPointer<Int32>, from step: Int32,
        into selected: inout [Int32],
        using scratch: inout MatchScratch
    ) {
        run(over: batch) { $0.select(candidates, from: step, into: &selected, &scratch) }
    }

    /// A step that holds a field against one symbol and refuses all others; nil when it is any other.
    func symbolTest(at step: Int32) -> MatchNode? {
        guard step >= 0 else { return nil }
        let node = nodes[Int(step)]
        return node.operation == .symbolIs && node.no == MatchNode.refuse ? node : nil
    }

    /// Opens the batch and the compiled condition for the time of a call.
    @inline(__always) private func run<Result>(over batch: EventBatch, _ body: (MatchRun) -> Result) -> Result {
        batch.rows.withUnsafeBufferPointer { rows in
            batch.answers.withUnsafeBufferPointer { answers in
                batch.attributes.withUnsafeBufferPointer { attributes in
                    batch.bytes.withUnsafeBufferPointer { bytes in
                        nodes.withUnsafeBufferPointer { nodes in
                            needles.withUnsafeBufferPointer { needles in
                                needleBytes.withUnsafeBufferPointer { needleBytes in
                                    values.withUnsafeBufferPointer { values in
                                        wanted.withUnsafeBufferPointer { wanted in
                                            body(
                                                MatchRun(
                                                    rows: rows, answers: answers, attributes: attributes,
                                                    bytes: bytes, nodes: nodes, needles: needles,
                                                    needleBytes: needleBytes, values: values, wanted: wanted))
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
