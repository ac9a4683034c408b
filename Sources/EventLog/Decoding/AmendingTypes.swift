import Tuntuma

/// The types of event that say something of other events, and so must name them in `re`.
struct AmendingTypes {
    private let correction: Symbol
    private let withdrawal: Symbol

    init(_ symbols: SymbolTable) {
        correction = symbols.symbol(for: "correction")
        withdrawal = symbols.symbol(for: "withdrawal")
    }

    /// Whether a row that is read corrects or withdraws, and names nothing. Asked once for each event, whichever way it was read.
    @inline(__always)
    func lacksReference(_ row: EventRow) -> Bool {
        (row.type == correction || row.type == withdrawal) && row.references.length == 0
    }

    @inline(never)
    func error(_ row: EventRow) -> LineError {
        let (name, does) = row.type == correction ? ("correction", "corrects") : ("withdrawal", "withdraws")
        return LineError(reason: "re: missing; a \(name) names the events that it \(does)")
    }
}
