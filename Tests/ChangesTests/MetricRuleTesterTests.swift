import Declarations
import Testing
import Tuntuma
import Workspace

@testable import Changes

/// The tests that stand in rules about metrics.
struct MetricRuleTesterTests {
    private static func failures(_ body: String, _ tests: String, before: String = "") throws -> [String?] {
        let workspace = try ClosingRun.workspace(
            "\(before)\nrule \"r\" { doc = \"x\", \(body),\n tests = { \(tests) } }")
        return MetricRuleTester(workspace).runAll().map(\.failure)
    }

    private static let drop =
        "on = \"metric\", metric = \"nps\", by = \"unit\", match = { dropped = { against = \"180d\" } },"
        + " alert = { title = \"{unit} {value}\" }"

    @Test func aTestThatHoldsPasses() throws {
        let failures = try Self.failures(
            Self.drop,
            """
            { given = { group = { unit = "åbo" }, now = net(20, 40, 79), before = net(60, 18, 106) },
              expect = { { alert = { title = "åbo -25.3" } } } },
            { given = { now = net(20, 40, 79), before = net(60, 18, 106) }, expect = { { alert = { title = "none -25.3" } } } },
            """)
        #expect(failures == [nil, nil])
    }

    @Test func aTestThatDoesNotHoldSaysWhy() throws {
        let failures = try Self.failures(
            Self.drop,
            """
            { given = { now = net(0, 12, 12), before = net(60, 18, 106) }, expect = { { alert = {} } } },
            { given = { now = net(20, 40, 79) }, expect = { { alert = {} } } },
            { given = { now = net(20, 40, 79), before = net(60, 18, 106) }, expect = {} },
            """)
        #expect(failures[0]?.contains("decided nothing (not evaluated: too few answers)") == true)
        #expect(failures[1]?.contains("nothing to compare") == true)
        #expect(failures[2]?.contains("expected nothing, but the rule decided alert") == true)
    }

    @Test(arguments: ["previous", "last-year"])
    func beforeStandsForWhateverAgainstNames(_ base: String) throws {
        for more in ["", "window = \"month\",", "every = \"1w\","] {
            let failures = try Self.failures(
                "on = \"metric\", metric = \"csat\", \(more) match = { rose = { against = \"\(base)\" } }, alert = { title = \"t\" }",
                "{ given = { now = share(90, 100), before = share(50, 100) }, expect = { { alert = {} } } }")
            #expect(failures == [nil], "\(base) \(more)")
        }
    }

    @Test func aGroupAndATargetCanBeGiven() throws {
        let group = try Self.failures(
            "on = \"metric\", metric = \"ces\", by = \"touchpoint\", match = { dropped = { against = { touchpoint = \"order\" } } },"
                + " run = function(m) alert { title = m.group.touchpoint .. \" \" .. m.n .. \" \" .. m.base_n } end",
            "{ given = { group = { touchpoint = \"invoice\" }, now = mean { [2] = 40, [3] = 20 }, before = mean { [5] = 30, [6] = 30 } },"
                + " expect = { { alert = { title = \"invoice 60 60\" } } } }")
        #expect(group == [nil])
        let target = try Self.failures(
            "on = \"metric\", metric = \"nps\", match = { dropped = { against = \"target\" } },"
                + " run = function(m) alert { title = \"target \" .. m.target } end",
            "{ given = { now = net(10, 30, 60), target = 40 }, expect = { { alert = { title = \"target 40\" } } } },"
                + " { given = { now = net(10, 30, 60) }, expect = {} }")
        #expect(target == [nil, nil])
    }

    @Test func aNestedRuleIsTestedAtTheDepthThatIsGiven() throws {
        let failures = try Self.failures(
            "on = \"metric\", metric = \"nps\", by = { \"unit\", \"touchpoint\" }, match = { dropped = { against = \"180d\" } },"
                + " alert = { title = \"{group}\" }",
            "{ given = { group = { unit = \"a\" }, now = net(20, 40, 79), before = net(60, 18, 106) },"
                + " expect = { { alert = { title = \"a\" } } } },"
                + " { given = { group = { unit = \"a\", touchpoint = \"b\" }, now = net(20, 40, 79), before = net(60, 18, 106) },"
                + " expect = { { alert = { title = \"a, b\" } } } }")
        #expect(failures == [nil, nil])
    }

    @Test func clustersAndSinceCanBeTested() throws {
        let since = try Self.failures(
            "on = \"metric\", metric = \"nps\", since = \"2026-01-01\", match = { dropped = { against = \"180d\" } }, alert = { title = \"t\" }",
            "{ given = { now = net(20, 40, 179), before = net(60, 18, 106) }, expect = { { alert = {} } } }")
        #expect(since == [nil])
        let cluster = try Self.failures(
            "on = \"metric\", metric = \"nps\", cluster = \"project\", match = { dropped = { against = \"180d\" } }, alert = { title = \"t\" }",
            "{ given = { now = net(20, 40, 79), before = net(60, 18, 106) }, expect = { { alert = {} } } }")
        #expect(cluster == [nil])
    }

    @Test func aRunThatFailsIsToldWithItsLine() throws {
        let failures = try Self.failures(
            "on = \"metric\", metric = \"nps\", run = function(m) alert { title = m.against(\"soon\").value } end",
            "{ given = { now = net(20, 40, 79) }, expect = {} }")
        #expect(failures.first??.contains("the rule failed: rules/a.lua:2: ") == true)
        #expect(failures.first??.contains("write m.against(\"180d\")") == true)
    }
}
