import Compression
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Cuts the inputs of a run into chunks of whole lines, in the order given. Workers share one reader and take turns;
/// each fills its own chunk.
package final class ChunkReader: Sendable {
    private struct State: ~Copyable {
        var inputs: [LogInput]
        var nextInput = 0
        var source: ByteSource?
        /// What was read behind the last newline.
        var carry: [UInt8] = []
        var offset = 0
        var number = 0
        var isFirstOfInput = false
        var isInsideOverlongLine = false
        var failure: LogInputError?
        var bytesTaken = 0
    }

    private let state: Mutex<State>
    private let copy: (@Sendable (_ input: Int, UnsafeRawBufferPointer) throws(LogInputError) -> Void)?

    /// The inputs, in their order.
    package let inputs: [LogInput]
    private let totalBytes: Int?

    /// - Parameter copy: Takes all (unpacked) bytes of the inputs as they are read, so that they can be read again.
    package init(
        inputs: [LogInput],
        copy: (@Sendable (_ input: Int, UnsafeRawBufferPointer) throws(LogInputError) -> Void)? = nil
    ) {
        self.inputs = inputs
        self.copy = copy
        totalBytes = inputs.totalBytes
        state = Mutex(State(inputs: inputs))
    }

    /// The first input that could not be read; reading ended there.
    package var failure: LogInputError? {
        state.withLock { $0.failure }
    }

    /// Bytes of files read so far (of the archive, where it is one).
    package var bytesTaken: Int {
        state.withLock { $0.bytesTaken + ($0.source?.bytesTaken ?? 0) }
    }

    /// How much of all inputs was read so far, from 0 to 1; nil when nobody can tell.
    package var share: Double? {
        guard let totalBytes, totalBytes > 0 else { return nil }
        return min(Double(bytesTaken) / Double(totalBytes), 1)
    }

    /// Fills a chunk with the next lines.
    /// - Returns: False at the end of the last input, or when one could not be read: see ``failure``.
    package func fill(_ chunk: Chunk) -> Bool {
        let space = chunk.space
        let content: Chunk.Content? = state.withLock { state in
            do throws(LogInputError) {
                return try fill(space, &state)
            } catch {
                state.failure = error
                return nil
            }
        }
        guard let content else { return false }
        chunk.content = content
        return true
    }

    private func fill(_ space: Chunk.Space, _ state: inout State) throws(LogInputError) -> Chunk.Content? {
        guard state.failure == nil else { return nil }
        while true {
            if state.source == nil, try !Self.openNext(&state) { return nil }
            var content = Chunk.Content()
            content.input = state.nextInput - 1
            content.isFirstOfInput = state.isFirstOfInput
            content.number = state.number
            try read(into: space.bytes, &content, &state)
            if content.count == 0 { continue }
            if state.isFirstOfInput, space.bytes.prefix(min(content.count, 4096)).contains(0) {
                throw LogInputError(
                    input: state.inputs[content.input].name,
                    problem: "looks like a binary file; expected JSON Lines in UTF-8")
            }
            if state.isFirstOfInput, TableText.isTable(space.bytes.prefix(min(content.count, 1 << 16))) {
                let input = state.inputs[content.input]
                throw LogInputError(
                    input: input.name, problem: TableText.problem(path: input.path == "-" ? "-" : input.name))
            }
            state.number += 1
            state.isFirstOfInput = false
            return content
        }
    }

    /// Opens the next input. False when there is none.
    private static func openNext(_ state: inout State) throws(LogInputError) -> Bool {
        guard state.nextInput < state.inputs.count else { return false }
        let input = state.inputs[state.nextInput]
        do throws(ByteSourceError) {
            state.source = try ByteSource(path: input.path)
        } catch {
            throw LogInputError(input: input.name, problem: error.problem)
        }
        state.nextInput += 1
        state.offset = 0
        state.carry = []
        state.isFirstOfInput = true
        state.isInsideOverlongLine = false
        return true
    }

    /// Reads up to a chunk's worth and keeps what is behind the last newline for the next one.
    private func read(
        into space: UnsafeMutableRawBufferPointer, _ content: inout Chunk.Content, _ state: inout State
    ) throws(LogInputError) {
        var filled = state.carry.count
        state.carry.withUnsafeBytes { space.copyMemory(from: $0) }
        state.carry.removeAll(keepingCapacity: true)
        var ended = false
        // Without a newline more than the longest line, so that it is known to be too long and need not be carried.
        while filled <= Chunk.target
            || filled <= ChunkDecoder.longestLine && space[..<filled].lastIndex(of: 0x0A) == nil
        {
            let count = try readMore(
                UnsafeMutableRawBufferPointer(rebasing: space[filled..<min(space.count, filled + Chunk.target)]), &state
            )
            if count == 0 {
                ended = true
                break
            }
            filled += count
        }
        let start = space.baseAddress?.assumingMemoryBound(to: UInt8.self)
        var begin = 0
        if state.isInsideOverlongLine, let start {
            // The rest of a line that was too long, up to its newline, is passed over.
            guard let newline = memchr(start, 0x0A, filled) else {
                state.offset += filled
                if ended { Self.close(&state) }
                return
            }
            begin = UnsafeRawPointer(newline) - UnsafeRawPointer(start) + 1
            state.isInsideOverlongLine = false
            state.offset += begin
        }
        var end = filled
        if !ended {
            if let newline = space[begin..<filled].lastIndex(of: 0x0A) {
                end = newline + 1
                state.carry.append(contentsOf: UnsafeRawBufferPointer(rebasing: space[end..<filled]))
            } else if filled - begin > ChunkDecoder.longestLine {
                state.isInsideOverlongLine = true
            } else {
                state.carry.append(contentsOf: UnsafeRawBufferPointer(rebasing: space[begin..<filled]))
                end = begin
            }
        }
        if begin > 0, let base = space.baseAddress {
            memmove(base, base + begin, end - begin)
        }
        content.count = end - begin
        content.offset = state.offset
        state.offset += content.count
        if ended { Self.close(&state) }
    }

    private func readMore(
        _ space: UnsafeMutableRawBufferPointer, _ state: inout State
    ) throws(LogInputError) -> Int {
        var count = 0
        do throws(ByteSourceError) {
            count = try state.source?.read(into: space) ?? 0
        } catch {
            throw LogInputError(
                input: state.inputs[state.nextInput - 1].name, problem: "at byte \(error.byte ?? 0): \(error.problem)")
        }
        if let copy, count > 0 { try copy(state.nextInput - 1, UnsafeRawBufferPointer(rebasing: space[..<count])) }
        return count
    }

    private static func close(_ state: inout State) {
        state.bytesTaken += state.source?.bytesTaken ?? 0
        state.source = nil
    }
}
