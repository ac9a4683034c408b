import TextFolding
package import Tuntuma

/// What one worker keeps while it matches: buffers for folding, and what the symbols it has met fold to.
///
/// One for each worker and symbol table, lent to every matcher of that worker. Symbols are folded once each: afterwards
/// `NPS` and `nps` compare as one integer, that of the symbol of their common folded text.
package struct MatchScratch: Sendable {
    let symbols: SymbolTable
    var folder = TextFolder()
    var words = WordFormsByLanguage()
    var times = InternetTimeReader()
    /// By symbol: the symbol of its folded text; 0 where that is not known yet. No value is like nothing else.
    private var canonical: [UInt32] = [.max]
    /// By symbol: where `textBytes` has its folded text, for the symbols whose text somebody asked for.
    private var textPlaces: [Range<Int>?] = []
    private var textBytes: [UInt8] = []

    package init(symbols: SymbolTable) {
        self.symbols = symbols
    }

    /// The symbol that stands for all symbols with the same folded text.
    @inline(__always) mutating func canonicalSymbol(_ symbol: UInt32) -> UInt32 {
        let index = Int(symbol)
        if index < canonical.count, canonical[index] != 0 { return canonical[index] }
        return learn(symbol)
    }

    /// The symbol that stands for a folded text.
    ///
    /// The folded text becomes a symbol itself. In a full table that fails for a new text; then the symbol stands for
    /// itself, and no needle can equal it, because all needles are in the table since their matcher was made.
    static func canonicalSymbol(_ symbol: Symbol, of text: FoldedText, in symbols: SymbolTable) -> UInt32 {
        (symbols.intern(text.text) ?? symbol).index
    }

    @inline(never) private mutating func learn(_ symbol: UInt32) -> UInt32 {
        let index = Int(symbol)
        let asked = Symbol(index: symbol)
        let answer = Self.canonicalSymbol(asked, of: folder.folded(symbols.text(of: asked)), in: symbols)
        if index >= canonical.count {
            canonical.append(contentsOf: repeatElement(0, count: max(index + 1 - canonical.count, canonical.count)))
        }
        canonical[index] = answer
        return answer
    }

    /// Lends the folded text of a symbol.
    mutating func withFoldedText<Result>(of symbol: UInt32, _ body: (FoldedBytes) -> Result) -> Result {
        let index = Int(symbol)
        if index >= textPlaces.count {
            textPlaces += repeatElement(nil, count: max(index + 1 - textPlaces.count, textPlaces.count))
        }
        let place = textPlaces[index] ?? keepText(of: symbol)
        return textBytes.withUnsafeBufferPointer { body(FoldedBytes(UnsafeBufferPointer(rebasing: $0[place]))) }
    }

    @inline(never) private mutating func keepText(of symbol: UInt32) -> Range<Int> {
        let start = textBytes.count
        textBytes += folder.folded(symbols.text(of: Symbol(index: symbol))).bytes
        textPlaces[Int(symbol)] = start..<textBytes.count
        return start..<textBytes.count
    }
}
