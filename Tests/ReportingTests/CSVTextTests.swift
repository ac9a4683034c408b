import Exports
import Testing

@testable import Reporting

@Suite struct CSVTextTests {
    private func text(_ fields: [String?]) -> String {
        var text = CSVText()
        text.append(fields)
        return String(decoding: text.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""),
        ("+358401234567", "'+358401234567"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"), ("\r=1", "\"'\r=1\""),
        ("\n=1", "\"'\n=1\""), ("\r\n=1", "\"'\r\n=1\""), ("-2+3", "'-2+3"), ("-", "'-"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("--1", "'--1"), ("-inf", "'-inf"), ("-0x1p4", "'-0x1p4"), ("-1,5", "\"'-1,5\""), ("\u{FF1D}1", "'\u{FF1D}1"),
    ])
    func whatASpreadsheetWouldRunIsText(field: String, written: String) {
        #expect(text([field]) == written + "\r\n")
    }

    @Test(arguments: ["-5", "-0.25", "-1e-07", "-1.5e+300", "5", "a=b", "1-2", "Å=1", "2026-03", "'quoted"])
    func numbersAndOtherTextsStayAsTheyAre(field: String) {
        #expect(text([field, nil, field]) == "\(field),,\(field)\r\n")
    }
}
