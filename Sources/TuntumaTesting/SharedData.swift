package import Foundation
package import Testing

/// Real survey data beside a checkout, which is no part of the repository: `shared/data` in a folder above it, or where
/// the environment variable `TUNTUMA_SHARED_DATA` says. For the tests of this package alone.
package enum SharedData {
    /// Why a test that needs it was skipped.
    package static let absence: Comment =
        "skipped: shared/data is not beside this checkout, and TUNTUMA_SHARED_DATA is not set"

    /// The folder's path; nil when this machine does not have it.
    package static let folder: String? = {
        if let path = ProcessInfo.processInfo.environment["TUNTUMA_SHARED_DATA"], !path.isEmpty { return path }
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while folder.path != "/" {
            let candidate = folder.appending(path: "shared/data").path
            if FileManager.default.fileExists(atPath: candidate) { return candidate }
            folder = folder.deletingLastPathComponent()
        }
        return nil
    }()

    package static var isPresent: Bool { folder != nil }

    /// The path of a file in it.
    package static func path(_ name: String) throws -> String {
        "\(try #require(folder))/\(name)"
    }

    /// The content of a file in it.
    package static func data(_ name: String) throws -> Data {
        try Data(contentsOf: URL(filePath: try path(name)))
    }

    /// The files of one of its folders whose names begin with a prefix, by name; empty when there is no such folder.
    package static func names(in name: String, prefix: String) -> [String] {
        guard let folder else { return [] }
        let all = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)")
        return (all ?? []).filter { $0.hasPrefix(prefix) }.sorted()
    }
}
