import Engine
import Foundation
import Testing
import Tuntuma
import TuntumaTesting
import Workspace

@testable import Changes

/// What rules say of groups: predicates, bases, clusters, weights, and why they say nothing.
struct VerdictTests {
    /// A log of so many days with one list of scores a day.
    private static func lines(
        _ days: Int, _ scores: (Int) -> [(score: Int, more: String)], question: String = "nps"
    ) -> [String] {
        var id = 0
        return (0..<days).flatMap { day in
            scores(day).enumerated().map { index, answer in
                id += 1
                return ClosingRun.response(
                    id, at: day * 86_400 + 30_000 + index, answer.score, to: question, more: answer.more)
            }
        }
    }

    private static func rule(_ body: String) -> String {
        "rule \"r\" { doc = \"x\", on = \"metric\", metric = \"nps\", \(body), alert = { title = \"{value} {base} {day}\" } }"
    }

    private static func drop(_ day: Int) -> [(score: Int, more: String)] {
        day < 100 ? [(10, ""), (9, ""), (8, ""), (4, "")] : [(10, ""), (3, ""), (7, ""), (2, "")]
    }

    @Test(arguments: [
        ("window = \"30d\", match = { dropped = { against = \"60d\" } }", true),
        ("window = \"30d\", match = { rose = { against = \"60d\" } }", false),
        ("window = \"30d\", match = { changed = { against = \"previous\" } }", true),
        ("window = \"30d\", match = { dropped = { against = \"60d\", at_least = 90 } }", false),
        ("window = \"30d\", match = { dropped = { against = \"60d\", min_n = 500 } }", false),
        ("window = \"30d\", match = { below = { value = 10 } }", true),
        ("window = \"30d\", match = { above = { value = -20 } }", true),
        ("window = \"30d\", match = { above = { value = 60 } }", false),
        ("window = \"30d\", match = { dropped = { against = \"60d\" }, below = { value = -90 } }", false),
        ("window = \"month\", match = { dropped = { against = \"previous\" } }", true),
        ("window = \"30d\", every = \"1w\", match = { dropped = { against = \"60d\" } }", true),
        ("since = \"2025-04-11\", match = { dropped = { against = \"90d\" } }", true),
        ("since = \"2025-02-01\", match = { rose = { against = \"30d\" } }", false),
        ("window = \"30d\", correction = \"none\", match = { dropped = { against = \"60d\" } }", true),
    ])
    func predicatesHoldWhenTheyShould(_ body: String, _ holds: Bool) throws {
        let run = try ClosingRun.run(Self.rule(body), Self.lines(160, Self.drop))
        #expect(run.lines.isEmpty == !holds, "\(run.lines)")
    }

    @Test func lastYearIsTheSameDaysAYearBefore() throws {
        // Low every January: the season is no drop, a low February is one.
        let lines = Self.lines(450) { day in
            let isLow = day < 31 || (365..<396).contains(day) || day >= 410
            return isLow ? [(10, ""), (3, ""), (7, ""), (2, "")] : [(10, ""), (9, ""), (8, ""), (4, "")]
        }
        let body = "window = \"30d\", match = { dropped = { against = \"last-year\" } }"
        let run = try ClosingRun.run(Self.rule(body), lines)
        #expect(run.lines.count == 1)
        let day = try #require(run.values("close").first)
        #expect(day > "2026-02-14", "\(day)")
    }

    @Test func aGroupIsComparedWithAnother() throws {
        let rule = """
            rule "r" { doc = "x", on = "metric", metric = "nps", by = "touchpoint", window = "30d",
              match = { dropped = { against = { touchpoint = "order" } } },
              alert = { title = "{touchpoint}: {base} -> {value}" } }
            """
        let lines = Self.lines(40) { _ in
            let (order, invoice) = (",\"touchpoint\":\"order\"", ",\"touchpoint\":\"lasku\"")
            return [
                (10, order), (9, order), (8, order), (4, order), (10, invoice), (2, invoice), (8, invoice),
                (4, invoice),
            ]
        }
        let run = try ClosingRun.run(rule, lines)
        #expect(run.values("title") == ["lasku: 25 -> -25"])
        let row = try #require(run.report.metricRules.first)
        #expect(row.looks.notEvaluated[.nothingToCompare, default: 0] > 20)
    }

