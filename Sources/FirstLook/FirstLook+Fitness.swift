import TableSurvey
import DelimitedText

/// Whether there is something to measure.
extension FirstLook {
    /// Looks at a file that shall be measured: it must be a table, with rows.
    package init(answers path: String) throws(FirstLookError) {
        try self.init(path: path)
        // A column of scores alone is enough; any other is prose, or a table that was not taken apart.
        guard columns.count > 1 || rows > 0 && !scores.isEmpty else {
            let name = columns.first?.name ?? ""
            if rows > 0, name.count(where: { $0 == ";" }) > 1 || name.count(where: { $0 == "," }) > 1 {
                throw FirstLookError(
                    path: path, line: nil,
                    problem:
                        "has one column only: each row stands between quotes as a whole; export it again without them")
            }
            throw FirstLookError(
                path: path, line: nil,
                problem: "has one column only, and it has no scores; expected a column of scores, or columns between "
                    + "commas, semicolons, tabs or bars, with a header")
        }
        guard rows > 0 else {
            throw FirstLookError(
                path: path, line: nil, problem: "has a header and no rows below it; expected a row for each answer")
        }
    }

    /// Whether a file's name says that it is delimited text, or a workbook of a spreadsheet: that is refused with what to do.
    package static func isNamedAsTable(_ path: String) -> Bool {
        var name = path.lowercased()
        for packing in [".gz", ".zst"] where name.hasSuffix(packing) { name.removeLast(packing.count) }
        return [".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".numbers"].contains { name.hasSuffix($0) }
    }

    /// Whether a file begins as JSON Lines do, whatever its name says.
    package static func beginsAsJSON(_ path: String) -> Bool {
        guard let beginning = try? FileSample.beginning(path: path) else { return false }
        return beginning.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) } == UInt8(ascii: "{")
    }
}
