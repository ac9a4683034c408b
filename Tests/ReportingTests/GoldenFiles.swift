import Foundation
import Testing

/// Expected texts as files: `Golden/<case>/<name>`. With `TUNTUMA_RECORD=1` they are written anew, and the test fails,
/// so that a recording cannot pass by accident.
enum GoldenFiles {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    static func expect(
        _ bytes: [UInt8], is name: String, of testCase: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = folder.appending(path: testCase).appending(path: name)
        if ProcessInfo.processInfo.environment["TUNTUMA_RECORD"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
            Issue.record("recorded \(testCase)/\(name)", sourceLocation: sourceLocation)
            return
        }
        let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
        let actual = String(decoding: bytes, as: UTF8.self)
        #expect(actual == expected, "\(testCase)/\(name)", sourceLocation: sourceLocation)
        #expect(actual.utf8.elementsEqual(expected.utf8), "\(testCase)/\(name), bytes", sourceLocation: sourceLocation)
    }
}
