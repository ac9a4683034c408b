import EventLog
import Foundation
import Testing
import TuntumaTesting

/// The JSON parsing test suite, file by file.
@Suite(.enabled(if: SharedData.isPresent, SharedData.absence))
struct JSONSuiteTests {
    private static let folder = "json_test_suite/test_parsing"

    /// A document as the value of a field that the host does not know.
    private static func wrap(_ document: [UInt8]) -> [UInt8] {
        Array(#"{"id":"a","time":"2026-03-02T09:15:00Z","type":"response","x":"#.utf8) + document + [0x7D]
    }

    /// On one line: in a valid document raw newlines stand between tokens only, where a blank means the same.
    private static func minified(_ document: [UInt8]) -> [UInt8] {
        document.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
    }

    @Test func whatIsValidIsAccepted() throws {
        let names = SharedData.names(in: Self.folder, prefix: "y_")
        #expect(names.count == 95)
        for name in names {
            let decoded = try Decoded(Self.wrap(Self.minified(Array(try SharedData.data("\(Self.folder)/\(name)")))))
            #expect(decoded.reasons == [], "\(name)")
            #expect(decoded.events.count == 1, "\(name)")
        }
    }

    /// As a line of its own. A document over several lines is several lines of a log: each that is not blank is
    /// rejected. A document of white space alone is a blank line, which is nothing at all.
    @Test func whatIsInvalidIsRejected() throws {
        let names = SharedData.names(in: Self.folder, prefix: "n_")
        #expect(names.count == 188)
        var blank: [String] = []
        for name in names {
            let document = Array(try SharedData.data("\(Self.folder)/\(name)"))
            let decoded = try Decoded(document)
            let lines = document.split(separator: 0x0A).count { !$0.allSatisfy { [0x20, 0x09, 0x0D].contains($0) } }
            #expect(decoded.events.isEmpty, "\(name)")
            #expect(decoded.reasons.count == lines, "\(name)")
            #expect(decoded.reasons.allSatisfy { !$0.isEmpty })
            if lines == 0 { blank.append(name) }
        }
        #expect(blank == ["n_single_space.json", "n_structure_no_data.json"])
    }

    /// As the value of an unknown field too: what the host does not know must still be JSON.
    @Test func whatIsInvalidSpoilsItsEvent() throws {
        for name in SharedData.names(in: Self.folder, prefix: "n_") {
            let decoded = try Decoded(Self.wrap(Array(try SharedData.data("\(Self.folder)/\(name)"))))
            #expect(decoded.events.isEmpty, "\(name)")
            #expect(!decoded.reasons.isEmpty, "\(name)")
        }
    }

    /// What a parser may take or not: the line is one or the other, and nothing traps.
    @Test func whatIsUndecidedIsOneOrTheOther() throws {
        let names = SharedData.names(in: Self.folder, prefix: "i_")
        #expect(names.count == 35)
        for name in names {
            let document = Array(try SharedData.data("\(Self.folder)/\(name)"))
            for line in [document, Self.wrap(document)] {
                let decoded = try Decoded(line)
                #expect(decoded.chunk.records == decoded.events.count + decoded.reasons.count, "\(name)")
            }
        }
    }

    @Test func transformsAreOneOrTheOther() throws {
        for name in SharedData.names(in: "json_test_suite/test_transform", prefix: "") {
            let document = Self.minified(Array(try SharedData.data("json_test_suite/test_transform/\(name)")))
            let decoded = try Decoded(Self.wrap(document))
            #expect(decoded.chunk.records == decoded.events.count + decoded.reasons.count, "\(name)")
        }
    }
}
