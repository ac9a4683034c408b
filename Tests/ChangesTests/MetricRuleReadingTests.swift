import Testing
import Tuntuma
import Workspace

@testable import Changes

/// Every mistake in a rule about a metric, told with its line.
struct MetricRuleReadingTests {
    private static func complaints(_ lua: String) -> [String] {
        do throws(any Error) {
            let workspace = try ClosingRun.workspace(lua)
            _ = try MetricRules(workspace)
            return []
        } catch let error as WorkspaceError {
            return error.complaints.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    @Test(arguments: [
        ("metric = \"nps\", match = { dropped = {} }", "match.dropped.against: is missing; expected \"180d\""),
        (
            "metric = \"nps\", match = { droped = { against = \"180d\" } }",
            "match.droped: unknown key; did you mean \"dropped\"?"
        ),
        (
            "metric = \"nps\", match = { dropped = { against = \"last-yaer\" } }",
            "match.dropped.against: \"last-yaer\" is nothing to compare with; did you mean \"last-year\"?"
        ),
        (
            "metric = \"nps\", match = { dropped = { against = { unit = \"oulu\" } } }",
            "match.dropped.against.unit: is not among the keys of by"
        ),
        ("metric = \"nps\", match = { below = {} }", "match.below.value: is missing; expected a number"),
        (
            "metric = \"nps\", match = { dropped = { against = \"180d\", min_n = 1 } }",
            "match.dropped.min_n: 1 is too small; expected 2 or more"
        ),
        ("metric = \"nps\"", "match: is missing; expected such as"),
        ("match = { below = { value = 1 } }", "metric: is missing"),
        (
            "metric = \"nps\", window = \"30 days\", match = { below = { value = 1 } }",
            "window: \"30 days\" is no number of days; expected such as \"30d\" or \"month\""
        ),
        (
            "metric = \"nps\", window = \"month\", every = \"1d\", match = { below = { value = 1 } }",
            "every: \"1d\" does not go with window = \"month\""
        ),
        (
            "metric = \"nps\", every = \"2d\", match = { below = { value = 1 } }",
            "every: \"2d\" is not known here"
        ),
        (
            "metric = \"nps\", by = \"unti\", match = { below = { value = 1 } }",
            "by: \"unti\" is nothing to group by; did you mean \"unit\"?"
        ),
        (
            "metric = \"nps\", by = { \"unit\", \"unit\" }, match = { below = { value = 1 } }",
            "by: \"unit\" stands there twice"
        ),
        (
            "metric = \"nps\", false_alarms = \"seldom\", match = { below = { value = 1 } }",
            "false_alarms: false_alarms = \"seldom\" is no budget"
        ),
        (
            "metric = \"nps\", correction = \"none\", false_alarms = \"1/year\", match = { below = { value = 1 } }",
            "false_alarms: stands beside correction = \"none\""
        ),
        (
            "metric = \"nps\", since = \"soon\", match = { below = { value = 1 } }", "since: \"soon\" is no day"
        ),
        (
            "metric = \"nps\", since = \"2025-01-01\", window = \"30d\", match = { below = { value = 1 } }",
            "window: stands beside since"
        ),
        (
            "metric = \"nps\", by = \"unit\", cluster = \"unit\", match = { below = { value = 1 } }",
            "cluster: \"unit\" makes the groups already"
        ),
        (
            "metric = \"nps\", cluster = \"project\", match = { below = { value = 1 } }",
            "cluster: a test against a fixed number knows no clusters"
        ),
        ("metric = \"nps\", match = {}", "match: is empty"),
        (
            "metric = \"nps\", once = { per = \"unit\", within = \"30d\" }, match = { below = { value = 1 } }",
            "once: unknown key"
        ),
    ])
    func mistakesAreToldWithTheirPlace(_ body: String, _ expected: String) {
        let found = Self.complaints(
            "-- one\nrule \"r\" { doc = \"x\", on = \"metric\",\n\(body), alert = { title = \"t\" } }")
        #expect(found.contains { $0.hasPrefix("rules/a.lua:") && $0.contains(expected) }, "\(found)")
    }

    @Test func aTextThatNamesNothingIsAMistake() {
        let found = Self.complaints(
            "rule \"r\" { doc = \"x\", on = \"metric\", metric = \"nps\", by = \"unit\", match = { below = { value = 1 } },"
                + " alert = { title = \"{unti} {valeu}\" } }")
        #expect(
            found.first?.contains("title: {unti} names nothing of a look; did you mean \"unit\"?") == true, "\(found)")
    }

    @Test func silenceIsAboutDeclaredGroups() {
        let found = Self.complaints(
            "rule \"r\" { doc = \"x\", on = \"silence\", by = \"channel\", after = \"2 weeks\", alert = { title = \"t\" } }"
        )
        #expect(found.contains { $0.contains("by: the workspace does not say which channel there is") })
        #expect(found.contains { $0.contains("after: \"2 weeks\" is no number of days") })
    }

    @Test func metricAndEventsDoNotMix() {
        let found = Self.complaints(
            "rule \"r\" { doc = \"x\", on = { \"response\", \"metric\" }, alert = { title = \"t\" } }")
        #expect(found.first?.contains("on: \"metric\" is no type of event; expected it alone") == true)
    }

    @Test func aMetricThatIsNotThereIsToldAtItsLine() throws {
        let lua =
            "\nrule \"r\" { doc = \"x\", on = \"metric\",\n metric = \"nsp\", match = { below = { value = 1 } }, alert = { title = \"t\" } }"
        let error = #expect(throws: WorkspaceError.self) { try ClosingRun.run(lua, ["{}"]) }
        #expect(
            error?.complaints.map(\.description) == [
                "rules/a.lua:3: rule \"r\": metric: there is no metric \"nsp\"; did you mean \"nps\"?"
            ])
    }

    @Test func allThatIsGivenIsRead() throws {
        let workspace = try ClosingRun.workspace(
            """
            rule "r" { doc = "x", on = "metric", metric = "nps", by = { "unit", "touchpoint" }, window = "60d", every = "1w",
              match = { rose = { against = "last-year", at_least = 2.5, min_n = 50 }, changed = { against = "previous" } },
              false_alarms = "5%/90d", cluster = "subject", mode = "shadow", alert = { title = "t" } }
            """)
        let rule = try #require(workspace.metricRules.first)
        var rose = LookPredicate(.rose, against: .lastYear)
        rose.atLeast = 2.5
        rose.leastAnswers = 50
        #expect(rule.subject == .metric("nps") && rule.keys == ["unit", "touchpoint"])
        #expect(rule.window == .days(60) && rule.every == .week && rule.mode == .shadow)
        #expect(rule.predicates == [rose, LookPredicate(.changed, against: .previous)])
        #expect(rule.falseAlarms == "5%/90d" && rule.cluster == "subject")
        #expect(workspace.rules.isEmpty && rule.version.hasPrefix("sha256:"))
    }
}
