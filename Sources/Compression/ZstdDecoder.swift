import CZstd

/// libzstd's decoder for archives of one frame or several one after the other. Owns its state.
struct ZstdDecoder: ~Copyable {
    private let stream: OpaquePointer
    /// Whether a frame is begun and not yet ended, its content handed out.
    private var insideFrame = false

    init(path: String) throws(ByteSourceError) {
        guard let made = ZSTD_createDStream() else {
            throw ByteSourceError(path: path, problem: "not enough memory to read a zstd archive")
        }
        stream = made
    }

    deinit {
        ZSTD_freeDStream(stream)
    }

    /// Whether the bytes there begin a zstd archive: a frame, or a frame to be skipped.
    static func begins(_ input: borrowing Input) -> Bool {
        guard let first = input.peek(0), let second = input.peek(1), let third = input.peek(2),
            let fourth = input.peek(3)
        else { return false }
        switch (first, second, third, fourth) {
        case (0x28, 0xb5, 0x2f, 0xfd), (0x50...0x5f, 0x2a, 0x4d, 0x18): return true
        default: return false
        }
    }

    mutating func read(
        from input: inout Input, into buffer: UnsafeMutableRawBufferPointer
    ) throws(ByteSourceError) -> Int {
        while true {
            let hasEnded = input.isEmpty ? try input.fill() == 0 : false
            if hasEnded, !insideFrame { return 0 }
            let (status, produced) = decode(from: &input, into: buffer)
            guard ZSTD_isError(status) == 0 else {
                let detail = String(cString: ZSTD_getErrorName(status))
                throw ByteSourceError(
                    path: input.path, byte: input.taken, problem: "the zstd archive is damaged (\(detail))")
            }
            insideFrame = status != 0
            if produced > 0 { return produced }
            if hasEnded, insideFrame {
                throw ByteSourceError(path: input.path, byte: input.taken, problem: "the zstd archive is cut short")
            }
        }
    }

    private func decode(
        from input: inout Input, into buffer: UnsafeMutableRawBufferPointer
    ) -> (status: Int, produced: Int) {
        var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
        var status = 0
        input.take { bytes in
            var source = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
            status = ZSTD_decompressStream(stream, &output, &source)
            return source.pos
        }
        return (status, output.pos)
    }
}
