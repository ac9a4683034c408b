import DelimitedText
import FirstLook
import TableSurvey
import Foundation
import Testing
import Tuntuma

/// Lua's compiler, where the package lua5.4 is installed, or named by TUNTUMA_LUAC.
let luaCompiler: String? = [ProcessInfo.processInfo.environment["TUNTUMA_LUAC"], "/usr/bin/luac5.4"]
    .compactMap { $0 }.first { FileManager.default.isExecutableFile(atPath: $0) }

func look(at text: String, path: String = "answers.csv") throws -> FirstLook {
    try look(at: Array(text.utf8), path: path)
}

func look(at bytes: [UInt8], path: String = "answers.csv") throws -> FirstLook {
    try FirstLook(bytes: bytes, path: path, modified: Timestamp(milliseconds: 1_772_442_900_000))
}

extension FirstLook {
    /// A look at a text, for suites that have a `look` of their own.
    init(csv text: String) throws {
        self = try look(at: text)
    }

    func role(of name: String) -> Role? {
        columns.first { $0.name == name }?.role.value
    }
}

/// What Lua says against a text; nil when it is valid, or when there is no Lua.
func luaComplaint(about text: String) throws -> String? {
    guard let luaCompiler else { return nil }
    let file = FileManager.default.temporaryDirectory.appending(path: "tuntuma-\(UUID().uuidString).lua")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    let process = Process()
    let errors = Pipe()
    process.executableURL = URL(filePath: luaCompiler)
    process.arguments = ["-p", file.path]
    process.standardError = errors
    try process.run()
    let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return process.terminationStatus == 0 ? nil : complaint
}
