import Arguments
import Engine
import Testing

@testable import Reporting

struct LanguageTests {
    @Test(
        arguments: [
            (["LC_ALL": "fi_FI.UTF-8", "LANG": "sv_SE"], Language.finnish), (["LANG": "sv_FI.UTF-8"], .swedish),
            (["LC_ALL": "", "LC_MESSAGES": "sv_SE", "LANG": "fi_FI"], .swedish), (["LANG": "C.UTF-8"], .english),
            (["LANG": "fi"], .finnish), (["LANG": "FI_fi"], .finnish), (["LANG": "fil_PH"], .english), ([:], .english),
            (["LANG": "de_DE"], .english), (["LC_CTYPE": "fi_FI"], .english), (["LANG": "\u{0}fi"], .english),
        ] as [([String: String], Language)])
    func theLocaleGivesTheLanguage(environment: [String: String], language: Language) {
        #expect(Language(environment: environment) == language)
    }

    @Test(arguments: [
        (0, "0", "0"), (999, "999", "999"), (1_234, "1234", "1,234"), (12_345, "12\u{A0}345", "12,345"),
        (-1_234_567, "−1\u{A0}234\u{A0}567", "−1,234,567"),
        (.min, "−9\u{A0}223\u{A0}372\u{A0}036\u{A0}854\u{A0}775\u{A0}808", "−9,223,372,036,854,775,808"),
    ])
    func wholeNumbers(number: Int, finnish: String, english: String) {
        #expect(Language.finnish.format(number) == finnish)
        #expect(Language.swedish.format(number) == finnish)
        #expect(Language.english.format(number) == english)
    }

    @Test(arguments: [
        (31.666, 1, "31,7", "31.7"), (-0.04, 1, "0,0", "0.0"), (-0.05, 1, "−0,1", "−0.1"), (4.4133, 2, "4,41", "4.41"),
        (0.5, 0, "1", "1"), (9.999, 2, "10,00", "10.00"), (12345.678, 1, "12\u{A0}345,7", "12,345.7"),
        (.nan, 1, "–", "–"), (.infinity, 1, "–", "–"), (1e300, 2, "1e+300", "1e+300"),
        (-1.5e300, 2, "−1,5e+300", "−1.5e+300"),
    ])
    func decimals(number: Double, places: Int, finnish: String, english: String) {
        #expect(Language.finnish.format(number, decimals: places) == finnish)
        #expect(Language.english.format(number, decimals: places) == english)
    }

    @Test(arguments: [
        (0.0004, "0.4\u{A0}ms"), (0.25, "250\u{A0}ms"), (1.04, "1.0\u{A0}s"), (12.4, "12\u{A0}s"),
        (59.7, "1\u{A0}min\u{A0}0\u{A0}s"), (3_725, "62\u{A0}min\u{A0}5\u{A0}s"),
    ])
    func durations(seconds: Double, text: String) {
        #expect(Language.english.duration(seconds) == text)
    }

    @Test func daysAndReasonsAreTranslated() {
        #expect(Language.finnish.day("2026-03-02") == "2.3.2026")
        #expect(Language.swedish.day("2026-03-02") == "2026-03-02")
        #expect(Language.finnish.day("not a day") == "not a day")
        #expect(KnownReason.text("no answers", in: .finnish) == "ei vastauksia")
        #expect(KnownReason.text("not on the scale 0-10", in: .swedish) == "inte på skalan 0-10")
        #expect(KnownReason.text("fewer than 2 answers", in: .swedish) == "färre än 2 svar")
        #expect(KnownReason.text("goals: not on the scale 1-5", in: .finnish) == "goals: ei asteikolla 1-5")
        #expect(KnownReason.text("id: empty", in: .english) == "id: empty")
        #expect(KnownReason.text("fewer than half of the items were answered", in: .swedish).hasPrefix("färre än"))
        #expect(KnownReason.text("a: b: c", in: .finnish) == "a: b: c")
        #expect(KnownReason.text("my own reason", in: .finnish) == "my own reason")
    }

    /// The command line has choices of its own, which the command turns into these by name.
    @Test func everyChoiceOfTheCommandLineIsKnown() {
        #expect(LanguageChoice.allCases.map(\.rawValue).sorted() == Language.allCases.map(\.rawValue).sorted())
        #expect(PeriodChoice.allCases.map(\.rawValue) == Period.allCases.map(\.rawValue))
    }
}
