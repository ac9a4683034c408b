import Compression

/// Cuts a stream of bytes into lines, in constant memory.
struct LineReader: ~Copyable {
    /// A line longer than this many bytes is passed over.
    static let limitBytes = 1 << 20

    /// What a line is.
    enum Line: Equatable {
        /// It has been appended, without its end.
        case text
        /// It is longer than ``limitBytes``; nothing has been appended.
        case tooLong
        /// There is no line any more.
        case end
    }

    /// The number of the last line, from 1.
    private(set) var number = 0
    /// Whether the last line had an end. Only the file's last may have none: it may still be being written.
    private(set) var isEnded = true

    private var source: ByteSource
    private var block = [UInt8](repeating: 0, count: 1 << 16)
    private var position = 0
    private var end = 0

    init(_ source: consuming ByteSource) {
        self.source = source
    }

    /// Appends the next line to `bytes`, without its end and without a byte order mark.
    mutating func next(into bytes: inout [UInt8]) throws(ByteSourceError) -> Line {
        let start = bytes.count
        var isTooLong = false
        var hasBegun = false
        while true {
            if position == end {
                try refill()
                if end == 0 {
                    isEnded = false
                    break
                }
            }
            hasBegun = true
            let stop = block[position..<end].firstIndex(of: UInt8(ascii: "\n")) ?? end
            if bytes.count - start + stop - position > LineReader.limitBytes {
                bytes.removeSubrange(start...)
                isTooLong = true
            }
            if !isTooLong { bytes.append(contentsOf: block[position..<stop]) }
            position = stop
            if stop < end {
                position += 1
                isEnded = true
                break
            }
        }
        guard hasBegun else { return .end }
        number += 1
        if isTooLong { return .tooLong }
        if bytes.last == UInt8(ascii: "\r"), bytes.count > start { bytes.removeLast() }
        if number == 1, bytes[start...].starts(with: [0xef, 0xbb, 0xbf]) { bytes.removeSubrange(start..<start + 3) }
        return .text
    }

    private mutating func refill() throws(ByteSourceError) {
        var failure: ByteSourceError?
        position = 0
        end = 0
        block.withUnsafeMutableBytes { room in
            do throws(ByteSourceError) {
                end = try source.read(into: room)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }
}
