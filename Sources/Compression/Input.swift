/// The bytes of an archive that have been read from its file and not yet decoded, for the two decoders.
///
/// Fills itself from the file, so that a decoder sees bytes until the file has no more.
struct Input: ~Copyable {
    private var origin: Origin
    private var buffer: [UInt8]
    private var start = 0
    private var end = 0
    /// The bytes that have been taken so far.
    private(set) var taken = 0

    /// Where the bytes come from.
    private struct Origin: ~Copyable {
        let path: String
        /// Nil for bytes that were in memory from the start.
        var file: OpenFile?
    }

    var path: String { origin.path }

    /// Reads from a file.
    init(path: String) throws(ByteSourceError) {
        origin = Origin(path: path, file: try OpenFile(path: path))
        buffer = [UInt8](repeating: 0, count: 1 << 16)
    }

    /// Takes bytes that are in memory already.
    init(bytes: [UInt8], path: String) {
        origin = Origin(path: path, file: nil)
        buffer = bytes
        end = bytes.count
    }

    /// Whether everything that was read has been taken.
    var isEmpty: Bool { start == end }

    /// Reads on, keeping what has not been taken, until at least `count` bytes are there or the file has ended.
    /// - Returns: The bytes that are there.
    mutating func fill(atLeast count: Int = 1) throws(ByteSourceError) -> Int {
        if start > 0, origin.file != nil {
            buffer.withUnsafeMutableBytes { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
            end -= start
            start = 0
        }
        while end - start < count {
            let more = try readMore()
            if more == 0 { break }
            end += more
        }
        return end - start
    }

    private mutating func readMore() throws(ByteSourceError) -> Int {
        // A closure that throws would lose the type of the error.
        let first = end
        var outcome: Result<Int, ByteSourceError> = .success(0)
        buffer.withUnsafeMutableBytes { bytes in
            do throws(ByteSourceError) {
                let room = UnsafeMutableRawBufferPointer(rebasing: bytes[first...])
                outcome = .success(try origin.file?.read(into: room) ?? 0)
            } catch {
                outcome = .failure(error)
            }
        }
        return try outcome.get()
    }

    /// The byte at a distance from the first that has not been taken, or nil when that many are not there.
    func peek(_ distance: Int) -> UInt8? {
        start + distance < end ? buffer[start + distance] : nil
    }

    /// Lends what is there to `body`, which says how much of it it took.
    mutating func take(_ body: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
        let (first, last) = (start, end)
        let count = buffer.withUnsafeMutableBufferPointer { body(.init(rebasing: $0[first..<last])) }
        start += count
        taken += count
    }

    /// Reads plain bytes: first what is there, then straight from the file.
    mutating func read(into target: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
        if isEmpty {
            let count = try origin.file?.read(into: target) ?? 0
            taken += count
            return count
        }
        var count = 0
        take { bytes in
            count = min(bytes.count, target.count)
            target.copyMemory(from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<count]))
            return count
        }
        return count
    }
}
