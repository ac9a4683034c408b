package import Compression

/// The beginning of a file, plain; `.gz` and `.zst` are unpacked.
package enum FileSample {
    /// How much of a file is looked at.
    private static let mostBytes = 16 << 20

    /// As many bytes as are looked at, and whether those are all.
    package static func bytes(path: String) throws(ByteSourceError) -> (bytes: [UInt8], isWhole: Bool) {
        var source = try ByteSource(path: path)
        var bytes: [UInt8] = []
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
        defer { block.deallocate() }
        while bytes.count < mostBytes {
            let count = try source.read(into: block)
            guard count > 0 else { return (bytes, true) }
            bytes.append(contentsOf: block[..<count])
        }
        return (bytes, false)
    }

    /// The first bytes, enough to tell what a file is.
    package static func beginning(path: String) throws(ByteSourceError) -> [UInt8] {
        var source = try ByteSource(path: path)
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 10, alignment: 1)
        defer { block.deallocate() }
        let count = try source.read(into: block)
        return Array(block[..<count])
    }
}
