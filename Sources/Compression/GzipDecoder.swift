import CZlib

/// zlib's decoder for gzip archives, of one member or several one after the other. Owns its state.
struct GzipDecoder: ~Copyable {
    /// On the heap, since zlib keeps a pointer to it in its own state.
    private let stream: UnsafeMutablePointer<z_stream>
    /// Whether a member is begun and not yet ended.
    private var insideMember = true

    init(path: String) throws(ByteSourceError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15: the largest window; 16 more: a gzip header and its check sum.
        let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            throw ByteSourceError(path: path, problem: "not enough memory to read a gzip archive")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Whether the bytes there begin a gzip archive.
    static func begins(_ input: borrowing Input) -> Bool {
        input.peek(0) == 0x1f && input.peek(1) == 0x8b
    }

    mutating func read(
        from input: inout Input, into buffer: UnsafeMutableRawBufferPointer
    ) throws(ByteSourceError) -> Int {
        while true {
            if input.isEmpty { _ = try input.fill() }
            if !insideMember {
                guard try beginsAnotherMember(&input) else { return 0 }
            }
            let (status, produced) = decode(from: &input, into: buffer)
            switch status {
            case Z_STREAM_END: insideMember = false
            case Z_OK: break
            case Z_BUF_ERROR where produced == 0 && input.isEmpty:
                if try input.fill() > 0 { continue }
                throw ByteSourceError(path: input.path, byte: input.taken, problem: "the gzip archive is cut short")
            case Z_BUF_ERROR: break
            default:
                let detail = stream.pointee.msg.map { String(cString: $0) } ?? "error \(status)"
                throw ByteSourceError(
                    path: input.path, byte: input.taken, problem: "the gzip archive is damaged (\(detail))")
            }
            if produced > 0 { return produced }
        }
    }

    /// Between members: passes over padding with zeros, as gzip does, and makes ready for the next member.
    private mutating func beginsAnotherMember(_ input: inout Input) throws(ByteSourceError) -> Bool {
        while true {
            guard try input.fill(atLeast: 2) > 0 else { return false }
            guard input.peek(0) == 0 else { break }
            input.take { $0.firstIndex { $0 != 0 } ?? $0.count }
        }
        guard GzipDecoder.begins(input) else {
            throw ByteSourceError(
                path: input.path, byte: input.taken, problem: "other bytes follow the end of the gzip archive")
        }
        inflateReset(stream)
        insideMember = true
        return true
    }

    private func decode(
        from input: inout Input, into buffer: UnsafeMutableRawBufferPointer
    ) -> (status: Int32, produced: Int) {
        let room = min(buffer.count, 1 << 30)
        var status = Z_OK
        input.take { bytes in
            stream.pointee.next_in = bytes.baseAddress
            stream.pointee.avail_in = UInt32(bytes.count)
            stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_out = UInt32(room)
            status = inflate(stream, Z_NO_FLUSH)
            return bytes.count - Int(stream.pointee.avail_in)
        }
        return (status, room - Int(stream.pointee.avail_out))
    }
}
