import Foundation
import Loading
import Testing

struct ShippedRulesTests {
    @Test func inACheckout() {
        let program = Program.checkout.appending(path: ".build/debug/tuntuma").path
        #expect(
            ShippedRules.folder(environment: [:], program: program) == Program.checkout.appending(path: "rules").path)
    }

    @Test func whereTheyAreInstalledAndNamed() throws {
        let prefix = FileManager.default.temporaryDirectory.appending(path: "tuntuma-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: prefix) }
        let program = prefix.appending(path: "bin/tuntuma").path
        #expect(ShippedRules.folder(environment: [:], program: program) == nil)
        let rules = prefix.appending(path: "share/tuntuma/rules")
        try FileManager.default.createDirectory(
            at: rules.appending(path: "routing"), withIntermediateDirectories: true)
        try Data().write(to: rules.appending(path: ShippedRules.callback))
        #expect(ShippedRules.folder(environment: [:], program: program) == rules.path)
        #expect(ShippedRules.folder(environment: ["TUNTUMA_RULES": rules.path], program: "/x/tuntuma") == rules.path)
        #expect(ShippedRules.folder(environment: ["TUNTUMA_RULES": "/nowhere"], program: program) == nil)
    }
}
