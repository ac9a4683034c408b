/// What the names of one machine mean, by the machine's numbers for them (0...255).
///
/// Plain memory that is never moved: read once for every field that a script reads.
struct KeyTable<Meaning>: ~Copyable {
    private static var capacity: Int { 256 }

    private let meanings: UnsafeMutablePointer<Meaning?>

    init() {
        meanings = .allocate(capacity: Self.capacity)
        meanings.initialize(repeating: nil, count: Self.capacity)
    }

    deinit {
        meanings.deinitialize(count: Self.capacity)
        meanings.deallocate()
    }

    /// The meaning of a number; nil when it is not known yet, or for a name without a number.
    @inline(__always) func meaning(of number: Int32) -> Meaning? {
        number >= 0 && number < Self.capacity ? meanings[Int(number)] : nil
    }

    func keep(_ meaning: Meaning, for number: Int32) {
        if number >= 0 && number < Self.capacity { meanings[Int(number)] = meaning }
    }

    func forget() {
        meanings.update(repeating: nil, count: Self.capacity)
    }
}
