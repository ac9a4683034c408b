import Compression
import DelimitedText
import Testing

@Suite struct ColumnNamesTests {
    private func header(_ text: String) throws -> [Row] {
        var reader = try RowReader(
            try ByteSource(bytes: Array(text.utf8), path: "test"), format: TextFormat(separator: .comma))
        var rows: [Row] = []
        var row = Row()
        while try reader.next(into: &row) { rows.append(row) }
        return rows
    }

    @Test func namesAreTrimmedNumberedAndNeverTwice() throws {
        let names = ColumnNames.names(of: try header("NETPRO  ,a,a,,a (2),\u{a0}ä\u{a0},a\n"))
        #expect(names == ["NETPRO", "a", "a (2)", "column 4", "a (2) (2)", "ä", "a (3)"])
        #expect(ColumnNames.names(of: try header("#,x\n"), taken: ["#"]) == ["# (2)", "x"])
    }

    @Test func aQuestionReachesOverItsColumns() throws {
        let names = ColumnNames.names(
            of: try header("Respondent ID,Would you recommend us?,,Which?,,\n,Response,Why?,Red,Blue,\n"))
        #expect(
            names == [
                "Respondent ID", "Would you recommend us? / Response", "Would you recommend us? / Why?",
                "Which? / Red", "Which? / Blue", "column 6",
            ])
    }

    @Test func withoutAHeaderColumnsHaveNumbers() {
        #expect(ColumnNames.names(of: [], count: 3) == ["column 1", "column 2", "column 3"])
    }
}
