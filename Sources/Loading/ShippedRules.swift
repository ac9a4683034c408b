import Foundation

/// Where the rules are that come with the program.
package enum ShippedRules {
    /// The rule that calls detractors back, below the folder.
    package static let callback = "routing/detractor-callback.lua"

    /// The folder of the shipped rules: `TUNTUMA_RULES`; else where `make install` puts them, `../share/tuntuma/rules`
    /// beside the program's folder; else `rules` in the checkout that the program was built in. Nil where none is there.
    /// - Parameter program: The path of the program; nil: the running one.
    package static func folder(environment: [String: String], program: String? = nil) -> String? {
        if let named = environment["TUNTUMA_RULES"], !named.isEmpty { return holdsRules(named) ? named : nil }
        let running = program ?? (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        guard let running else { return nil }
        var folder = URL(fileURLWithPath: running).deletingLastPathComponent()
        let installed = folder.deletingLastPathComponent().appendingPathComponent("share/tuntuma/rules").path
        if holdsRules(installed) { return installed }
        while folder.path != "/" {
            let rules = folder.appendingPathComponent("rules").path
            if holdsRules(rules) { return rules }
            folder.deleteLastPathComponent()
        }
        return nil
    }

    private static func holdsRules(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder)/\(callback)")
    }
}
