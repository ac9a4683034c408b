import Archives
import Digest
import EventLog
import Foundation
import Testing
import Tuntuma
import TuntumaTesting

/// Files cut into chunks and put together again.
///
/// One at a time: these tests wait for nothing, and would keep both threads from tests that have deadlines.
@Suite(.serialized)
struct ChunkReaderTests {
    /// What a log holds, line by line, as one worker meets it.
    struct Reading: Equatable {
        /// The input, the line (from 1) and the byte of each event, by id.
        var events: [String] = []
        var rejections: [String] = []
        var lines: [Int] = []
    }

    private static func read(_ paths: [String]) throws -> Reading {
        let reader = ChunkReader(inputs: paths.map { LogInput(path: $0) })
        var decoder = try ChunkDecoder(symbols: SymbolTable(), fingerprinter: Fingerprinter())
        var reading = Reading(lines: Array(repeating: 0, count: paths.count))
        let chunk = Chunk()
        var number = 0
        while reader.fill(chunk) {
            let content = chunk.content
            #expect(content.number == number)
            #expect(content.isFirstOfInput == (reading.lines[content.input] == 0))
            number += 1
            let decoded = decoder.decode(chunk.bytes, isFirstOfInput: content.isFirstOfInput)
            let first = reading.lines[content.input]
            for row in 0..<decoded.batch.count {
                let fields = decoded.batch.rows[row]
                reading.events.append(
                    "\(decoded.batch[row].id) \(content.input):\(first + Int(fields.line) + 1):\(content.offset + Int(fields.byte))"
                )
            }
            for rejected in decoded.rejections {
                reading.rejections.append(
                    "\(rejected.reason) \(content.input):\(first + rejected.line + 1):\(content.offset + rejected.byte)"
                )
            }
            reading.lines[content.input] += decoded.lines
        }
        if let failure = reader.failure { throw failure }
        return reading
    }

    /// What must come out, from the lines alone.
    private static func expected(_ inputs: [[String]]) -> Reading {
        var reading = Reading(lines: inputs.map(\.count))
        for (input, lines) in inputs.enumerated() {
            var byte = 0
            for (number, line) in lines.enumerated() {
                let count = line.utf8.count
                if count > 1 << 20 {
                    reading.rejections.append("the line is longer than 1 MiB \(input):\(number + 1):\(byte)")
                } else if !line.isEmpty {
                    let id = line.dropFirst(7).prefix { $0 != "\"" }
                    reading.events.append("\(id) \(input):\(number + 1):\(byte)")
                }
                byte += count + 1
            }
        }
        return reading
    }

    private static func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tuntuma-reader-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    /// Writes the same lines as they are, as `.gz` and as `.zst`, with and without a last newline, and reads them.
    private static func check(_ lines: [String], _ folder: URL) throws {
        let open = Array(lines.joined(separator: "\n").utf8)
        let closed = open + [0x0A]
        let wanted = expected([lines])
        let files = [
            ("a.jsonl", open), ("b.jsonl", closed), ("c.jsonl.gz", Archive.gzip(closed)),
            ("d.jsonl.zst", Archive.zstd(open)),
        ]
        for (name, content) in files {
            let file = folder.appending(path: name)
            try Data(content).write(to: file)
            let reading = try read([file.path(percentEncoded: false)])
            #expect(reading == wanted, "\(name): \(lines.map(\.utf8.count))")
        }
    }

