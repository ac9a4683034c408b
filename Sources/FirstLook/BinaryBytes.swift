/// Tells text from what only a program can read. Bytes of 0 the reader of tables refuses itself.
enum BinaryBytes {
    /// Whether the beginning of a file holds more control characters than a text does.
    static func fill(_ bytes: [UInt8]) -> Bool {
        let sample = bytes.prefix(1 << 16)
        let controls = sample.count { $0 < 0x20 && $0 != 0 && !(0x09...0x0D).contains($0) && $0 != 0x1B }
        return controls * 20 > sample.count
    }
}
