/// Which name followed which in earlier events: whoever writes a log writes the same names in the same order, and to see
/// that a name is the one expected takes two comparisons. One value a worker.
struct ExpectedNames<Meaning: Sendable>: Sendable {
    private struct Guess {
        /// What must stand in the line: the quotes, the name between them and the colon, as two words.
        var words: ByteHash.Words
        /// The bits of the words that count.
        var mask: ByteHash.Words
        var meaning: Meaning
    }

    private var guesses: [Guess?]

    /// - Parameter places: How many places a name may have; a power of two.
    init(places: Int) {
        guesses = Array(repeating: nil, count: places)
    }

    /// What the name at the next token means and where its value begins, if the name is the one that came last in the
    /// same place. Then the next three tokens are the name, the colon and the value's first.
    ///
    /// - Parameter place: Any number that tells the places in an event apart; where two fall together the guess is
    ///   more often wrong, never the answer.
    @inline(__always)
    func meaning(at place: Int, _ cursor: TokenCursor) -> (meaning: Meaning, value: Int)? {
        guard let guess = guesses[place & (guesses.count &- 1)] else { return nil }
        let position = cursor.token.pointee
        guard position < cursor.end else { return nil }
        let bytes = UnsafeRawPointer(cursor.base + Int(position))
        let first = (bytes.loadUnaligned(as: UInt64.self) ^ guess.words.first) & guess.mask.first
        let last = (bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self) ^ guess.words.last) & guess.mask.last
        guard first | last == 0 else { return nil }
        // The name and the colon are tokens of this line; what comes behind them need not be.
        let value = cursor.token[2]
        return value < cursor.end ? (guess.meaning, Int(value)) : nil
    }

    /// Remembers what came in a place.
    ///
    /// - Parameters:
    ///   - name: The name as it is written.
    ///   - token: The name's opening quote.
    @inline(never)
    mutating func learn(
        _ meaning: Meaning, at place: Int, name: UnsafeBufferPointer<UInt8>, from token: UnsafePointer<UInt32>
    ) {
        // A longer name, or one with white space before the colon, is not expected.
        let count = name.count + 3
        guard let start = name.baseAddress, count <= 16, Int(token[1]) == Int(token[0]) + count - 1 else { return }
        let ones = [UInt8](repeating: 0xFF, count: count)
        guesses[place & (guesses.count - 1)] = Guess(
            words: ByteHash.words(UnsafeBufferPointer(start: start - 1, count: count)),
            mask: ones.withUnsafeBufferPointer { ByteHash.words($0) }, meaning: meaning)
    }
}
