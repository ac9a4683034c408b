#if canImport(Glibc)
    import Glibc
#endif

/// Zeroed memory for a table that is read at random places: large ones lie on huge pages where the system has them, as
/// a processor knows the places of few small pages at a time.
///
/// Carries its address as a number, so that the table can move between threads; one thread at a time uses it.
final class KeyMemory: Sendable {
    /// What the kernel calls a huge page on every machine that this runs on, in bytes.
    static let hugePage = 1 << 21

    /// Bytes that may be used: at least as many as were asked for.
    let count: Int
    private let address: UInt
    private let isMapped: Bool

    init(atLeast bytes: Int) {
        if bytes >= Self.hugePage, let mapped = Self.map(bytes) {
            (address, count) = mapped
            isMapped = true
            return
        }
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
        address = UInt(bitPattern: memory)
        count = bytes
        isMapped = false
    }

    deinit {
        if isMapped { munmap(start, count) } else { start?.deallocate() }
    }

    /// The first byte.
    @inline(__always) var start: UnsafeMutableRawPointer? { UnsafeMutableRawPointer(bitPattern: address) }

    /// Makes the system hand the memory out now, while nobody waits for it. It stays zeroed.
    func touch() {
        guard isMapped, let start else { return }
        for page in stride(from: 0, to: count, by: 4096) { start.storeBytes(of: 0, toByteOffset: page, as: UInt8.self) }
    }

    /// Whole huge pages, or nil where there is no memory.
    private static func map(_ bytes: Int) -> (address: UInt, count: Int)? {
        let count = (bytes + hugePage - 1) / hugePage * hugePage
        // One page more than is needed holds so many whole ones, wherever it begins.
        let memory = mmap(nil, count + hugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let memory, memory != MAP_FAILED else { return nil }
        let before = -Int(bitPattern: memory) & (hugePage - 1)
        let start = memory + before
        if before > 0 { munmap(memory, before) }
        if before < hugePage { munmap(start + count, hugePage - before) }
        // Advice: where it is not taken the table is only slower.
        madvise(start, count, MADV_HUGEPAGE)
        return (UInt(bitPattern: start), count)
    }
}
