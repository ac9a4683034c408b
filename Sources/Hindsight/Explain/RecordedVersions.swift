import Engine
package import Foundation

/// Which versions of rules decided on an event, as a run wrote it with `--decisions`.
package struct RecordedVersions: Equatable, Sendable {
    private struct Place: Hashable {
        var rule: String
        var source: String
    }

    private var versions: [Place: [String]] = [:]

    /// Looks for the decisions on events with an id among lines of decisions. What is no such line is passed over.
    package init(event: String, in lines: Data) {
        let decoder = JSONDecoder()
        for line in RecordedLines(of: lines, holding: Self.marker(event)) {
            guard let record = try? decoder.decode(Line.self, from: line), record.event == event else { continue }
            let place = Place(rule: record.rule, source: record.source)
            if versions[place]?.last != record.version { versions[place, default: []].append(record.version) }
        }
    }

    /// The versions of a rule that decided on the event of a source, in the order of the file.
    package func versions(of rule: String, source: String) -> [String] {
        versions[Place(rule: rule, source: source)] ?? []
    }

    /// What stands in every line with the id; nil where it may be written in more than one way.
    private static func marker(_ event: String) -> ByteSearch? {
        let isPlain = event.utf8.allSatisfy { byte in
            (0x20..<0x7F).contains(byte) && ![UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/")].contains(byte)
        }
        return isPlain ? ByteSearch("\"event\":\"\(event)\"", by: "v") : nil
    }

    private struct Line: Decodable {
        var rule: String
        var version: String
        var event: String
        var source: String
    }
}
