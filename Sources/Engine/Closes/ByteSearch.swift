/// Finds a word in bytes, looking at few of them: Horspool, "Practical fast searching in strings", *Software: Practice and
/// Experience* 10 (1980) 501-506.
struct ByteSearch: Sendable {
    private let word: [UInt8]
    /// By the byte under the end of the word: how far on the word may be at the earliest.
    private let steps: [Int]

    /// - Parameter word: Not empty.
    init(_ word: String) {
        let bytes = Array(word.utf8)
        var steps = [Int](repeating: bytes.count, count: 256)
        for (place, byte) in bytes.dropLast().enumerated() { steps[Int(byte)] = bytes.count - 1 - place }
        self.word = bytes
        self.steps = steps
    }

    var count: Int { word.count }

    /// Where the word is for the first time from a place on; nil where it is not.
    func place(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        word.withUnsafeBufferPointer { word in
            steps.withUnsafeBufferPointer { steps in
                var place = start
                while place + word.count <= bytes.count {
                    var back = word.count - 1
                    while back >= 0, bytes[place + back] == word[back] { back -= 1 }
                    if back < 0 { return place }
                    place += steps[Int(bytes[place + word.count - 1])]
                }
                return nil
            }
        }
    }
}
