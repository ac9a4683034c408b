/// Tells text from what only a program can read. Bytes of 0 the reader of tables refuses itself.
package enum BinaryBytes {
    /// Whether a file begins as those of Excel, Numbers and LibreOffice do, new (a ZIP archive) and old.
    package static func areSpreadsheet(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    }

    /// Whether the beginning of a file holds more control characters than a text does.
    package static func fill(_ bytes: [UInt8]) -> Bool {
        let sample = bytes.prefix(1 << 16)
        let controls = sample.count { $0 < 0x20 && $0 != 0 && !(0x09...0x0D).contains($0) && $0 != 0x1B }
        return controls * 20 > sample.count
    }
}
