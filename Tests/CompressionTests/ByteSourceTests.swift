import Archives
import Compression
import Foundation
import Testing

/// Reads a source to its end through a buffer of a given size.
private func content(of source: consuming ByteSource, buffer size: Int = 1000) throws(ByteSourceError) -> [UInt8] {
    var all: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 1)
    defer { buffer.deallocate() }
    while true {
        let count = try source.read(into: buffer)
        guard count > 0 else { return all }
        all.append(contentsOf: buffer[..<count])
    }
}

/// Bytes that neither repeat nor compress to nothing, the same in every run.
private func sample(_ count: Int) -> [UInt8] {
    var state: UInt64 = 42
    return (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 60) &+ 97
    }
}

/// A file in the temporary folder, for as long as `body` runs.
private func withFile(_ name: String, _ bytes: [UInt8], _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tuntuma-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(bytes).write(to: file)
    try body(file.path)
}

@Suite struct ByteSourceTests {
    @Test(arguments: [0, 1, 3, 4, 5, 65_535, 65_536, 65_537, 300_000], [1, 7, 4096, 1 << 20])
    func everyKindOfFileGivesItsPlainBytes(size: Int, buffer: Int) throws {
        guard size <= 5 || buffer >= 4096 else { return }  // Slow, and nothing new.
        let bytes = sample(size)
        for archive in [bytes, Archive.gzip(bytes), Archive.zstd(bytes)] {
            let fromMemory = try ByteSource(bytes: archive, path: "memory")
            let held = try content(of: fromMemory, buffer: buffer)
            #expect(held == bytes)
            try withFile("sample", archive) { path in
                let read = try content(of: try ByteSource(path: path), buffer: buffer)
                #expect(read == bytes)
            }
        }
    }

    @Test func membersAndFramesFollowOneAnother() throws {
        let (first, second) = (sample(100_000), sample(5))
        let padding = [UInt8](repeating: 0, count: 70_000)
        let gzip = Archive.gzip(first) + Archive.gzip([]) + Archive.gzip(second) + padding
        let members = try content(of: try ByteSource(bytes: gzip, path: "a.gz"))
        #expect(members == first + second)
        let zstd = Archive.skippedFrame + Archive.zstd(first) + Archive.skippedFrame + Archive.zstd(second)
        let frames = try content(of: try ByteSource(bytes: zstd, path: "a.zst"))
        #expect(frames == first + second)
        try withFile("a.gz", gzip) { path in
            let read = try content(of: try ByteSource(path: path))
            #expect(read == first + second)
        }
    }

    @Test func theSizeOfAnArchiveIsThatOfTheFile() throws {
        let archive = Archive.gzip(sample(100_000))
        var source = try ByteSource(bytes: archive, path: "a.gz")
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
        defer { buffer.deallocate() }
        while try source.read(into: buffer) > 0 {}
        #expect(source.bytesTaken == archive.count)
    }

    @Test func anArchiveCutAnywhereIsAnError() throws {
        let bytes = sample(3000)
        for (name, archive) in [("a.gz", Archive.gzip(bytes)), ("a.zst", Archive.zstd(bytes))] {
            for length in 4..<archive.count {
                let error = #expect(throws: ByteSourceError.self) {
                    try content(of: try ByteSource(bytes: Array(archive[..<length]), path: name))
                }
                #expect(error?.path == name)
                #expect(error?.byte == length)
                #expect(error?.problem.contains("cut short") == true)
            }
        }
    }

    @Test func aChangedByteIsAnError() throws {
        let bytes = sample(3000)
        for (name, archive) in [("a.gz", Archive.gzip(bytes)), ("a.zst", Archive.zstd(bytes))] {
            // Beyond the header: its flags and times may change without harm.
            for place in stride(from: 12, to: archive.count, by: 7) {
                var damaged = archive
                damaged[place] ^= 0x20
                let error = #expect(throws: ByteSourceError.self) {
                    try content(of: try ByteSource(bytes: damaged, path: name))
                }
                #expect(error?.byte != nil)
            }
        }
    }

    @Test func otherBytesAfterAnArchiveAreAnError() throws {
        let archive = Archive.gzip(sample(10)) + Array("more".utf8)
        let error = #expect(throws: ByteSourceError.self) {
            try content(of: try ByteSource(bytes: archive, path: "a.gz"))
        }
        #expect(error?.description == "a.gz, byte \(archive.count - 4): other bytes follow the end of the gzip archive")
    }

    @Test func aNameThatPromisesAnArchiveIsHeldToIt() throws {
        for name in ["a.gz", "a.zst"] {
            #expect(throws: ByteSourceError.self) { try content(of: try ByteSource(bytes: [97, 98], path: name)) }
            let read = try content(of: try ByteSource(bytes: [], path: name))
            #expect(read.isEmpty)
        }
    }

    @Test func whatCannotBeOpenedSaysWhy() throws {
        let missing = #expect(throws: ByteSourceError.self) {
            try content(of: try ByteSource(path: "/nowhere/at/all.csv"))
        }
        #expect(missing?.description == "/nowhere/at/all.csv: there is no such file")
        let folder = #expect(throws: ByteSourceError.self) { try content(of: try ByteSource(path: "/tmp")) }
        #expect(folder?.problem == "is a folder, not a file")
    }
}
