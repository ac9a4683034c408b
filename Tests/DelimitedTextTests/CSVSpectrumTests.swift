import DelimitedText
import Foundation
import Testing
import TuntumaTesting

/// github.com/max-mapper/csv-spectrum: small files with what they should be read as. Skipped without shared/data.
@Suite(.enabled(if: SharedData.isPresent, SharedData.absence))
struct CSVSpectrumTests {
    private func bytes(of name: String) throws -> [UInt8] {
        let folder = URL(filePath: try SharedData.path("csv_spectrum/csvs"))
        let bytes = Array(try Data(contentsOf: folder.appending(path: "\(name).csv")))
        guard name.hasSuffix("_crlf") else { return bytes }
        // The repository has normalised their line ends.
        return bytes.flatMap { $0 == UInt8(ascii: "\n") ? Array("\r\n".utf8) : [$0] }
    }

    @Test(arguments: [
        "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines", "newlines_crlf",
        "quotes_and_newlines", "simple", "simple_crlf", "utf8",
    ])
    func readsWhatItsJSONSays(name: String) throws {
        let json = URL(filePath: try SharedData.path("csv_spectrum/json/\(name).json"))
        let expected = try JSONDecoder().decode([[String: String]].self, from: Data(contentsOf: json))
        for blockBytes in [5, 1 << 16] {
            let rows = try Reading(bytes: try bytes(of: name), blockBytes: blockBytes).rows
            let header = try #require(rows.first)
            #expect(rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) } == expected)
        }
    }

    /// Its JSON is another record, so this says what the file holds: U+FFFD, as characters, since they are in the
    /// file, and a quote in the middle of a cell.
    @Test func locationCoordinates() throws {
        let rows = try Reading(bytes: try bytes(of: "location_coordinates")).rows
        #expect(
            rows == [
                ["Contact Phone Number", "Location Coordinates", "Cities", "Counties"],
                ["2095257564", "37\u{fffd}36'37.8\"N 121\u{fffd}2'17.9\"W", "Modesto", "Stanislaus"],
            ])
    }
}
