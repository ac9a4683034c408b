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

    /// The files of a folder whose names begin with a prefix, by name; empty when there is no such folder.
    static func names(in path: String, prefix: String) -> [String] {
        guard let folder else { return [] }
        let all = try? FileManager.default.contentsOfDirectory(
            atPath: folder.appending(path: path).path(percentEncoded: false))
        return (all ?? []).filter { $0.hasPrefix(prefix) }.sorted()
    }
}
