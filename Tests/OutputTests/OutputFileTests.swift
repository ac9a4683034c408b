import Foundation
import Glibc
import Testing

@testable import Output

struct OutputFileTests {
    private let unfinished = UnfinishedFiles()

    /// A folder of the test's own, removed at the end.
    private final class Folder {
        let url = FileManager.default.temporaryDirectory.appending(path: "tuntuma-output-\(UUID().uuidString)")

        init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(at: url) }

        func path(_ name: String) -> String { url.appending(path: name).path }
        func text(_ name: String) -> String? { try? String(contentsOfFile: path(name), encoding: .utf8) }
        var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: url.path).sorted()) ?? [] }
    }

    @Test func theFileAppearsWhenItIsWhole() throws {
        let folder = try Folder()
        let file = try OutputFile(path: folder.path("decisions.jsonl"), unfinished: unfinished)
        let line = String(repeating: "å", count: 999) + "\n"
        for _ in 0..<200 { try file.write(line) }
        #expect(folder.text("decisions.jsonl") == nil)
        try file.commit()
        #expect(folder.text("decisions.jsonl") == String(repeating: line, count: 200))
        #expect(folder.names == ["decisions.jsonl"])
    }

    @Test func withoutCommitTheOldFileStays() throws {
        let folder = try Folder()
        try "old".write(toFile: folder.path("out"), atomically: true, encoding: .utf8)
        do {
            let file = try OutputFile(path: folder.path("out"), unfinished: unfinished)
            try file.write("new")
            try file.flush()
        }
        #expect(folder.text("out") == "old")
        #expect(folder.names == ["out"])
    }

    @Test func aReplacedFileKeepsItsPermissionsAndItsLink() throws {
        let folder = try Folder()
        try "old".write(toFile: folder.path("real"), atomically: true, encoding: .utf8)
        #expect(chmod(folder.path("real"), 0o640) == 0)
        try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: "real")
        let file = try OutputFile(path: folder.path("link"), unfinished: unfinished)
        try file.write("new")
        try file.commit()
        #expect(folder.text("real") == "new")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link")) == "real")
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path("real"))[.posixPermissions] as? Int
        #expect(mode == 0o640)
    }

    @Test func aLongNameIsNoTrouble() throws {
        let folder = try Folder()
        let name = String(repeating: "ä", count: 127)
        let file = try OutputFile(path: folder.path(name), unfinished: unfinished)
        try file.commit()
        #expect(folder.text(name) == "")
    }

    @Test func whatAKilledWriterLeftIsRemoved() throws {
        let folder = try Folder()
        for name in [
            ".out.4711.0.tmp", ".out.4711.99.tmp", ".out.x.0.tmp", ".out.1.tmp", ".other.4711.0.tmp", "out.1.2.tmp",
        ] {
            try "left".write(toFile: folder.path(name), atomically: true, encoding: .utf8)
        }
        let file = try OutputFile(path: folder.path("out"), unfinished: unfinished)
        try file.commit()
        #expect(folder.names == [".other.4711.0.tmp", ".out.1.tmp", ".out.x.0.tmp", "out", "out.1.2.tmp"])
    }

    @Test func whatALivingWriterWritesIsLeftAlone() throws {
        let folder = try Folder()
        let first = try OutputFile(path: folder.path("out"), unfinished: unfinished)
        // As in another process: it knows nothing of the first.
        let second = try OutputFile(path: folder.path("out"), unfinished: UnfinishedFiles())
        #expect(folder.names.count == 2)
        try first.write("first")
        try first.commit()
        #expect(folder.text("out") == "first")
        try second.write("second")
        try second.commit()
        #expect(folder.text("out") == "second")
        #expect(folder.names == ["out"])
    }

    @Test func writersAtOnceLeaveEachOtherAlone() async throws {
        let folder = try Folder()
        let path = folder.path("out")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    for _ in 0..<100 {
                        let file = try OutputFile(path: path, unfinished: UnfinishedFiles())
                        try file.write("\(writer)")
                        try file.commit()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(folder.text("out")?.count == 1)
        #expect(folder.names == ["out"])
    }

    @Test func aFullDiskIsToldAsSuch() throws {
        let file = try OutputFile(path: "/dev/full", unfinished: unfinished)
        try file.write("x")
        #expect(throws: OutputError(file: "/dev/full", cause: .full)) { try file.commit() }
        #expect(throws: OutputError(file: "/dev/full", cause: .full)) { try file.flush() }
        #expect(OutputError(file: "/dev/full", cause: .full).description.contains("no space left"))
    }

    @Test func whatIsNoOrdinaryFileIsWrittenDirectly() throws {
        let file = try OutputFile(path: "/dev/null", unfinished: unfinished)
        try file.write(Array(repeating: UInt8(0), count: 200_000))
        try file.commit()
        #expect(FileManager.default.fileExists(atPath: "/dev/null"))
    }

    @Test func aClosedPipeIsAnErrorOfItsOwn() throws {
        ignoreBrokenPipeSignal()
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let file = try OutputFile(path: "/proc/self/fd/\(ends[1])", unfinished: unfinished)
        close(ends[0])
        close(ends[1])
        #expect(throws: OutputError(file: file.name, cause: .closedPipe)) {
            try file.write(Array(repeating: UInt8(0x61), count: 1 << 20))
            try file.commit()
        }
    }

    @Test(arguments: ["/no/such/folder/out", "/", "", "/dev/null/out"])
    func whatCannotBeOpenedIsOneLine(path: String) throws {
        let error = #expect(throws: OutputError.self) { _ = try OutputFile(path: path, unfinished: unfinished) }
        let text = try #require(error?.description)
        #expect(text.hasPrefix("cannot write "))
        #expect(!text.contains("\n"))
    }

    @Test func aFileIsCommittedOnce() throws {
        let folder = try Folder()
        let file = try OutputFile(path: folder.path("out"), unfinished: unfinished)
        try file.write("x")
        try file.commit()
        try file.commit()
        #expect(folder.text("out") == "x")
    }
}
