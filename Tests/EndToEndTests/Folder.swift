import Foundation
import Testing
import TuntumaTesting

/// A folder of a test's own, gone when the test is over.
final class Folder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "tuntuma-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }

    /// Writes a file, with the folders above it, and gives its path.
    @discardableResult func write(_ name: String, _ text: String) throws -> String {
        try write(name, Data(text.utf8))
    }

    @discardableResult func write(_ name: String, _ data: Data) throws -> String {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
        return file.path(percentEncoded: false)
    }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
    }

    /// The names of all files in it.
    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: url.path(percentEncoded: false)).sorted()
    }

    /// A workspace of these tests, with its `@...@` filled in.
    func workspace(_ name: String, _ values: [String: String] = [:]) throws -> String {
        let source = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Workspaces/\(name)/tuntuma.lua")
        var text = String(decoding: try Data(contentsOf: source), as: UTF8.self)
        let data = try #require(SharedData.folder)
        for (key, value) in values.merging(
            ["DATA": data.hasSuffix("/") ? String(data.dropLast()) : data], uniquingKeysWith: { first, _ in first })
        {
            text = text.replacing("@\(key)@", with: value)
        }
        try write("tuntuma.lua", text)
        return url.path(percentEncoded: false)
    }
}