    /// Only groups that have the key of the other one can be held against it.
    @Test func aPartIsComparedWithAnotherPartOfItsUnit() throws {
        let rule = """
            rule "r" { doc = "x", on = "metric", metric = "nps", by = { "unit", "touchpoint" }, window = "30d",
              match = { dropped = { against = { touchpoint = "order" } } }, alert = { title = "{group} {base}" } }
            """
        let lines = Self.lines(40) { _ in
            [("turku", 2), ("oulu", 9)].flatMap { unit, score -> [(score: Int, more: String)] in
                let (order, other) = ("order", "lasku")
                return [
                    (10, order), (9, order), (8, order), (4, order), (10, other), (score, other), (8, other),
                    (3, other),
                ]
                .map { ($0.0, ",\"unit\":\"\(unit)\",\"touchpoint\":\"\($0.1)\"") }
            }
        }
        #expect(try ClosingRun.run(rule, lines).values("title") == ["turku, lasku 25"])
    }

    /// On a scale of 101 steps the test is exact too, though no step is kept by day.
    @Test func aWideScaleIsTestedExactly() throws {
        let rule = """
            metric { id = "effort", plugin = "ces", question = "ces", scale = { 0, 100 } }
            rule "r" { doc = "x", on = "metric", metric = "effort", window = "30d", cluster = "project",
              match = { dropped = { against = "60d" } }, alert = { title = "{base} -> {value}" } }
            rule "s" { doc = "x", on = "metric", metric = "effort", window = "30d",
              match = { dropped = { against = "60d" } }, alert = { title = "{base} -> {value}" } }
            """
        let lines = Self.lines(
            130, { day in (0..<3).map { index in ((day < 95 ? 60 : 30) + (day * 7 + index * 13) % 40, "") } },
            question: "ces")
        let run = try ClosingRun.run(rule, lines)
        #expect(run.lines.count == 2)
        #expect(run.lines.contains { $0.contains(#""method":"permutation""#) })
        #expect(run.lines.contains { $0.contains(#""method":"cluster-permutation""#) })
    }

    @Test func withoutAGoalNothingIsSaid() throws {
        let body = "window = \"30d\", match = { dropped = { against = \"target\" } }"
        let lines = Self.lines(60, Self.drop)
        let none = try ClosingRun.run(Self.rule(body), lines)
        #expect(none.lines.isEmpty)
        #expect(none.report.metricRules.first?.looks.notEvaluated[.noTarget, default: 0] == 59 - 7)
        let some = try ClosingRun.run("goals { { metric = \"nps\", target = 60 } }\n" + Self.rule(body), lines)
        #expect(some.values("finding").count == 1)
    }

    /// Five alike contacts of a project are one opinion.
    @Test func clustersAreCountedAsOne() throws {
        let lines = Self.lines(120) { day in
            let project = ",\"project\":\"p-\(day / 10)\""
            let score = day < 80 ? [10, 9, 3][day / 10 % 3] : [9, 2, 3][day / 10 % 3]
            return (0..<5).map { _ in (score, project) }
        }
        let body = "window = \"30d\", match = { dropped = { against = \"60d\" } }"
        let plain = try ClosingRun.run(Self.rule(body), lines)
        #expect(!plain.lines.isEmpty)
        let clustered = try ClosingRun.run(Self.rule(body + ", cluster = \"project\""), lines)
        #expect(clustered.lines.isEmpty, "\(clustered.lines)")
    }

    /// A project that answered at two touchpoints is one cluster of the unit, as it is where touchpoints are not told apart.
    @Test func aWholeHasTheClustersOfItsParts() throws {
        let lines = Self.lines(120) { day in
            [10, 9, 8, 3].enumerated().map { place, score in
                let touchpoint = place < 2 ? "order" : "help"
                return (
                    day < 80 ? score : [9, 2, 3, 1][place],
                    ",\"unit\":\"turku\",\"touchpoint\":\"\(touchpoint)\",\"project\":\"p-\(day / 2)\""
                )
            }
        }
        func findings(by keys: String) throws -> [String] {
            let rule = """
                rule "r" { doc = "x", on = "metric", metric = "nps", by = \(keys), window = "30d", cluster = "project",
                  match = { dropped = { against = "60d" } }, alert = { key = "k", title = "{unit}" } }
                """
            return try ClosingRun.run(rule, lines).lines.filter { $0.contains("\"group\":{\"unit\":\"turku\"}") }
                .compactMap { line in line.firstRange(of: "\"finding\"").map { String(line[$0.lowerBound...]) } }
        }
        let (apart, together) = (try findings(by: "{ \"unit\", \"touchpoint\" }"), try findings(by: "\"unit\""))
        #expect(apart.count == 1 && apart.first?.contains("cluster-permutation") == true)
        // With touchpoints there are more groups, so the levels are others, and the day may be too.
        #expect(together.count == 1)
    }

