/// Tells text from what only a program can read.
enum BinaryBytes {
    /// Whether the beginning of a file is no text, in whatever encoding.
    static func fill(_ bytes: [UInt8]) -> Bool {
        let sample = bytes.prefix(1 << 16)
        let isWide = [[0xff, 0xfe], [0xfe, 0xff]].contains { sample.starts(with: $0 as [UInt8]) }
        // Of UTF-16 every second byte may be 0; of other texts none is.
        let places = sample.indices.filter { sample[$0] == 0 }
        let isUTF16 = isWide || places.count * 4 >= sample.count && Set(places.map { $0 % 2 }).count == 1
        if !places.isEmpty, !isUTF16 { return true }
        let controls = sample.count { $0 < 0x20 && $0 != 0 && !(0x09...0x0D).contains($0) && $0 != 0x1B }
        return controls * 50 > sample.count
    }
}
