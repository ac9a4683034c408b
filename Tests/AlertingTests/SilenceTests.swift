import Testing

@testable import Alerting

/// Silences as Alertmanager's users know them: by any label, from a time to a time, by somebody for a reason.
struct SilenceTests {
    private func silence(_ match: String, _ more: String = "") throws -> Silence {
        let plan = try plan(
            """
            units { "turku", "oulu" }
            notifications { route = { receiver = "mail" }, silences = { { match = { \(match) }, author = "Åsa",
              comment = "ombyggnad", \(more) ends = "2026-03-02T12:00:00+02:00" } } }
            """)
        return try #require(plan.silences.first)
    }

    @Test(arguments: [
        ("unit = \"turku\"", "unit=turku", true), ("unit = \"turku\"", "unit=oulu", false),
        ("unit = { \"turku\", \"oulu\" }", "unit=oulu", true), ("unit = { is_not = \"turku\" }", "unit=oulu", true),
        ("unit = { is_not = { \"turku\", \"oulu\" } }", "unit=oulu", false),
        ("unit = { is_not = \"turku\" }", "", true),
        ("team = { matches = \"a|b.*\" }", "team=bc", true), ("team = { matches = \"a|b.*\" }", "team=ab", false),
        ("team = { matches_not = \"a|b.*\" }", "team=ab", true),
        ("team = { prefix = \"north-\" }", "team=north-1", true),
        ("team = { exists = false }", "team=a", false),
        ("[\"attributes.tier\"] = \"gold\"", "attributes.tier=gold", true),
        ("unit = \"turku\", team = { is_not = \"a\", matches = \"[ab]\" }", "unit=turku team=b", true),
        ("unit = \"turku\", team = { is_not = \"a\", matches = \"[ab]\" }", "unit=turku team=a", false),
    ])
    func anyLabelMatches(match: String, alert: String, isSilenced: Bool) throws {
        let time = try at("2026-03-02T09:00:00+02:00")
        #expect(try silence(match).silences(labels(alert), at: time) == isSilenced)
    }

    @Test func aSilenceBeginsHoldsAndExpires() throws {
        let (start, end) = (try at("2026-03-02T08:00:00+02:00"), try at("2026-03-02T12:00:00+02:00"))
        let silence = try silence("unit = \"turku\"", "starts = \"2026-03-02T08:00:00+02:00\",")
        #expect(
            [start - 1, start, end - 1, end].map { silence.state(at: $0) } == [.pending, .active, .active, .expired])
        #expect(
            [start - 1, start, end - 1, end].map { silence.silences(labels("unit=turku"), at: $0) } == [
                false, true, true, false,
            ])
        let always = try self.silence("unit = \"turku\"")
        #expect([0, end - 1, end].map { always.state(at: $0) } == [.active, .active, .expired])
        #expect(
            "\(silence.json(at: end))".contains("expired") && silence.author == "Åsa" && silence.comment == "ombyggnad")
    }

    @Test func nobodyIsSilencedWithoutAnAuthorAReasonAndAnEnd() throws {
        let found = try mistakes(
            "notifications { route = { receiver = \"mail\" }, silences = { { match = { team = \"a\" } } } }")
        for key in ["author", "comment", "ends"] {
            #expect(found.contains { $0.contains("silences.1.\(key): is missing") }, "\(found)")
        }
    }
}
