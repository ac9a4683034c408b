import Foundation
import TuntumaTesting

extension SharedData {
    /// The columns of a CSV file, by the first word of their names. Reads quoted fields with commas and newlines.
    static func columns(_ path: String) throws -> [String: [String]] {
        let text = String(decoding: try data(path), as: UTF8.self).replacing("\u{FEFF}", with: "")
        var rows: [[String]] = [[""]]
        var isQuoted = false
        for character in text {
            let row = rows.count - 1
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: rows[row].append("")
            case "\n" where !isQuoted, "\r\n" where !isQuoted: rows.append([""])
            default: rows[row][rows[row].count - 1].append(character)
            }
        }
        var columns: [String: [String]] = [:]
        for (place, name) in (rows.first ?? []).enumerated() {
            let word = name.split(separator: " ").first.map(String.init) ?? ""
            columns[word] = rows.dropFirst().filter { $0.count > place && $0 != [""] }.map { $0[place] }
        }
        return columns
    }
}
