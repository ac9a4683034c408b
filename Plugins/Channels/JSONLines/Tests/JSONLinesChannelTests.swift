import Foundation
import JSONLinesPlugin
import Synchronization
import Testing
import Tuntuma

/// What the channel handed to the host in one run.
private struct Delivery {
    /// An intake that keeps what it is given and finds everything acceptable.
    private final class Recorder: Intake {
        let batches = Mutex<[RecordBatch]>([])

        func accept(_ records: RecordBatch) async -> Acknowledgement {
            batches.withLock { $0.append(records) }
            return Acknowledgement(outcomes: records.records.map { _ in .accepted })
        }
    }

    var batches: [RecordBatch] = []
    var failure: ChannelError?

    init(path: String, from position: Position? = nil) async throws {
        let channel = try JSONLinesChannel(
            configuration: .init(path: path), environment: PluginEnvironment(symbols: SymbolTable()))
        let recorder = Recorder()
        do throws(ChannelError) {
            try await channel.run(from: position, into: recorder)
        } catch {
            failure = error
        }
        batches = recorder.batches.withLock { $0 }
    }

    var texts: [String] {
        batches.flatMap { batch in batch.records.map { String(decoding: batch.bytes[$0.range], as: UTF8.self) } }
    }
    var lines: [Int] { batches.flatMap { $0.records.map(\.line) } }
    var flaws: [String?] { batches.flatMap { $0.records.map(\.flaw) } }
}

/// A file in the temporary folder, for as long as `body` runs.
private func withFile(
    _ bytes: [UInt8], named name: String = "test.jsonl", _ body: (URL) async throws -> Void
) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tuntuma-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(bytes).write(to: file)
    try await body(file)
}

@Suite struct JSONLinesChannelTests {
    @Test func eachLineIsARecordByteForByte() async throws {
        let text = "\u{feff}{\"a\":1}\r\n\n  \t\nnot JSON \u{e4}\n{\"b\" : 2}\n"
        try await withFile(Array(text.utf8)) { file in
            let delivery = try await Delivery(path: file.path)
            #expect(delivery.texts == ["{\"a\":1}", "not JSON ä", "{\"b\" : 2}"])
            #expect(delivery.lines == [1, 4, 5])
            #expect(delivery.batches.map(\.position.text) == ["line 5"])
            #expect(delivery.failure == nil)
        }
    }

    @Test func aLineThatIsTooLongIsRefusedAndTheNextIsNot() async throws {
        let mebibyte = String(repeating: "x", count: 1 << 20)
        try await withFile(Array("1\n\(mebibyte)\n\(mebibyte)x\n\(mebibyte)\(mebibyte)\n2\n".utf8)) { file in
            let delivery = try await Delivery(path: file.path)
            #expect(delivery.lines == [1, 2, 3, 4, 5])
            #expect(
                delivery.flaws == [nil, nil, "the line is longer than 1 MiB", "the line is longer than 1 MiB", nil])
            #expect(delivery.texts.map(\.utf8.count) == [1, 1 << 20, 0, 0, 1])
        }
    }

    @Test func emptyFilesHaveNoRecords() async throws {
        for text in ["", "\n", "\r\n\n", "\u{feff}"] {
            try await withFile(Array(text.utf8)) { file in
                let delivery = try await Delivery(path: file.path)
                #expect(delivery.batches.isEmpty)
                #expect(delivery.failure == nil)
            }
        }
    }

    /// The law of the contract: whatever has been acknowledged, the next run goes on behind it and leaves nothing out.
    /// (Becomes a call of the channels' kit of TuntumaTesting.)
    @Test func keepsTheChannelContract() async throws {
        let texts = (1...3000).map { "{\"id\":\"\($0)\"}" }
        try await withFile(Array((texts.joined(separator: "\n") + "\n").utf8)) { file in
            let whole = try await Delivery(path: file.path)
            #expect(whole.texts == texts)
            #expect(whole.batches.count == 3)
            var seen = 0
            for batch in whole.batches {
                seen += batch.records.count
                let rest = try await Delivery(path: file.path, from: batch.position)
                #expect(rest.texts == Array(texts[seen...]))
                #expect(rest.failure == nil)
            }
            let other = try await Delivery(path: file.path, from: Position("line 3001"))
            #expect(other.failure?.problem.hasPrefix("has 3000 lines, but 3001 were read before") == true)
            for text in ["", "row 3", "line -1", "line x"] {
                #expect(try await Delivery(path: file.path, from: Position(text)).failure != nil)
            }
        }
    }

    @Test func aLastLineWithoutAnEndIsReadAgain() async throws {
        try await withFile(Array("{\"id\":1}\n{\"id\":".utf8)) { file in
            let first = try await Delivery(path: file.path)
            #expect(first.texts == ["{\"id\":1}", "{\"id\":"])
            let position = try #require(first.batches.last?.position)
            #expect(position.text == "line 1")
            try Data("{\"id\":1}\n{\"id\":2}\n".utf8).write(to: file)
            let second = try await Delivery(path: file.path, from: position)
            #expect(second.texts == ["{\"id\":2}"])
            #expect(second.batches.last?.position.text == "line 2")
        }
    }

    @Test func whatComesBeforeADamageIsHandedOn() async throws {
        // Three lines of 1, 2 and 3, as gzip; the last eight bytes are its check sum and length.
        let archive = try #require(Data(base64Encoded: "H4sIAAAAAAACAzPkMuIy5gIA2FRfdwYAAAA="))
        try await withFile(Array(archive), named: "a.jsonl.gz") { file in
            let delivery = try await Delivery(path: file.path)
            #expect(delivery.texts == ["1", "2", "3"])
            #expect(delivery.failure == nil)
        }
        try await withFile(Array(archive.dropLast(8)), named: "a.jsonl.gz") { file in
            let delivery = try await Delivery(path: file.path)
            #expect(delivery.texts == ["1", "2", "3"])
            #expect(delivery.failure?.problem.contains("cut short") == true)
        }
    }

    @Test func whatCannotBeOpenedSaysWhy() async throws {
        let missing = try await Delivery(path: "/nowhere/at/all.jsonl")
        #expect(missing.failure == ChannelError(source: "/nowhere/at/all.jsonl", problem: "there is no such file"))
        #expect(throws: ConfigurationError.self) {
            try JSONLinesChannel(
                configuration: .init(path: ""), environment: PluginEnvironment(symbols: SymbolTable()))
        }
    }
}
