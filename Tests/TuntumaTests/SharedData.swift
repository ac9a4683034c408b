import Foundation
import Testing

/// The shared data beside a checkout; it is not part of the repository.
enum SharedData {
    /// Why a test that needs it was skipped.
    static let absence: Comment = "shared/data is not beside this checkout and TUNTUMA_SHARED_DATA is not set: skipped"

    /// The folder; nil when this machine does not have it.
    static let folder: URL? = {
        if let path = ProcessInfo.processInfo.environment["TUNTUMA_SHARED_DATA"] {
            return URL(filePath: path, directoryHint: .isDirectory)
        }
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while folder.path(percentEncoded: false) != "/" {
            let candidate = folder.appending(path: "shared/data", directoryHint: .isDirectory)
            if FileManager.default.fileExists(atPath: candidate.path(percentEncoded: false)) { return candidate }
            folder = folder.deletingLastPathComponent()
        }
        return nil
    }()

    static var isPresent: Bool { folder != nil }

    static func data(_ path: String) throws -> Data {
        let folder = try #require(folder)
        return try Data(contentsOf: folder.appending(path: path))
    }

    /// The rows of a CSV file whose fields hold no newlines, the header first.
    static func rows(_ path: String) throws -> [[String]] {
        let text = String(decoding: try data(path), as: UTF8.self).replacing("\u{FEFF}", with: "")
        return text.split(whereSeparator: \.isNewline).map { fields(of: $0) }
    }

    private static func fields(of line: Substring) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}
