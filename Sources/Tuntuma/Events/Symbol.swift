/// An interned text: the name of a survey, a touchpoint, a question, a unit and so on.
///
/// Values that repeat in a log (a survey's id occurs in every one of its responses) are kept once in a ``SymbolTable``
/// and compared as integers. A symbol means nothing without the table that made it; two symbols of one table are equal
/// exactly when their texts are.
public struct Symbol: Hashable, Sendable {
    /// The place in the table; 0 stands for "no value".
    @usableFromInline package let index: UInt32

    @inlinable package init(index: UInt32) {
        self.index = index
    }

    /// No value: the field was not given.
    public static let none = Symbol(index: 0)

    /// Whether the field was given at all.
    @inlinable public var isPresent: Bool { index != 0 }

    /// One of 64 bits, which a few of the symbols of a log share.
    @inlinable @inline(__always) package var bit: UInt64 { 1 << UInt64(index & 63) }
}
