import JSONWall

/// Owns one simdjson parser. Belongs to one thread.
struct JSONParser: ~Copyable {
    private let handle: OpaquePointer

    /// - Throws: ``OutOfMemory``.
    init(longest: Int, deepest: Int) throws(OutOfMemory) {
        guard let handle = json_wall_create(longest, deepest) else { throw OutOfMemory() }
        self.handle = handle
    }

    deinit {
        json_wall_destroy(handle)
    }

    /// The document on a line, valid until the next call. The memory behind the line must be readable for
    /// `JSON_WALL_PADDING` bytes more.
    @inline(__always)
    func parse(_ line: UnsafeBufferPointer<UInt8>) throws(LineError) -> TapeValue {
        var document = json_wall_document()
        let code = json_wall_parse(handle, line.baseAddress, line.count, &document)
        guard code == 0 else { throw LineError(reason: String(cString: json_wall_reason(code))) }
        return TapeValue(tape: document.tape, strings: document.strings, index: 1)
    }
}

/// There is no memory for a worker to start with.
package struct OutOfMemory: Error {}
