import Compression
package import DelimitedText
package import TableSurvey
package import Tuntuma

/// What a delimited file that nobody has described seems to hold: its format, and what each column is for. All of it is
/// guessed from the beginning of the file, and each guess has its reason.
package struct FirstLook: Sendable {
    package let path: String
    package internal(set) var encoding: Guess<TextEncoding>
    package internal(set) var separator: Guess<Separator>
    /// Whether `4,5` is a number.
    package internal(set) var decimalComma: Guess<Bool>
    /// Where the header stands.
    package internal(set) var layout: Guess<TableReader.Layout>
    /// The columns in the order of the file.
    package internal(set) var columns: [Column]
    /// How many rows were looked at, and whether those are all.
    package internal(set) var rows: Int
    package internal(set) var isWhole: Bool
    /// The rows at the end that sum the answers up.
    let totals: [TotalsRow]
    /// When the file was changed last; the time of its answers where no column has one.
    package let modified: Timestamp
    /// What a person should look at before trusting the numbers, a sentence each.
    package internal(set) var warnings: [String] = []

    /// Looks at a file; `.gz` and `.zst` too.
    package init(path: String) throws(FirstLookError) {
        let sample: (bytes: [UInt8], isWhole: Bool)
        do throws(ByteSourceError) {
            sample = try FileSample.bytes(path: path)
        } catch {
            // A problem at the very beginning is one of the whole file: it is a folder, or not there.
            let problem = error.byte.flatMap { $0 > 0 ? "byte \($0): \(error.problem)" : nil } ?? error.problem
            throw FirstLookError(path: path, line: nil, problem: problem)
        }
        try self.init(
            bytes: sample.bytes, isWhole: sample.isWhole, path: path, modified: FileTime.modified(path: path))
    }

    /// Looks at the beginning of a file that is in memory.
    package init(
        bytes: [UInt8], isWhole: Bool = true, path: String, modified: Timestamp
    ) throws(FirstLookError) {
        self.path = path
        self.modified = modified
        guard !BinaryBytes.areSpreadsheet(bytes) else {
            throw FirstLookError(
                path: path, line: nil,
                problem: "is a workbook of a spreadsheet program; save it there as CSV UTF-8 and run that")
        }
        let hasText: Bool
        do throws(DelimitedTextError) {
            var survey = try Survey(bytes, isWhole: isWhole)
            try survey.count(bytes)
            hasText = !survey.isBlank
            encoding = survey.encoding
            separator = survey.separator
            decimalComma = survey.decimalComma
            layout = survey.layout
            rows = survey.rows
            self.isWhole = survey.isWhole
            totals = survey.totals
            let roles = RoleGuess.roles(of: survey.columns, rows: survey.rows - survey.overlong.count)
            columns = zip(survey.columns, roles).map { Column(name: $0.name, role: $1) }
            warnings = Warnings.all(self, survey)
        } catch {
            throw FirstLookError(path: path, line: error.line, problem: error.problem)
        }
        guard !BinaryBytes.fill(bytes) else {
            throw FirstLookError(path: path, line: nil, problem: "is binary; expected text with a row for each answer")
        }
        guard hasText else {
            throw FirstLookError(
                path: path, line: nil, problem: "is empty; expected a header and a row for each answer")
        }
    }
}
