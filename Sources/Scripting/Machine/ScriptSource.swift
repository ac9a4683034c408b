import Digest
import Foundation
package import Workspace

/// The text of a Lua file of the workspace.
package struct ScriptSource: Sendable {
    /// The version of the language of workspace files: the words, and what they mean. A part of every rule's version.
    package static let languageVersion = 1

    /// The file's path as it is shown.
    package let file: String
    package let bytes: [UInt8]
    /// The SHA-256 of the text and the language version, in hex.
    package let hash: String
    /// The file as a machine of this program has compiled it, once it was evaluated; empty before. What the other machines load:
    /// a rule has a machine on each worker.
    var compiled: [UInt8] = []

    package init(file: String, bytes: [UInt8]) {
        self.file = file
        // A byte order mark is no Lua.
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        hash = SHA256.hex(bytes + Array("\nlanguage \(Self.languageVersion)".utf8))
    }

    package init(file: String, text: String) {
        self.init(file: file, bytes: Array(text.utf8))
    }

    /// Reads a file.
    package init(reading path: String) throws(Complaint) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Complaint(file: path, line: nil, problem: "cannot be read: is it there, and may you read it?")
        }
        if let line = Self.lineOfBadText(data) {
            throw Complaint(file: path, line: line, problem: "the text is not UTF-8; save the file as UTF-8")
        }
        self.init(file: path, bytes: Array(data))
    }

    private static func lineOfBadText(_ data: Data) -> Int? {
        guard String(validating: data, as: UTF8.self) == nil else { return nil }
        let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
    }

    /// A line of the text without indentation; nil when there is none.
    func line(_ number: Int?) -> String? {
        guard let number, number > 0 else { return nil }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: number, omittingEmptySubsequences: false)
        guard number <= lines.count else { return nil }
        let text = String(decoding: lines[number - 1], as: UTF8.self)
        return TextHelpers.trim(text)
    }
}
