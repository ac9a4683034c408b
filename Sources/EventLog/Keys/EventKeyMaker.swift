package import Digest
package import Tuntuma

#if canImport(Glibc)
    import Glibc
#endif

/// Makes the keys of events: the fingerprint of source and id. One value a worker.
package struct EventKeyMaker: Sendable {
    private let fingerprinter: Fingerprinter
    /// Room for a source, a mark of one byte and the longest id.
    private static let longest = 1 + EventReader.longestIdentifier
    private var bytes = [UInt8](repeating: 0, count: 4 + Self.longest)

    package init(_ fingerprinter: Fingerprinter) {
        self.fingerprinter = fingerprinter
    }

    /// The key of an event with this source and id. An id of more than 129 bytes, which no event has, is cut.
    @inline(__always)
    package mutating func key(source: Symbol, id: UnsafeBufferPointer<UInt8>) -> Fingerprint {
        let count = min(id.count, Self.longest)
        let fingerprinter = fingerprinter
        return bytes.withUnsafeMutableBytes { key in
            key.storeBytes(of: source.index, as: UInt32.self)
            if let target = key.baseAddress, let origin = id.baseAddress { memcpy(target + 4, origin, count) }
            return fingerprinter.fingerprint(
                of: UnsafeBufferPointer(rebasing: key.assumingMemoryBound(to: UInt8.self)[0..<4 + count]))
        }
    }

    /// The key of an event with this source and id.
    package mutating func key(source: Symbol, id: String) -> Fingerprint {
        var id = id
        return id.withUTF8 { key(source: source, id: $0) }
    }
}
