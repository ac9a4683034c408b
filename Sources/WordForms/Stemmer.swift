import CStemmer

/// Stems of words, by a Snowball stemmer (Porter 2001): what is left when the usual endings are taken off.
///
/// Owns one stemmer of the library, which one thread at a time may use. Carries its address as a number, so that it can
/// move between threads with the value that it belongs to.
final class Stemmer: Sendable {
    private let address: UInt

    /// - Parameter algorithm: Snowball's name of the language.
    /// - Throws: ``WordFormsError`` when the library does not have the language.
    init(_ algorithm: String) throws(WordFormsError) {
        guard let handle = sb_stemmer_new(algorithm, "UTF_8") else {
            throw WordFormsError(problem: "this build of libstemmer has no stemmer for \(algorithm)")
        }
        address = UInt(bitPattern: handle)
    }

    deinit {
        sb_stemmer_delete(OpaquePointer(bitPattern: address))
    }

    /// The stem of a word in lower case.
    func stem(of word: String) -> String {
        var word = word
        return word.withUTF8 { bytes in
            let handle = OpaquePointer(bitPattern: address)
            guard let stem = sb_stemmer_stem(handle, bytes.baseAddress, Int32(clamping: bytes.count)) else {
                return String(decoding: bytes, as: UTF8.self)
            }
            let length = Int(sb_stemmer_length(handle))
            return String(decoding: UnsafeBufferPointer(start: stem, count: length), as: UTF8.self)
        }
    }
}