    /// The index of project experience is no mean of whole numbers; its clusters are tested all the same.
    @Test func projectsAreTestedWhole() throws {
        func run(projectOf: (Int, Int) -> String?, lowFrom: Int) throws -> ClosingRun {
            let rule = """
                rule "r" { doc = "x", on = "metric", metric = "project-experience", window = "30d", cluster = "project",
                  match = { dropped = { against = "60d", at_least = 0.5 } }, alert = { title = "{summary}" } }
                """
            var id = 0
            let lines = (0..<130).flatMap { day in
                (0..<4).map { index -> String in
                    id += 1
                    let project = projectOf(day, index)
                    let score = day < lowFrom ? [5, 4, 5, 3][index] : [3, 2, 4, 1][index]
                    let line = ClosingRun.response(
                        id, at: day * 86_400 + 30_000 + index, score, to: "goals",
                        more: ",\"survey\":\"project\"" + (project.map { ",\"project\":\"\($0)\"" } ?? ""))
                    let items = "\"communication\":\(score),\"expertise\":\(5 - index),\"goals\""
                    return line.replacingOccurrences(of: "\"goals\"", with: items)
                }
            }
            return try ClosingRun.run(rule, lines)
        }
        let small = try run(projectOf: { day, index in "p-\(day)-\(index % 2)" }, lowFrom: 90)
        #expect(small.lines.count == 1 && small.lines.first?.contains("cluster-permutation") == true, "\(small.lines)")
        // Two projects for a month say nothing of all projects.
        let large = try run(projectOf: { day, index in "p-\(day / 30)-\(index % 2)" }, lowFrom: 90)
        #expect(large.lines.isEmpty, "\(large.lines)")
        let none = try run(projectOf: { day, index in index == 0 ? nil : "p-\(day)" }, lowFrom: 90)
        #expect(none.lines.isEmpty)
        #expect(none.report.metricRules.first?.looks.notEvaluated[.noClusters, default: 0] ?? 0 > 0)
    }

    /// An alert of a survey that is not asked any more does not go on for ever.
    @Test func whatGoesOnEndsWhenTheAnswersStop() throws {
        var lines = Self.lines(130, Self.drop)
        let answered = lines.count
        lines += (130..<250).map { ClosingRun.response(answered + $0, at: $0 * 86_400, 4, to: "csat") }
        let run = try ClosingRun.run(
            Self.rule("window = \"30d\", match = { dropped = { against = \"60d\" } }"), lines)
        #expect(run.alerts.map(\.holds).last == false, "\(run.alerts.map(\.holds))")
        #expect(run.alerts.contains { $0.holds })
    }

    /// A metric in Lua may say nothing of few answers. Its days have too few, and its windows have not; where those have too few
    /// too, that it has no value is what is recorded.
    @Test func aMetricWithoutAValueIsNotEvaluated() throws {
        func rules(_ least: Int) -> String {
            """
            metric "shy" {
              question = "nps", scale = { 0, 10 },
              value = function(state)
                if state.n < \(least) then return none("too shy") end
                return share(state.answers:count(9) + state.answers:count(10), state.n)
              end,
            }
            rule "r" { doc = "x", on = "metric", metric = "shy", window = "30d",
              match = { dropped = { against = "60d" } }, alert = { title = "{summary}" } }
            rule "s" { doc = "x", on = "metric", metric = "shy", window = "30d",
              match = { below = { value = 90 } }, alert = { title = "{summary}" } }
            """
        }
        let lines = Self.lines(130, Self.drop)
        let open = try ClosingRun.run(rules(50), lines)
        #expect(open.values("rule").contains("r") && open.values("rule").contains("s"), "\(open.lines)")
        let shy = try ClosingRun.run(rules(1_000_000), lines)
        #expect(shy.lines.isEmpty)
        for row in shy.report.metricRules {
            #expect(row.looks.notEvaluated[.noValue, default: 0] > 80, "\(row.looks.notEvaluated)")
        }
    }

