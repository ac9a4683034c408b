import JSONWall

/// Finds the tokens of JSON texts, by simdjson. Owns one indexer of the wall; belongs to one thread.
struct TokenIndexer: ~Copyable {
    let handle: OpaquePointer

    /// - Parameter longest: Bytes of the longest text that will be asked for.
    /// - Throws: ``OutOfMemory``.
    init(longest: Int) throws(OutOfMemory) {
        guard let handle = json_wall_create(longest) else { throw OutOfMemory() }
        self.handle = handle
    }

    deinit {
        json_wall_destroy(handle)
    }

    /// The positions of the tokens of some whole lines, and behind the last one their length; valid until the next call.
    /// The memory behind the lines must be readable for `JSON_WALL_PADDING` bytes more.
    ///
    /// - Throws: Why the lines cannot be JSON: one of them is not UTF-8, holds a text that is not closed, or a bare
    ///   control character in a text.
    func tokens(of lines: UnsafeBufferPointer<UInt8>) throws(LineError) -> UnsafePointer<UInt32> {
        var tokens: UnsafePointer<UInt32>?
        let code = json_wall_find_tokens(handle, lines.baseAddress, lines.count, &tokens)
        guard code == 0, let tokens else { throw LineError(reason: String(cString: json_wall_reason(code))) }
        return tokens
    }
}

/// There is no memory for a worker to start with.
package struct OutOfMemory: Error {}
