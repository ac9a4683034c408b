/// A hash of 128 bits. Shown as 32 lower-case hex digits, as `b2sum -l 128` prints it.
package struct Hash128: Hashable, Sendable {
    /// The first eight bytes of the hash, and the last, the first byte of each highest.
    private let high, low: UInt64

    /// - Parameter bytes: 16 of them.
    init(_ bytes: UnsafeRawBufferPointer) {
        high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
        low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    /// The hex digits as a text.
    package var text: String {
        String(unsafeUninitializedCapacity: 32) { text in
            write(to: UnsafeMutableRawBufferPointer(text))
            return 32
        }
    }

    /// Appends the hex digits as UTF-8: many hashes are written and never asked for as a text.
    package func append(to output: inout [UInt8]) {
        output.append(addingCapacity: 32) { room in
            room.withUnsafeMutableBufferPointer { memory, count in
                write(to: UnsafeMutableRawBufferPointer(memory))
                count = 32
            }
        }
    }

    private func write(to memory: UnsafeMutableRawBufferPointer) {
        func put(_ number: UInt64, _ place: Int) {
            memory.storeBytes(
                of: Self.digits(of: UInt32(truncatingIfNeeded: number)), toByteOffset: place, as: UInt64.self)
        }
        put(high >> 32, 0)
        put(high, 8)
        put(low >> 32, 16)
        put(low, 24)
    }

    /// The eight digits of a number, the highest in the first byte: all at once, as there is a hash for every decision.
    private static func digits(of number: UInt32) -> UInt64 {
        // Each half of a byte to a byte of its own.
        var halves = UInt64(number)
        halves = (halves | halves << 16) & 0x0000_FFFF_0000_FFFF
        halves = (halves | halves << 8) & 0x00FF_00FF_00FF_00FF
        halves = (halves | halves << 4) & 0x0F0F_0F0F_0F0F_0F0F
        // 1 where it is 10 or more: "a" comes 39 places behind what follows "9".
        let isLetter = (halves &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return (halves &+ 0x3030_3030_3030_3030 &+ isLetter &* 39).bigEndian
    }
}