    /// Lines around the size of a chunk and of the longest line, the last with and without a newline.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            [1 << 20], [(1 << 20) - 1], [(1 << 20) + 1], [1 << 20, 1 << 20], [(1 << 20) - 1, 100], [100, 1 << 20, 100],
            [(1 << 20) - 101, 100, 1 << 20, 100], [100, (1 << 20) - 102, 100], [2 << 20, 100],
            [100, 2 << 20, 100, 100],
            [100, 3 << 20, 2 << 20, 100], [2 << 20], [100, (1 << 20) + 1, 1 << 20, (1 << 20) - 1, 100],
            [524_287, 524_287, 100], [524_288, 524_288, 524_288], [1_048_477, 1 << 20, 100],
        ])
    func linesAtTheEdges(sizes: [Int]) throws {
        try Self.withFolder { folder in
            let lines = sizes.enumerated().map { LimitTests.line(of: $1, id: "e\($0)") }
            try Self.check(lines, folder)
        }
    }

    /// Lines around the size of a chunk, which is less than that of the longest line.
    @Test(.timeLimit(.minutes(1)), arguments: [-1, 0, 1])
    func linesAtTheEdgesOfAChunk(more: Int) throws {
        let (chunk, longest) = (Chunk.target + more, 1 << 20)
        let sizes: [[Int]] = [
            [chunk, chunk, 100], [chunk, longest, 100], [100, 2 * chunk, longest, 100],
            [longest, chunk, longest + 1, chunk, 100], [3 * longest, chunk, 100],
        ]
        try Self.withFolder { folder in
            for sizes in sizes {
                try Self.check(sizes.enumerated().map { LimitTests.line(of: $1, id: "e\($0)") }, folder)
            }
        }
    }

    @Test(.timeLimit(.minutes(1)), arguments: 1...3 as ClosedRange<UInt64>)
    func randomLines(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        try Self.withFolder { folder in
            for round in 0..<3 {
                let lines = (0..<Int.random(in: 1...400, using: &random)).map { number in
                    Int.random(in: 0..<10, using: &random) == 0
                        ? ""
                        : LimitTests.line(
                            of: Int.random(in: 80...(round == 0 ? 200 : 8_000), using: &random), id: "e\(number)")
                }
                try Self.check(lines + [LimitTests.line(of: 90, id: "last")], folder)
            }
        }
    }

    @Test func manySmallInputsKeepTheirOwnNumbers() throws {
        try Self.withFolder { folder in
            var random = SplitMix64(seed: 11)
            var inputs: [[String]] = []
            var paths: [String] = []
            for number in 0..<60 {
                let count = Int.random(in: 0...5, using: &random)
                let lines = (0..<count).map { LimitTests.line(of: 90, id: "\(number)-\($0)") }
                let bytes = Array(lines.joined(separator: "\n").utf8)
                let (ending, content) =
                    switch number % 3 {
                    case 0: (".jsonl", bytes)
                    case 1: (".jsonl.gz", Archive.gzip(bytes))
                    default: (".jsonl.zst", Archive.zstd(bytes))
                    }
                let file = folder.appending(path: "\(number)\(ending)")
                try Data(content).write(to: file)
                inputs.append(lines)
                paths.append(file.path(percentEncoded: false))
            }
            #expect(try Self.read(paths) == Self.expected(inputs))
        }
    }

    @Test func aFolderIsItsLogsByName() throws {
        try Self.withFolder { folder in
            for name in ["b.jsonl", "a.jsonl.gz", "ä.jsonl.zst", "B.jsonl", ".hidden.jsonl", "notes.txt", "a.jsonl~"] {
                try Data().write(to: folder.appending(path: name))
            }
            let path = folder.path(percentEncoded: false)
            let names = try LogInput.expand([path]).map { URL(filePath: $0.path).lastPathComponent }
            #expect(names == ["B.jsonl", "a.jsonl.gz", "b.jsonl", "ä.jsonl.zst"])
            #expect(try LogInput.expand(["-"]).map(\.name) == ["standard input"])
            #expect(throws: LogInputError.self) { try LogInput.expand([path + "/none"]) }
            let empty = folder.appending(path: "empty")
            try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: false)
            #expect(throws: LogInputError.self) { try LogInput.expand([empty.path(percentEncoded: false)]) }
        }
    }

    @Test func whatIsNoLogIsRefused() throws {
        try Self.withFolder { folder in
            let binary = try Self.problem([0x7F, 0x45, 0x4C, 0x46, 0, 1], "a.jsonl", folder)
            #expect(binary?.contains("binary") == true)
            let empty = try Self.problem([], "a.jsonl", folder)
            #expect(empty == nil)
            let archive = Archive.gzip(Array(repeating: 0x20, count: 200_000) + Array("{}".utf8))
            let cut = try Self.problem(Array(archive.dropLast(9)), "a.jsonl", folder)
            #expect(cut?.contains("at byte") == true)
            let plain = try Self.problem(Array("{}\n".utf8), "b.jsonl.gz", folder)
            #expect(plain?.contains("gzip") == true)
        }
    }

    /// What is wrong with a file; nil when nothing is.
    private static func problem(_ bytes: [UInt8], _ name: String, _ folder: URL) throws -> String? {
        let file = folder.appending(path: name)
        try Data(bytes).write(to: file)
        do {
            _ = try read([file.path(percentEncoded: false)])
            return nil
        } catch let error as LogInputError {
            return error.problem
        }
    }
}
