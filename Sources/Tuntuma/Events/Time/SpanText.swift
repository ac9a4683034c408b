/// Spans of time as people write them: `90m`, `24h`, `2d`, `1 working day`.
package enum SpanText {
    private static let units: [Character: Int64] = [
        "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000,
    ]

    /// The milliseconds of a span of clock time (`30s`, `90m`, `24h`, `2d`, `1w`); nil for any other text.
    package static func milliseconds(_ text: String) -> Int64? {
        guard let unit = text.last.flatMap({ units[$0] }), let count = whole(text.dropLast()) else { return nil }
        let (product, overflow) = count.multipliedReportingOverflow(by: unit)
        return overflow ? nil : product
    }

    /// A span as a rule has it: in the largest unit that it is whole in.
    package static func text(_ milliseconds: Int64) -> String {
        if milliseconds == 0 { return "0s" }
        let unit = units.filter { milliseconds % $0.value == 0 }.max { $0.value < $1.value }
        return unit.map { "\(milliseconds / $0.value)\($0.key)" } ?? "\(milliseconds)ms"
    }

    /// Whether a text says by when something must be done: a span of clock time above nothing, or working time
    /// (`1 working day`, `4 working hours`).
    package static func isDeadline(_ text: String) -> Bool {
        if let milliseconds = milliseconds(text) { return milliseconds > 0 }
        let words = text.split(separator: " ")
        guard words.count == 3, let count = whole(words[0]), count > 0, words[1] == "working" else { return false }
        return ["day", "days", "hour", "hours"].contains(words[2])
    }

    private static func whole(_ digits: Substring) -> Int64? {
        digits.allSatisfy { $0.isASCII && $0.isNumber } ? Int64(digits) : nil
    }
}
