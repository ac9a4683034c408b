import Changes
import Declarations
import Testing
import Workspace

/// Which groups a rule about silence misses: those that the workspace declares, or that the rule names.
@Suite(.serialized)
struct SilenceGroupsTests {
    private static let declared = """
        units { finland = {}, turku = { parent = "finland" }, oulu = { parent = "finland" } }
        touchpoints {
          order = { journey = "purchase", stage = "ordering", controlled = true },
          ["go-live"] = { journey = "project", stage = "delivery" },
          review = { journey = "project", stage = "after" },
          shop = {},
        }
        survey "pulse" { questions = { nps = scale(0, 10) } }
        survey "project" { touchpoint = "go-live", questions = { nps = scale(0, 10) } }

        """

    private func rule(_ keys: String) -> String {
        Self.declared
            + "rule \"quiet\" { doc = \"x\", on = \"silence\", \(keys), after = \"3d\", alert = { title = \"{group}\" } }"
    }

    private func groups(_ keys: String) throws -> [[String]] {
        let workspace = try ClosingRun.workspace(rule(keys))
        let rule = try #require(workspace.metricRules.first)
        return rule.groups ?? DeclaredGroups(workspace).groups(by: rule.keys)
    }

    private func problems(_ keys: String) -> String {
        do {
            _ = try ClosingRun.workspace(rule(keys))
            return ""
        } catch {
            return "\(error)"
        }
    }

    @Test func declaredGroupsBelongTogether() throws {
        // The whole country has no answers of its own.
        #expect(try groups("by = \"unit\"") == [["oulu"], ["turku"]])
        #expect(try groups("by = \"journey\"") == [["project"], ["purchase"]])
        #expect(
            try groups("by = { \"journey\", \"stage\" }")
                == [["project", "after"], ["project", "delivery"], ["purchase", "ordering"]])
        #expect(
            try groups("by = { \"controlled\", \"unit\" }") == [["true", "oulu"], ["true", "turku"]])
        #expect(try groups("by = \"survey\"") == [["project"], ["pulse"]])
        // A survey that is asked at one touchpoint is missed there alone.
        #expect(
            try groups("by = { \"survey\", \"touchpoint\" }")
                == [
                    ["project", "go-live"], ["pulse", "go-live"], ["pulse", "order"], ["pulse", "review"],
                    ["pulse", "shop"],
                ])
        #expect(try groups("by = { \"unit\", \"touchpoint\" }").count == 8)
    }

    @Test func aRuleMayNameItsGroups() throws {
        #expect(
            try groups(
                "groups = { { unit = \"turku\", touchpoint = \"shop\" }, { touchpoint = \"order\", unit = \"oulu\" } }")
                == [["order", "oulu"], ["shop", "turku"]])
        #expect(
            try groups("by = { \"unit\", \"channel\" }, groups = { { channel = \"email\", unit = \"turku\" } }")
                == [["turku", "email"]])
        #expect(
            try groups("groups = { { [\"attributes.vip\"] = true }, { [\"attributes.vip\"] = false } }")
                == [["false"], ["true"]])
    }

    @Test func whatCannotBeMissedIsRefused() {
        #expect(
            problems("by = \"channel\"").contains("by: the workspace does not say which channel there is; name them: "))
        #expect(problems("by = \"attributes.tier\"").contains("groups = { { [\"attributes.tier\"] = \"...\" } }"))
        #expect(problems("limits = {}").contains("by: is missing; expected \"unit\", \"touchpoint\", "))
        #expect(problems("groups = {}").contains("groups"))
        #expect(problems("groups = { \"turku\" }").contains("groups.1: expected a table, but this is a text"))
        #expect(
            problems("groups = { { unit = \"turkku\" } }").contains(
                "there is no unit \"turkku\"; did you mean \"turku\"?"))
        #expect(problems("groups = { { unti = \"turku\" } }").contains("did you mean \"unit\"?"))
        #expect(
            problems("groups = { { unit = \"oulu\" }, { unit = \"oulu\" } }").contains("groups.2: stands there twice"))
        let mixed = problems("groups = { { unit = \"oulu\" }, { touchpoint = \"order\" } }")
        #expect(mixed.contains("groups.2.touchpoint: is no key of the other groups; expected unit"))
        #expect(mixed.contains("groups.2.unit: is missing; each group has the same keys"))
        #expect(problems("by = \"unit\", groups = { { unit = {} } }").contains("groups.1.unit: expected a text"))
    }

    /// A test gives a group by any key; of named groups it must be one.
    @Test func testsGiveGroups() throws {
        func results(_ keys: String, _ group: String) throws -> [String?] {
            let tests =
                "tests = { { name = \"t\", given = { group = { \(group) }, days = 3 }, expect = { { alert = {} } } } }"
            return MetricRuleTester(try ClosingRun.workspace(rule("\(keys), \(tests)"))).runAll().map(\.failure)
        }
        #expect(try results("by = { \"stage\", \"survey\" }", "stage = \"after\", survey = \"pulse\"") == [nil])
        let named = "groups = { { channel = \"sms\" }, { channel = \"email\" } }"
        #expect(try results(named, "channel = \"email\"") == [nil])
        #expect(try results(named, "channel = \"web\"").compactMap(\.self).count == 1)
    }

    /// What is said in a run: of groups that answer nothing is said, of the others once they are silent.
    @Test func namedGroupsAreMissed() throws {
        let lines = (0..<12).flatMap { day in
            ["email", "sms"].filter { $0 == "email" || day < 5 }.enumerated().map { place, channel in
                ClosingRun.response(
                    day * 2 + place, at: day * 86_400 + 3_600 + place, 9, unit: "turku",
                    more: ",\"channel\":\"\(channel)\"")
            }
        }
        let run = try ClosingRun.run(
            rule("groups = { { channel = \"sms\" }, { channel = \"email\" }, { channel = \"web\" } }"), lines)
        #expect(run.values("title") == ["web", "sms"])
        let staged = try ClosingRun.run(rule("by = \"stage\""), lines)
        #expect(Set(staged.values("title")) == ["after", "delivery", "ordering"])
    }
}
