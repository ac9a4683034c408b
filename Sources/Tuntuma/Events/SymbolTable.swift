import Synchronization

/// The texts behind the ``Symbol``s of one run. Two texts have the same symbol when they are the same bytes.
///
/// The host makes one table for a run and lends it to plugins through ``PluginEnvironment``. It may be used from any
/// thread. Looking a text up takes a lock: do it when a plugin is made, or once for a new value, never once an event.
public final class SymbolTable: Sendable {
    private struct Storage {
        var texts: [String] = [""]
        var symbols: [Spelling: Symbol] = [:]
    }

    /// A text as its bytes. `String` holds two spellings of a letter (é as one scalar or as two) to be equal; of two such
    /// names the one that is met first would stand for both, and which one that is depends on the workers.
    private struct Spelling: Hashable {
        let text: String

        static func == (left: Spelling, right: Spelling) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

        func hash(into hasher: inout Hasher) {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }

    /// The most distinct texts one table holds. Beyond it an event with a new text is rejected with that reason, so
    /// that a log with a different unit in every event cannot fill the memory.
    package static let capacity = 8_000_000

    private let storage = Mutex(Storage())

    /// Makes an empty table.
    public init() {}

    /// The symbol of a text, made on first use. The empty text is ``Symbol/none``.
    ///
    /// For names that come from code and configuration. When the table is full it answers ``Symbol/none``.
    public func symbol(for text: String) -> Symbol {
        intern(text) ?? .none
    }

    /// The symbol of a text, or nil when the table is full and does not hold it.
    package func intern(_ text: String) -> Symbol? {
        if text.isEmpty { return Symbol.none }
        return storage.withLock { storage in
            if let known = storage.symbols[Spelling(text: text)] { return known }
            guard storage.texts.count < Self.capacity else { return nil }
            let symbol = Symbol(index: UInt32(storage.texts.count))
            storage.texts.append(text)
            storage.symbols[Spelling(text: text)] = symbol
            return symbol
        }
    }

    /// The text of a symbol that this table made; empty for ``Symbol/none``.
    public func text(of symbol: Symbol) -> String {
        storage.withLock { storage in
            let index = Int(symbol.index)
            return index < storage.texts.count ? storage.texts[index] : ""
        }
    }

    /// All texts so far, in the order of their symbols; the first is the empty text.
    package var allTexts: [String] {
        storage.withLock { $0.texts }
    }
}
