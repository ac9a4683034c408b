/// The bytes of a file, a `.gz` or `.zst` archive or standard input, as a stream of plain bytes.
///
/// What the file begins with decides what it is, not its name, so that an archive on standard input is read too.
/// A file that is called `.gz` or `.zst` and is none is an error. Holds 64 KiB and what the decoder needs (at most
/// 128 MiB for a `.zst`, by its own header), whatever the size of the file.
package struct ByteSource: ~Copyable {
    private var input: Input
    private var gzip: GzipDecoder?
    private var zstd: ZstdDecoder?

    /// Opens a source and reads its first bytes.
    /// - Parameter path: A path; `-` is standard input.
    /// - Throws: ``ByteSourceError`` when it cannot be opened or read, or is not what its name says.
    package init(path: String) throws(ByteSourceError) {
        try self.init(input: try Input(path: path))
    }

    /// Reads bytes that are in memory, an archive among them. `path` is for messages.
    package init(bytes: [UInt8], path: String) throws(ByteSourceError) {
        try self.init(input: Input(bytes: bytes, path: path))
    }

    private init(input: consuming Input) throws(ByteSourceError) {
        self.input = input
        guard try self.input.fill(atLeast: 4) > 0 else { return }
        let path = self.input.path
        if GzipDecoder.begins(self.input) {
            gzip = try GzipDecoder(path: path)
        } else if ZstdDecoder.begins(self.input) {
            zstd = try ZstdDecoder(path: path)
        } else if path.hasSuffix(".gz") || path.hasSuffix(".zst") {
            let kind = path.hasSuffix(".gz") ? "gzip" : "zstd"
            throw ByteSourceError(path: path, byte: 0, problem: "is not a \(kind) archive, although its name says so")
        }
    }

    /// The path it was made with.
    package var path: String { input.path }

    /// The bytes of the file that have been used so far: of the archive, where it is one.
    package var bytesTaken: Int { input.taken }

    /// Reads the next plain bytes.
    /// - Parameter buffer: Where they go; must not be empty.
    /// - Returns: How many there are; 0 only at the end.
    /// - Throws: ``ByteSourceError`` with the byte of the file where a broken or cut archive could not be read on.
    package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
        if gzip != nil { return try gzip?.read(from: &input, into: buffer) ?? 0 }
        if zstd != nil { return try zstd?.read(from: &input, into: buffer) ?? 0 }
        return try input.read(into: buffer)
    }
}
