import Engine
import Foundation
import Glibc

/// The lines of a file of decisions that can be those that are asked for. Such a file can be as long as the log, and few of its
/// lines are, so they are looked for before they are read.
struct RecordedLines: Sequence, IteratorProtocol {
    private static let newline = UInt8(ascii: "\n")

    private let lines: Data
    private let word: ByteSearch?
    /// The byte after the last line that was given, from 0.
    private var offset = 0

    /// - Parameter word: What a line must have in it; nil: all lines are given.
    init(of lines: Data, holding word: ByteSearch?) {
        self.lines = lines
        self.word = word
    }

    mutating func next() -> Data? {
        let found = lines.withUnsafeBytes { bytes in
            bytes.withMemoryRebound(to: UInt8.self) { range(in: $0) }
        }
        guard let found else { return nil }
        offset = found.upperBound + 1
        return lines[(lines.startIndex + found.lowerBound)..<(lines.startIndex + found.upperBound)]
    }

    /// Where the next line is.
    private func range(in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        guard let base = bytes.baseAddress, offset < bytes.count else { return nil }
        guard let place = word.map({ $0.place(in: bytes, from: offset) }) ?? offset else { return nil }
        var start = place
        while start > offset, bytes[start - 1] != Self.newline { start -= 1 }
        let end = memchr(base + place, Int32(Self.newline), bytes.count - place)
        return start..<(end.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? bytes.count)
    }
}
