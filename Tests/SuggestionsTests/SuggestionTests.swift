import Testing

@testable import Suggestions

struct SuggestionTests {
    @Test(arguments: [
        ("", "abc", 3), ("abc", "", 3), ("", "", 0), ("abc", "abc", 0), ("rnu", "run", 1), ("peroid", "period", 1),
        ("kitten", "sitting", 3), ("å", "a", 1),
    ])
    func distanceCountsMistakes(left: String, right: String, distance: Int) {
        #expect(Suggestion.distance(Array(left), Array(right)) == distance)
        #expect(Suggestion.distance(Array(right), Array(left)) == distance)
    }

    @Test(
        arguments: [
            ("nmae", "name"), ("JSON", "json"), ("work", "workspace"), ("weekly", "week"), ("kysymy", "kysymys"),
            ("palvelut", "palvelu"), ("xyzzy", nil), ("", nil), ("n", nil),
            // Two words begin so: neither is meant more than the other.
            ("col", nil),
        ] as [(String, String?)])
    func nearestIsWhatWasMeant(typed: String, meant: String?) {
        let known = ["name", "json", "workspace", "week", "kysymys", "palvelu", "colour", "columns"]
        #expect(Suggestion.nearest(to: typed, among: known) == meant)
        #expect(Suggestion.nearest(to: typed, among: known.reversed()) == meant)
        #expect(Suggestion.nearest(to: typed, among: []) == nil)
    }

    @Test func aWordWithoutEndIsNoTrouble() {
        let word = String(repeating: "ä", count: 1_000_000)
        #expect(Suggestion.nearest(to: word, among: ["name", "äänestys"]) == nil)
    }

    @Test func theHintTellsTheKnownWordsWhenTheyAreFew() {
        #expect(Suggestion.hint(for: "scael", among: ["scale", "text"]) == "; did you mean \"scale\"?")
        #expect(Suggestion.hint(for: "zzz", among: ["text", "scale"]) == "; expected scale or text")
        #expect(Suggestion.hint(for: "zzz", among: (0..<25).map { "word-\($0)" }) == "")
        #expect(Suggestion.hint(for: "zzz", among: []) == "")
        #expect(Suggestion.oneOf(["a", "b", "c"]) == "a, b or c")
        #expect(Suggestion.oneOf(["a"]) == "a")
    }
}
