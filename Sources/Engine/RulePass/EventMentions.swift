package import Tuntuma

/// Where a log speaks of one event: its own lines, and later events that amend it. Holds every event of a log against the
/// event that is looked for.
package struct EventMentions: Sendable {
    /// How a later event changes what an event counts for.
    package enum Amendment: String, Sendable {
        case withdrawal, correction
        /// Another version of the same response.
        case revision
    }

    private let id: [UInt8]
    private let source: String?
    private let response: String?
    private let symbols: SymbolTable
    private let types: EventTypes

    /// - Parameters:
    ///   - source: Nil: whoever sent it.
    ///   - response: Versions of this response of the source are amendments too; nil: none is known.
    package init(of event: String, source: String?, response: String?, symbols: SymbolTable) {
        id = Array(event.utf8)
        self.source = source
        self.response = response
        self.symbols = symbols
        types = EventTypes(symbols)
    }

    /// The rows that have the event's id, ascending.
    package func lines(in batch: EventBatch) -> [Int] {
        (0..<batch.count).filter { isEvent(batch[$0]) }
    }

    /// Whether a row of a batch has the event's id.
    package func test(of batch: EventBatch) -> (Int32) -> Bool {
        { isEvent(batch[Int($0)]) }
    }

    /// The rows, of some, that amend the event, and how.
    package func amendments(in batch: EventBatch, rows: [Int32]) -> [(row: Int, kind: Amendment)] {
        rows.compactMap { row in amendment(by: batch[Int(row)]).map { (Int(row), $0) } }
    }

    private func amendment(by event: Event) -> Amendment? {
        var kind: Amendment?
        if event.type == types.withdrawal || event.type == types.correction {
            guard event.references.contains(where: { $0.utf8.elementsEqual(id) }) else { return nil }
            kind = event.type == types.withdrawal ? .withdrawal : .correction
        } else if let response, event.fields.response.length > 0, event.response == response, !hasId(event) {
            kind = .revision
        }
        return isWanted(event.source) ? kind : nil
    }

    private func isEvent(_ event: Event) -> Bool { hasId(event) && isWanted(event.source) }

    private func hasId(_ event: Event) -> Bool {
        let range = event.fields.id
        return Int(range.length) == id.count && event.batch.withBytes(of: range) { $0.elementsEqual(id) }
    }

    private func isWanted(_ source: Symbol) -> Bool {
        self.source.map { symbols.text(of: source) == $0 } ?? true
    }
}
