import CSVPlugin
import Foundation
import Synchronization
import Tuntuma

/// What a channel handed to the host in one run.
struct Delivery {
    /// An intake that keeps what it is given and finds everything acceptable.
    private final class Recorder: Intake {
        let batches = Mutex<[RecordBatch]>([])

        func accept(_ records: RecordBatch) async -> Acknowledgement {
            batches.withLock { $0.append(records) }
            return Acknowledgement(outcomes: records.records.map { _ in .accepted })
        }
    }

    var batches: [RecordBatch] = []
    /// What ended the run, if it did not end well.
    var failure: ChannelError?

    init(_ configuration: CSVChannel.Configuration, from position: Position? = nil) async throws {
        let channel = try CSVChannel(
            configuration: configuration, environment: PluginEnvironment(symbols: SymbolTable()))
        let recorder = Recorder()
        do throws(ChannelError) {
            try await channel.run(from: position, into: recorder)
        } catch {
            failure = error
        }
        batches = recorder.batches.withLock { $0 }
    }

    /// Every record with its line, and its content or its flaw.
    var records: [(line: Int, row: [String: String]?, flaw: String?)] {
        batches.flatMap { batch in
            batch.records.map { record in
                let json = Data(batch.bytes[record.range])
                return (record.line, try? JSONDecoder().decode([String: String].self, from: json), record.flaw)
            }
        }
    }

    /// The rows of the good records.
    var rows: [[String: String]] { records.compactMap(\.row) }
}

/// A file in the temporary folder, for as long as `body` runs.
func withFile(_ bytes: [UInt8], named name: String = "test.csv", _ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tuntuma-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(bytes).write(to: file)
    try await body(file.path)
}
