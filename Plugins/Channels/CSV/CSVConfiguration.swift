import DelimitedText
import Tuntuma

extension CSVChannel {
    /// What a workspace may set.
    public struct Configuration: Codable, Sendable {
        /// The file, or its archive (`.gz`, `.zst`); `-` is standard input.
        public var path: String
        /// One character, or `tab`; guessed when absent.
        public var separator: String?
        /// `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`; found out when absent.
        public var encoding: String?
        /// Whether `4,5` is a number; false when absent.
        public var decimalComma: Bool?
        /// How many rows the header has; 1 when absent, 0 for a file without one.
        public var headerRows: Int?
        /// How many rows stand above the header, empty lines counted; 0 when absent.
        public var skipRows: Int?
        /// How many rows below the header are no answers; 0 when absent.
        public var skipRowsAfterHeader: Int?

        private enum CodingKeys: String, CodingKey {
            case path, separator, encoding
            case decimalComma = "decimal_comma"
            case headerRows = "header_rows"
            case skipRows = "skip_rows"
            case skipRowsAfterHeader = "skip_rows_after_header"
        }

        /// Makes a configuration in which everything but the path is guessed.
        public init(path: String) {
            self.path = path
        }
    }

    /// What a configuration says about the format.
    static func format(of configuration: Configuration) throws(ConfigurationError) -> TextFormat {
        var format = TextFormat()
        if let text = configuration.separator {
            guard let separator = Separator(text) else {
                throw ConfigurationError(
                    key: "separator", problem: "\"\(text)\" cannot separate cells",
                    expected: "one ASCII character such as \",\", \";\" or \"|\", or \"tab\"")
            }
            format.separator = separator
        }
        if let name = configuration.encoding {
            guard let encoding = TextEncoding(name: name) else {
                throw ConfigurationError(
                    key: "encoding", problem: "the encoding \"\(name)\" is not known",
                    expected: "one of \(TextEncoding.names)")
            }
            format.encoding = encoding
        }
        return format
    }

    /// What a configuration says about the header.
    static func layout(of configuration: Configuration) throws(ConfigurationError) -> TableReader.Layout {
        func rows(_ key: String, _ value: Int?, _ range: ClosedRange<Int>, or usual: Int) throws(ConfigurationError)
            -> Int
        {
            guard let value else { return usual }
            guard range.contains(value) else {
                throw ConfigurationError(
                    key: key, problem: "\(value) rows cannot be",
                    expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
            return value
        }
        return TableReader.Layout(
            rowsBefore: try rows("skip_rows", configuration.skipRows, 0...10_000, or: 0),
            headerRows: try rows("header_rows", configuration.headerRows, 0...10, or: 1),
            rowsAfter: try rows("skip_rows_after_header", configuration.skipRowsAfterHeader, 0...10_000, or: 0))
    }
}
