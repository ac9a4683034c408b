import Foundation
import Testing
import TuntumaTesting

extension SharedData {
    static func data(_ path: String) throws -> Data {
        try Data(contentsOf: URL(filePath: self.path(path)))
    }

    /// The rows of a CSV file whose fields hold no newlines, the header first.
    static func rows(_ path: String) throws -> [[String]] {
        let text = String(decoding: try data(path), as: UTF8.self).replacing("\u{FEFF}", with: "")
        return text.split(whereSeparator: \.isNewline).map { fields(of: $0) }
    }

    private static func fields(of line: Substring) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}
