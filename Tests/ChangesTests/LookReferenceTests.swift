import Declarations
import Foundation
import Loading
import Testing
import Tuntuma
import Workspace
@testable import Changes
@testable import Scripting

/// What the page "Rules: the reference" says of rules about metrics and silence: its examples give what they say, and nothing that
/// such a rule can use is missing.
struct LookReferenceTests {
    private struct Row {
        var section: String
        var cells: [String]
        /// The names at the beginning of the code in the first cell.
        var names: [String] {
            LookReferenceTests.code(in: cells[0]).compactMap { $0.firstMatch(of: /^[A-Za-z_][A-Za-z0-9_.]*/) }
                .map { String($0.output) }
        }
    }

    /// An expression of the page and what it gives; or a piece of a failure.
    struct Example: CustomTestStringConvertible {
        var expression: String
        var value: String
        var isFailure: Bool
        var isText: Bool
        var testDescription: String { expression }
    }

    /// A row of the changes.
    struct Change: CustomTestStringConvertible {
        var match, holds, fails: String
        var testDescription: String { match }
    }

    private static let text: String = {
        var root = URL(filePath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        let file = root.appending(path: "Sources/Tuntuma/Tuntuma.docc/RulesReference.md")
        return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    }()

    /// The sections by their titles.
    private static let sections: [(title: String, lines: [Substring])] =
        text.components(separatedBy: "\n## ").dropFirst().map { section in
            let lines = section.split(separator: "\n")
            return (lines.first.map(String.init) ?? "", Array(lines.dropFirst()))
        }

    private static func lines(of section: String) -> [Substring] {
        sections.first { $0.title == section }?.lines ?? []
    }

    private static let rows: [Row] = sections.flatMap { section in
        section.lines.filter { $0.hasPrefix("| ") }.map { line in
            let cells = line.dropFirst().dropLast().split(separator: " |", omittingEmptySubsequences: false)
            return Row(section: section.title, cells: cells.map { $0.trimmingCharacters(in: .whitespaces) })
        }
    }

    private static func code(in text: String) -> [String] {
        text.matches(of: /`([^`]+)`/).map { String($0.output.1) }
    }

    // MARK: Examples

    static let examples: [Example] = ["A look in run", "A look in texts"].flatMap { section in
        lines(of: section).flatMap { line in
            line.matches(of: /`([^`]+)` → (error )?`([^`]+)`/).map {
                Example(
                    expression: String($0.output.1), value: String($0.output.3), isFailure: $0.output.2 != nil,
                    isText: section == "A look in texts")
            }
        }
    }

    static let changes: [Change] = rows.filter { $0.section == "Changes" && $0.cells.count == 5 }.compactMap { row in
        let codes = row.cells[2...].map { code(in: $0) }
        guard codes.allSatisfy({ $0.count == 1 }) else { return nil }
        return Change(match: codes[0][0], holds: codes[1][0], fails: codes[2][0])
    }

    /// Loads a rule by itself and runs its one test.
    private static func failure(of rule: String) throws -> String? {
        let results = MetricRuleTester(try ClosingRun.workspace(rule)).runAll()
        return results.isEmpty ? "there is no test" : results.compactMap(\.failure).first
    }

    @Test func noExampleIsOverlooked() {
        let lines = Self.lines(of: "A look in run") + Self.lines(of: "A look in texts")
        let arrows = lines.reduce(0) { sum, line in sum + line.count { $0 == "→" } }
        #expect(Self.examples.count == arrows && arrows > 30 && Self.changes.count == 10)
    }

    @Test(arguments: examples)
    func anExampleGivesWhatThePageSays(example: Example) throws {
        let decides =
            example.isText
            ? "alert = { title = [==[\(example.expression)]==] }"
            : "run = function(m) alert { title = tostring(\(example.expression)) } end"
        let failure = try Self.failure(
            of: """
                rule "example" {
                  on = "metric", metric = "nps", by = "unit", match = { dropped = { against = "180d" } }, \(decides),
                  tests = { { name = "x",
                    given = { group = { unit = "turku" }, now = net(20, 40, 79), before = net(60, 18, 106), target = 30 },
                    expect = { { alert = { title = [==[\(example.value)]==] } } } } },
                }
                """)
        if example.isFailure {
            #expect(failure?.contains(example.value) == true, "\(failure ?? "it does not fail")")
        } else {
            #expect(failure == nil, "\(failure ?? "")")
        }
    }

    @Test(arguments: changes)
    func aChangeHoldsOnWhatThePageSays(row: Change) throws {
        let failure = try Self.failure(
            of: """
                rule "example" {
                  on = "metric", metric = "nps", by = "touchpoint", match = \(row.match), alert = { title = "x" },
                  tests = {
                    { name = "it holds", given = \(row.holds), expect = { { alert = {} } } },
                    { name = "it does not", given = \(row.fails), expect = {} },
                  },
                }
                """)
        #expect(failure == nil, "\(failure ?? "")")
    }

    // MARK: Nothing is missing

    private static func expectAll(_ names: [String], in section: String) {
        let known = Set(rows.filter { $0.section == section }.flatMap(\.names))
        for name in names { #expect(known.contains(name), "\(name) is missing under \"\(section)\"") }
    }

    /// The keys that a table may have, from what is said of one that it may not have.
    private static func keys(_ rule: String) throws -> [String] {
        do throws(WorkspaceError) {
            _ = try WorkspaceLoader.load(sources: [ScriptSource(file: "x.lua", text: rule)], symbols: SymbolTable())
        } catch {
            let problem = error.complaints.map(\.problem).first { $0.contains("unknown key") } ?? ""
            let list = problem.components(separatedBy: "; expected ").last ?? ""
            return list.split { !$0.isLetter && $0 != "_" }.map(String.init).filter { $0 != "or" }
        }
        return []
    }

    private static let head = "rule \"r\" { on = \"metric\", metric = \"nps\", alert = { title = \"x\" },"

    @Test func everyKeyIsThereAndInAnExample() throws {
        let ofMetrics = try Self.keys(
            "\(Self.head) match = { below = { value = 1 } }, qqqqqqqqqqqq = 1 }")
        let ofSilence = try Self.keys(
            "rule \"r\" { on = \"silence\", by = \"unit\", after = \"2d\", alert = { title = \"x\" }, qqqqqqqqqqqq = 1 }"
        )
        #expect(ofMetrics.count >= 15 && ofSilence.count >= 8 && ofSilence.contains("after"))
        let lua = Self.text.components(separatedBy: "```lua\n").dropFirst()
            .compactMap { $0.components(separatedBy: "\n```").first }.joined(separator: "\n")
        for (keys, section) in [(ofMetrics, "Rules about metrics"), (ofSilence, "Rules about silence")] {
            let keys = keys.filter { $0 != "version" }
            Self.expectAll(keys, in: section)
            for key in keys { #expect(lua.contains(try Regex("\\b\(key) *=")), "\(key) is in no example") }
        }
    }

    @Test func everyChangeAndOptionIsThere() throws {
        Self.expectAll(LookPredicate.Kind.allCases.map(\.rawValue), in: "Changes")
        for predicate in ["dropped = { against = \"9d\",", "below = { value = 1,"] {
            let keys = try Self.keys("\(Self.head) match = { \(predicate) qqqqqqqqqqqq = 1 } } }")
            #expect(keys.count == 3, "\(keys)")
            Self.expectAll(keys, in: "Changes")
        }
    }

    @Test func everyFieldNameAndSettingOfALookIsThere() throws {
        Self.expectAll(LookHost.names.map { "m.\($0)" }, in: "A look in run")
        Self.expectAll(LookTemplate.names, in: "A look in texts")
        let given = try Self.keys(
            "\(Self.head) match = { below = { value = 1 } }, tests = { { given = { now = share(1, 2), qqqqqqqqqqqq = 1 }, expect = {} } } }"
        )
        #expect(given.count >= 4)
        Self.expectAll(given + ["days"], in: "Tests of a look")
        for (name, usual, range) in LookChart.settings {
            let row = Self.rows.first { $0.section == "A look in run" && $0.cells.count == 4 && $0.names == [name] }
            func text(_ number: Double) -> String { number == number.rounded() ? "\(Int(number))" : "\(number)" }
            #expect(row?.cells[2] == text(usual), "\(name)")
            #expect(row?.cells[3] == "\(text(range.lowerBound)) … \(text(range.upperBound))", "\(name)")
        }
        for kind in LookChart.Kind.allCases {
            #expect(Self.lines(of: "A look in run").contains { $0.contains("`\"\(kind.rawValue)\"`") }, "\(kind)")
        }
    }
}
