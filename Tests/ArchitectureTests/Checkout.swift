import Foundation

/// The folder that this package was checked out to, wherever that is.
enum Checkout {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Every Swift file, tests included.
    static let swiftFiles: [String] =
        files(below: "Sources", endingIn: ["swift"])
        + files(below: "Plugins", endingIn: ["swift"]) + files(below: "Tests", endingIn: ["swift"])

    /// The Swift files that are shipped: those of Sources and Plugins, without tests.
    static let shippedFiles: [String] = swiftFiles.filter { !$0.hasPrefix("Tests/") && !$0.contains("/Tests/") }

    /// The code of every Swift file, by its path; a file that cannot be read is missing.
    static let code: [String: SwiftSource] = Dictionary(
        uniqueKeysWithValues: swiftFiles.compactMap { path in
            (try? text(of: path)).map { (path, SwiftSource($0)) }
        })

    /// The paths of all files below a folder that end in one of these ways, from the root on, sorted.
    static func files(below folder: String, endingIn endings: [String]) -> [String] {
        let start = root.appending(path: folder)
        let names = FileManager.default.enumerator(atPath: start.path)?.compactMap { $0 as? String } ?? []
        return names.filter { name in endings.contains { name.hasSuffix("." + $0) } }.map { folder + "/" + $0 }.sorted()
    }

    /// The text of a file.
    static func text(of path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The target a file belongs to, by the layout of the package: `Sources/<target>`, `Plugins/<kind>/<name>` (with
    /// its tests below), `Tests/<target>`. Nil for a file that lies in none of these.
    static func target(of path: String) -> String? {
        let parts = path.split(separator: "/").map(String.init)
        switch parts.first {
        case "Sources" where parts.count > 2, "Tests" where parts.count > 2:
            return parts[1]
        case "Plugins" where parts.count > 3:
            return parts[2] + (parts[3] == "Tests" && parts.count > 4 ? "PluginTests" : "Plugin")
        default:
            return nil
        }
    }
}
