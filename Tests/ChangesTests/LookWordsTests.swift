import Testing
import Tuntuma
import Workspace

@testable import Changes

struct LookWordsTests {
    private static func measure(_ finding: LookFinding?, days: Int? = nil) -> Measure {
        var measure = Measure(
            rule: "r", metric: "nps", group: [("unit", "Åbo"), ("touchpoint", nil)],
            day: CivilDate(year: 2026, month: 11, day: 5), time: 0, result: .net(promoters: 40, detractors: 25, of: 79),
            previous: MetricResult(none: "x"), target: 30, finding: finding, against: { _ in nil },
            chart: { _, _ throws(ChartError) in throw ChartError("none") })
        measure.silentDays = days
        return measure
    }

    private static let finding = LookFinding(
        value: 22, n: 79, base: 42.04, baseCount: 106, difference: -20.04, p: 0.000_21, method: "permutation",
        since: CivilDate(year: 2026, month: 10, day: 12))

    @Test(arguments: [
        (["en"], "42 -> 22, n 79 against 106, p = 0.0002, since about 12 October"),
        (["fi", "sv"], "42 -> 22, n 79, vertailussa 106, p = 0,0002, noin 12. lokakuuta alkaen"),
        (["sv-FI"], "42 -> 22, n 79 mot 106, p = 0,0002, sedan omkring 12 oktober"),
        (["de"], "42 -> 22, n 79 against 106, p = 0.0002, since about 12 October"),
    ])
    func theSummaryIsInTheOrganisationsLanguage(_ languages: [String], _ text: String) {
        #expect(LookWords(languages).text(of: "summary", Self.measure(Self.finding)) == text)
    }

    @Test(arguments: [
        ("value", "22"), ("n", "79"), ("base", "42"), ("base_n", "106"), ("difference", "-20"), ("p", "0.0002"),
        ("since", "12 October"), ("metric", "nps"), ("group", "Åbo, none"), ("unit", "Åbo"), ("touchpoint", "none"),
        ("day", "2026-11-05"), ("target", "30"), ("days", ""),
    ])
    func everyNameHasItsText(_ name: String, _ text: String) {
        #expect(LookWords([]).text(of: name, Self.measure(Self.finding)) == text)
    }

    @Test func aTinyPIsNotNought() {
        var finding = Self.finding
        finding.p = 1e-9
        finding.since = nil
        // A number that was not asked of anybody is not what the value was before.
        finding.baseCount = nil
        #expect(LookWords([]).text(of: "summary", Self.measure(finding)) == "22 against 42, n 79, p < 0.0001")
        #expect(
            LookWords(["fi"]).text(of: "summary", Self.measure(finding)) == "22, vertailussa 42, n 79, p < 0,0001")
        #expect(LookWords(["sv"]).text(of: "summary", Self.measure(finding)) == "22 mot 42, n 79, p < 0,0001")
        #expect(LookWords([]).text(of: "p", Self.measure(finding)) == "< 0.0001")
    }

    /// What `run` asked is what was found, where one question alone was answered.
    @Test func whatRunAskedIsSaid() {
        var measure = Self.measure(nil)
        #expect(LookWords([]).text(of: "summary", measure).hasSuffix(", n 79"))
        let question = LookPredicate(.dropped, against: .days(180))
        measure.answers = [(question, nil), (question, Self.finding)]
        #expect(LookWords([]).text(of: "summary", measure).hasPrefix("42 -> 22, n 79 against 106"))
        measure.answers = [(question, Self.finding), (question, Self.finding)]
        #expect(LookWords([]).text(of: "summary", measure).hasSuffix(", n 79"))
    }

    @Test func silenceIsSaidInDays() {
        #expect(LookWords(["fi"]).text(of: "summary", Self.measure(nil, days: 14)) == "ei vastauksia 14 päivään")
        #expect(LookWords(["sv"]).text(of: "summary", Self.measure(nil, days: 1)) == "inga svar på 1 dag")
        #expect(LookWords(["en"]).text(of: "days", Self.measure(nil, days: 3)) == "3")
    }

    @Test func numbersBeyondAllMeasureDoNotTrap() {
        var finding = Self.finding
        finding.value = 1e300
        finding.base = -.infinity
        let text = LookWords([]).text(of: "summary", Self.measure(finding))
        #expect(text.hasPrefix("-inf -> 1e+300"))
    }
}
