import Deciding
import Testing
import Tuntuma
import Workspace

/// Words in all their forms, and times that are near.
struct WordMatchTests {
    /// Reads a test of one field as a rule has it, and holds it against an event.
    private func holds(_ field: String, _ test: [String: Setting], _ draft: EventDraft) throws -> Bool {
        let condition = try ConditionReaderTests.read(.table([field: .table(test)]))
        let symbols = SymbolTable()
        let batch = EventBatch([draft], symbols: symbols)
        var scratch = MatchScratch(symbols: symbols)
        return Matcher(condition, symbols: symbols).matches(batch[0], using: &scratch)
    }

    private func problem(_ field: String, _ test: [String: Setting]) -> String {
        do throws(WorkspaceError) {
            _ = try ConditionReaderTests.read(.table([field: .table(test)]))
            return ""
        } catch {
            return error.complaints.map(\.problem).joined(separator: "; ")
        }
    }

    @Test(arguments: [
        ("fi", "Asiakaspalvelu vastasi HITAASTI", true), ("fi", "vastaus laskussa puuttui", true),
        ("fi", "hidastaa laskua", true), ("fi", "kaikki hyvin", false), ("fi", "laskin itse", false),
        ("sv", "hidas", true), ("en", "hidas", true), ("en", "hitaasti", false),
    ])
    func wordsAreFoundInTheirForms(_ language: String, _ comment: String, _ isThere: Bool) throws {
        let draft = EventDraft(id: "1", answers: ["comment": .text(comment)])
        let test: [String: Setting] = [
            "words": .list([.text("hidas"), .text("lasku")]), "language": .text(language),
        ]
        #expect(try holds("answers.comment", test, draft) == isThere)
        let list = EventDraft(id: "1", answers: ["comment": .list(["ei mitään", comment])])
        #expect(try holds("answers.comment", test, list) == isThere)
    }

    @Test func whatIsNoTextHasNoWords() throws {
        let draft = EventDraft(id: "1", answers: ["comment": .integer(1)])
        #expect(try !holds("answers.comment", ["words": .text("lasku"), "language": .text("fi")], draft))
        #expect(try !holds("answers.other", ["words": .text("lasku"), "language": .text("fi")], draft))
    }

    @Test func wordsAreChecked() {
        let words = Setting.list([.text("lasku")])
        #expect(problem("answers.comment", ["words": words]).contains("fi, sv"))
        #expect(problem("answers.comment", ["words": words, "language": .text("de")]).contains("fi, sv"))
        #expect(problem("answers.comment", ["language": .text("fi")]).contains("beside words"))
        #expect(
            problem("answers.comment", ["words": .text("ei toimi"), "language": .text("fi")])
                .contains("contains = \"ei toimi\""))
        #expect(problem("unit", ["words": words, "language": .text("fi")]).contains("answers and attributes"))
    }

    @Test(arguments: [
        ("2026-03-05T09:15:00Z", "3d", true), ("2026-03-05T09:15:01Z", "3d", false),
        ("2026-02-27T11:15:00+02:00", "3d", true), ("2026-02-27T09:14:59Z", "3d", false), ("2026-03-09", "7d", true),
        ("2026-03-10", "7d", false), ("2026-02-23", "7d", true), ("2026-02-22", "7d", false), ("soon", "7d", false),
    ])
    func timesAreNear(_ time: String, _ span: String, _ isNear: Bool) throws {
        var draft = EventDraft(id: "1", attributes: ["due": .text(time)])
        draft.time = try #require(Timestamp(internetTime: "2026-03-02T09:15:00Z"))
        #expect(try holds("attributes.due", ["within": .text(span)], draft) == isNear)
        if let about = Timestamp(internetTime: time) {
            draft.about = about
            #expect(try holds("about", ["within": .text(span)], draft) == isNear)
        }
    }

    @Test func spansAreChecked() {
        #expect(problem("about", ["within": .text("soon")]).contains("7d"))
        #expect(problem("about", ["within": .integer(7)]).contains("7d"))
        #expect(problem("about", ["within": .text("0d")]).contains("7d"))
        #expect(problem("unit", ["within": .text("7d")]).contains("for times"))
    }
}
