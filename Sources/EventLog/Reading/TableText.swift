/// Tells a table (CSV) from JSON Lines, for whoever gives one where a log is expected: it would be rejected line by line, and
/// nothing would say what is wrong with all of them.
package enum TableText {
    /// Separators of columns: comma, semicolon, tabulator, bar.
    private static let separators: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]
    /// How many lines are looked at for columns.
    private static let lines = 20

    /// Whether the beginning of an input is a table: at least two lines, none of which is an object or a list, with the first
    /// line's separator in most of them.
    package static func isTable(_ beginning: some Collection<UInt8>) -> Bool {
        var texts: [Array<UInt8>.SubSequence] = []
        var bytes = Array(beginning)[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
            // One line that is an event makes it a log with mistakes.
            if first == 0x7B || first == 0x5B { return false }
            if texts.count < lines { texts.append(line) }
        }
        guard texts.count > 1 else { return false }
        let counts = separators.map { separator in (separator, texts[0].count { $0 == separator }) }
        guard let (separator, most) = counts.max(by: { $0.1 < $1.1 }), most > 0 else { return false }
        // Texts in quotes go over several lines.
        return texts.count { $0.contains(separator) } * 2 > texts.count
    }

    /// What is wrong with a table in place of a log, and what to do.
    /// - Parameter path: As it was named; `-` is standard input.
    package static func problem(path: String) -> String {
        let (name, advice) = path == "-" ? ("FILE.csv", "save it as FILE.csv: ") : named(path)
        return
            "is a table (CSV), and JSON Lines is expected here; \(advice)`tuntuma run \(name)` without a workspace reads it, "
            + "and shows the channel to declare for it in tuntuma.lua"
    }

    /// A name by which `tuntuma run` knows a table, and how to come by it.
    private static func named(_ path: String) -> (name: String, advice: String) {
        let packing = [".gz", ".zst"].first { path.hasSuffix($0) } ?? ""
        let plain = path.dropLast(packing.count)
        if [".csv", ".tsv", ".txt"].contains(where: { plain.lowercased().hasSuffix($0) }) { return (path, "") }
        let name = (plain.hasSuffix(".jsonl") ? plain.dropLast(".jsonl".count) : plain) + ".csv" + packing
        return (String(name), "name it \(name): ")
    }
}