    @Test func theWeightedTestDecides() throws {
        let metric = "metric { id = \"nps\", plugin = \"nps\", weight = \"attributes.w\" }\n"
        // The many that changed weigh nothing to speak of.
        let lines = Self.lines(120) { day in
            let low = day < 80 ? 9 : 2
            return [(10, ""), (8, ""), (3, ""), (9, "")].map { ($0.0, ",\"attributes\":{\"w\":5}") }
                + [(low, ",\"attributes\":{\"w\":0.1}"), (low, ",\"attributes\":{\"w\":0.1}")]
        }
        let body = "window = \"30d\", match = { dropped = { against = \"60d\" } }"
        let weighted = try ClosingRun.run(metric + Self.rule(body), lines)
        #expect(weighted.lines.isEmpty, "\(weighted.lines)")
        let plain = try ClosingRun.run(Self.rule(body), lines)
        #expect(!plain.lines.isEmpty)
        // And where the weighted values are others, a finding is about them.
        let heavy = Self.lines(120) { day in
            [(10, 5), (day < 80 ? 9 : 2, 5), (day < 80 ? 10 : 3, 5), (3, 1), (3, 1), (9, 1)].map {
                ($0.0, ",\"attributes\":{\"w\":\($0.1)}")
            }
        }
        let found = try ClosingRun.run(metric + Self.rule(body), heavy)
        let finding = try #require(found.alerts.first?.finding)
        #expect(abs(finding.value - finding.base - finding.difference) < 1e-9, "\(finding)")
        #expect(finding.method == "weighted" && finding.base > 70)
        let both = try ClosingRun.run(metric + Self.rule(body + ", cluster = \"project\""), lines)
        #expect(both.report.metricRules.first?.looks.notEvaluated[.noClusters, default: 0] ?? 0 > 50)
    }

    @Test(arguments: ["csat", "ces", "project-experience"])
    func otherMetricsAreTestedToo(_ metric: String) throws {
        let rule = """
            rule "r" { doc = "x", on = "metric", metric = "\(metric)", window = "30d",
              match = { dropped = { against = "60d", at_least = 0.5 } }, alert = { title = "{summary}" } }
            """
        var id = 0
        let lines = (0..<130).flatMap { day in
            (0..<4).map { index -> String in
                id += 1
                let score = day < 90 ? [5, 4, 5, 3][index] : [3, 2, 4, 1][index]
                let time = day * 86_400 + 30_000 + index
                guard metric == "project-experience" else {
                    return ClosingRun.response(id, at: time, score, to: metric)
                }
                let line = ClosingRun.response(id, at: time, score, to: "goals", more: ",\"survey\":\"project\"")
                let more = "\"communication\":\(score),\"schedule\":\(6 - index),\"expertise\":\(score),\"goals\""
                return line.replacingOccurrences(of: "\"goals\"", with: more).replacingOccurrences(of: ":6", with: ":5")
            }
        }
        let run = try ClosingRun.run(rule, lines)
        #expect(run.lines.count == 1, "\(metric): \(run.lines)")
    }

    @Test func partsAreLookedAtOnlyWhereTheWholeChanged() throws {
        let rule = """
            rule "r" { doc = "x", on = "metric", metric = "nps", by = { "unit", "touchpoint" }, window = "30d",
              match = { dropped = { against = "60d" } }, alert = { title = "{group}" } }
            """
        var id = 0
        let lines = (0..<120).flatMap { day in
            ["turku", "oulu"].flatMap { unit in
                ["order", "lasku"].flatMap { point in
                    (0..<4).map { index -> String in
                        id += 1
                        let isLow = unit == "turku" && point == "lasku" && day >= 80
                        let score = isLow ? [2, 3, 8, 1][index] : [10, 9, 8, 4][index]
                        return ClosingRun.response(
                            id, at: day * 86_400 + 30_000 + id % 500, score, unit: unit,
                            more: ",\"touchpoint\":\"\(point)\"")
                    }
                }
            }
        }
        let run = try ClosingRun.run(rule, lines)
        #expect(Set(run.values("title")) == ["turku", "turku, lasku"])
        let row = try #require(run.report.metricRules.first)
        #expect(row.looks.notEvaluated[.wholeDidNotChange, default: 0] > 100)
    }

    @Test func employeesInSmallGroupsAreNotSpokenOf() throws {
        let rule = """
            metric { id = "mood", plugin = "nps", respondent = "employee" }
            rule "r" { doc = "x", on = "metric", metric = "mood", window = "1d",
              run = function(m) alert { key = m.day, title = m.n .. "" } end }
            """
        let lines = (0..<10).flatMap { day in
            (0..<day).map { index in
                ClosingRun.response(
                    day * 100 + index, at: day * 86_400 + 30_000 + index, 7, more: ",\"respondent\":\"employee\"")
            }
        }
        #expect(try ClosingRun.run(rule, lines).values("title") == ["5", "6", "7", "8"])
    }
}
