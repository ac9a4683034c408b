import JSONWall

/// A worker's piece of memory for about 384 KiB of whole lines, used again and again.
package final class Chunk {
    /// How many bytes a chunk aims at: what is made of a chunk shall still be in the processor's cache when it is folded, and the memory
    /// of all that wait for their turn shall be small, for a system takes its time to hand memory out.
    package static let target = 3 << 17

    /// What the memory holds at the moment.
    package struct Content: Equatable, Sendable {
        /// The bytes in use.
        package var count = 0
        /// The chunk's place in the run, from 0.
        package var number = 0
        /// Which input the bytes are from.
        package var input = 0
        /// Where in the (unpacked) input the bytes begin.
        package var offset = 0
        /// The first chunk of its input, so that line numbers begin again.
        package var isFirstOfInput = false
    }

    /// Where a chunk may be filled. Carries the address as a number, so that the reader's lock is not tied to the worker
    /// that owns the memory; the worker waits while its chunk is filled.
    struct Space: Sendable {
        let address: UInt
        let count: Int

        var bytes: UnsafeMutableRawBufferPointer {
            UnsafeMutableRawBufferPointer(start: UnsafeMutableRawPointer(bitPattern: address), count: count)
        }
    }

    private let memory: UnsafeMutableRawBufferPointer
    package internal(set) var content = Content()

    package init() {
        // Whole lines: what is left of the last chunk (less than a line) and a full read behind it.
        let size = Self.target + ChunkDecoder.longestLine + Int(JSON_WALL_PADDING) + 1
        // What is behind the bytes in use is read and means nothing, so it is not set to zero: most of it is never touched.
        memory = .allocate(byteCount: size, alignment: 64)
    }

    deinit {
        memory.deallocate()
    }

    /// The bytes in use; readable for `JSON_WALL_PADDING` bytes more.
    package var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(
            start: memory.baseAddress?.assumingMemoryBound(to: UInt8.self), count: content.count)
    }

    /// All the memory that may be written, without the padding.
    var space: Space {
        Space(address: UInt(bitPattern: memory.baseAddress), count: memory.count - Int(JSON_WALL_PADDING))
    }
}
