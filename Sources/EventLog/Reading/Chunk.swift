import JSONWall

/// A worker's piece of memory for about 1 MiB of whole lines, used again and again.
package final class Chunk {
    /// How many bytes a chunk aims at.
    package static let target = 1 << 20

    private let memory: UnsafeMutableRawBufferPointer
    /// The bytes in use.
    package internal(set) var count = 0
    /// The chunk's place in the run, from 0.
    package internal(set) var number = 0
    /// Which input the bytes are from.
    package internal(set) var input = 0
    /// Where in the (unpacked) input the bytes begin.
    package internal(set) var offset = 0
    /// The first chunk of its input, so that line numbers begin again.
    package internal(set) var isFirstOfInput = false
    package init() {
        // Whole lines: what is left of the last chunk (less than a line) and a full read behind it.
        let size = Self.target + ChunkDecoder.longestLine + Int(JSON_WALL_PADDING) + 1
        memory = .allocate(byteCount: size, alignment: 64)
        memory.initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit {
        memory.deallocate()
    }

    /// The bytes in use; readable for `JSON_WALL_PADDING` bytes more.
    package var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(
            start: memory.baseAddress?.assumingMemoryBound(to: UInt8.self), count: count)
    }

    /// All the memory that may be written, without the padding.
    var space: UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(rebasing: memory[0..<memory.count - Int(JSON_WALL_PADDING)])
    }
}
