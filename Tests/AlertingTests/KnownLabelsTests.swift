import Loading
import Scripting
import Testing
import Tuntuma
import Workspace
@testable import Alerting

/// What is said of labels that are typed by hand.
struct KnownLabelsTests {
    private static let text = """
        units { "turku", "oulu" }
        notifications {
          route = { receiver = "mail", group_by = { "team" }, routes = { { match = { line = "a" }, receiver = "mail" } } },
          receivers = { mail = {} },
          inhibit = { { source = { room = "x" }, target = { floor = "1" }, equal = { "house" } } },
          silences = { { match = { street = "y" }, author = "a", comment = "b", ends = "2026-03-02T05:00:00Z" } },
        }
        rule "said" { doc = "d", on = "response", match = { survey = "x" },
          alert = { title = "t", labels = { town = "{unit}" } } }
        rule "looked" { doc = "d", on = "metric", metric = "nps", by = "attributes.tier",
          match = { below = { value = 0 } }, alert = { title = "t", labels = { mood = "low" } } }
        """

    private func remarks(_ text: String) throws -> [String] {
        let workspace = try WorkspaceLoader.load(
            sources: [ScriptSource(file: "tuntuma.lua", bytes: Array(Self.text.utf8))], symbols: SymbolTable())
        return KnownLabels(workspace, try NotificationReader.plan(of: workspace)).remarks(on: labels(text))
    }

    @Test(arguments: [
        "rule=said severity=critical unit=turku key=any", "team=x line=b room=r floor=2 house=h street=s", "town=turku",
        "mood=high attributes.tier=gold", "channel=email journey=purchase", "",
    ])
    func whatTheWorkspaceSpeaksOfIsKnown(text: String) throws {
        #expect(try remarks(text) == [])
    }

    @Test func slipsAreNamed() throws {
        #expect(
            try remarks("untt=turku")
                == ["no rule gives a label \"untt\" and no route asks for it; did you mean \"unit\"?"])
        #expect(
            try remarks("weather=rain")
                == ["no rule gives a label \"weather\" and no route asks for it; only the run of a rule could give it"])
        #expect(try remarks("unit=turkku") == ["there is no unit \"turkku\"; did you mean \"turku\"?"])
        #expect(
            try remarks("rule=sad severity=bad")
                == [
                    "there is no rule \"sad\"; did you mean \"said\"?",
                    "there is no severity \"bad\"; expected critical, info or warning",
                ])
    }
}
