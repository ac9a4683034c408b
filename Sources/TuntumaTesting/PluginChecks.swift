import Foundation
import Testing
import Tuntuma

/// What every plugin promises of its manifest.
func expectManifest(_ manifest: PluginManifest, kind: PluginManifest.Kind, _ sourceLocation: SourceLocation) {
    #expect(manifest.kind == kind, "the manifest names another kind", sourceLocation: sourceLocation)
    let characters = manifest.id.utf8
    let isWellFormed =
        !characters.isEmpty
        && characters.allSatisfy { character in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(character)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) || character == UInt8(ascii: "-")
        }
    #expect(isWellFormed, "the id is lower case letters, digits and -", sourceLocation: sourceLocation)
    let isOneLine = !manifest.summary.isEmpty && !manifest.summary.contains(where: \.isNewline)
    #expect(isOneLine, "the summary is one line", sourceLocation: sourceLocation)
    #expect(
        manifest.sample.contains(manifest.id), "the sample is a block that uses the plugin",
        sourceLocation: sourceLocation)
    #expect(
        manifest.contract == PluginManifest.currentContract, "the plugin was written for another contract",
        sourceLocation: sourceLocation)
}

/// A configuration names a metric's numbers by what it is encoded as, so that must not change on the way.
func expectConfigurationSurvivesJSON(_ configuration: some Codable, _ sourceLocation: SourceLocation) throws {
    func roundTrip<Configuration: Codable>(_ configuration: Configuration) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let first = try encoder.encode(configuration)
        let second = try encoder.encode(JSONDecoder().decode(Configuration.self, from: first))
        #expect(
            first == second, "the configuration is another after being written and read",
            sourceLocation: sourceLocation)
    }
    try roundTrip(configuration)
}
