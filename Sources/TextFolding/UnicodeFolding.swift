import CUTF8Proc

/// Folding by utf8proc: for texts with characters that ``FoldingTable`` does not have.
struct UnicodeFolding: Sendable {
    private var scalars: [Int32] = []

    private static let options = utf8proc_option_t(
        rawValue: UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue | UTF8PROC_CASEFOLD.rawValue)

    /// The folded UTF-8 of a text; nil when the text is not UTF-8.
    mutating func fold(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var needed = text.count
        repeat {
            // One place more than the text needs: utf8proc ends its result with a zero byte.
            if scalars.count < needed + 1 { scalars = [Int32](repeating: 0, count: needed + 1) }
            let room = scalars.count - 1
            needed = scalars.withUnsafeMutableBufferPointer { buffer in
                utf8proc_decompose(text.baseAddress, text.count, buffer.baseAddress, room, Self.options)
            }
            if needed < 0 { return nil }
        } while needed > scalars.count - 1
        return scalars.withUnsafeMutableBufferPointer { buffer in
            let length = utf8proc_reencode(buffer.baseAddress, needed, Self.options)
            guard length >= 0 else { return nil }
            return Array(UnsafeRawBufferPointer(UnsafeMutableRawBufferPointer(buffer)).prefix(length))
        }
    }
}
