package import Tuntuma
package import Workspace

extension GroupKey {
    /// Appends the group of each of some rows of a batch; ``Symbol/none`` for those that have none.
    /// - Parameter intern: Makes a symbol of a text: called for texts of attributes with the bytes of the batch, and for
    ///   numbers and truth values with their JSON text, once for each event. Expected to remember what it has seen.
    package func appendSymbols(
        for batch: EventBatch, rows: [Int32], to symbols: inout [Symbol],
        intern: (UnsafeBufferPointer<UInt8>) -> Symbol
    ) {
        guard case .dimension(let name) = place, case .symbol(let offset) = RowPlace(name) else {
            for row in rows { symbols.append(symbol(for: batch[Int(row)], intern: intern)) }
            return
        }
        batch.rows.withUnsafeBytes { bytes in
            symbols.append(addingCapacity: rows.count) { room in
                for row in rows {
                    let place = Int(row) &* MemoryLayout<EventRow>.stride &+ Int(offset)
                    room.append(Symbol(index: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
                }
            }
        }
    }

    /// The group of an event, as ``appendSymbols(for:rows:to:intern:)`` has it.
    package func symbol(for event: Event, intern: (UnsafeBufferPointer<UInt8>) -> Symbol) -> Symbol {
        switch place {
        case .dimension(let name):
            return event.symbol(of: name) ?? .none
        case .respondent(let symbols):
            return symbols[Int(event.respondent.rawValue)]
        case .subject:
            guard event.subject != nil else { return .none }
            return event.batch.withBytes(of: event.fields.subject, intern)
        case .touchpoint(let table):
            return Self.property(table, event.touchpoint)
        case .journey(let table):
            return event.journey.isPresent ? event.journey : Self.property(table, event.touchpoint)
        case .attribute(let name):
            guard let entry = event.attributeEntry(name) else { return .none }
            if entry.kind == .text { return event.batch.withBytes(of: entry.text, intern) }
            if entry.kind == .list { return .none }
            var text = event.batch.value(entry).plainText
            return text.withUTF8(intern)
        }
    }

    private static func property(_ table: [Symbol], _ touchpoint: Symbol) -> Symbol {
        let index = Int(touchpoint.index)
        return index < table.count ? table[index] : .none
    }
}
