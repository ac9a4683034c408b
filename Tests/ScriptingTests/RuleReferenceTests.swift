import Deciding
import Declarations
import Foundation
import Loading
import Testing
import Tuntuma
import Workspace
@testable import Scripting

/// The page "Rules: the reference": its examples give what they say, and nothing that a rule can use is missing.
///
/// In its tables a first cell names things; `` `expression` → `value` `` is what an expression gives in `run` for the event of
/// the page; rows of conditions have a `match`, an event that it holds on, and one that it does not hold on.
struct RuleReferenceTests {
    private struct Row {
        var section: String
        var cells: [String]
        /// The names at the beginning of the code in the first cell, and of the second where the first is empty.
        var names: [String] {
            let cell = cells[0].contains("`") || cells.count < 2 ? cells[0] : cells[1]
            return RuleReferenceTests.code(in: cell).compactMap { $0.firstMatch(of: /^[A-Za-z_][A-Za-z0-9_.:]*/) }
                .map { String($0.output) }
        }
    }

    /// An expression of the page and what it gives; or the beginning of a failure.
    struct Example: CustomTestStringConvertible {
        var expression: String
        var value: String
        var isFailure: Bool
        var testDescription: String { expression }
    }

    /// A row of the conditions.
    struct Match: CustomTestStringConvertible {
        var match, holds, fails: String
        var testDescription: String { match }
    }

    private static func page(_ name: String) -> String {
        var root = URL(filePath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        let file = root.appending(path: "Sources/Tuntuma/Tuntuma.docc/\(name).md")
        return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    }

    /// Without what is about looks at metrics: see `LookReferenceTests`.
    private static let text = page("RulesReference").components(separatedBy: "\n## ").filter {
        !$0.hasPrefix("A look in ") && !$0.hasPrefix("Changes\n")
    }.joined(separator: "\n## ")

    private static func rows(of page: String) -> [Row] {
        var rows: [Row] = []
        var section = ""
        for line in page.split(separator: "\n") {
            if line.hasPrefix("## ") { section = String(line.dropFirst(3)) }
            if line.hasPrefix("| ") {
                let cells = line.dropFirst().dropLast().split(separator: " |", omittingEmptySubsequences: false)
                rows.append(Row(section: section, cells: cells.map { $0.trimmingCharacters(in: .whitespaces) }))
            }
        }
        return rows
    }

    private static let rows = rows(of: text)

    private static func code(in text: String) -> [String] {
        text.matches(of: /`([^`]+)`/).map { String($0.output.1) }
    }

    private static func names(in section: String) -> Set<String> {
        Set(rows.filter { $0.section == section }.flatMap(\.names))
    }

    /// What stands in the blocks of a language, one after the other.
    private static func blocks(_ language: String) -> String {
        text.components(separatedBy: "```\(language)\n").dropFirst()
            .compactMap { $0.components(separatedBy: "\n```").first }.joined(separator: "\n")
    }

    // MARK: Examples

    static let examples: [Example] = text.split(separator: "\n").flatMap { line in
        line.matches(of: /`([^`]+)` → (error )?`([^`]+)`/).map {
            Example(expression: String($0.output.1), value: String($0.output.3), isFailure: $0.output.2 != nil)
        }
    }

    static let matches: [Match] = rows.filter { $0.section == "Conditions" && $0.cells.count == 5 }.compactMap { row in
        let codes = row.cells[2...].map { code(in: $0) }
        guard codes.allSatisfy({ $0.count == 1 }) else { return nil }
        return Match(match: codes[0][0], holds: codes[1][0], fails: codes[2][0])
    }

    /// The page's event as a table of Lua.
    private static let event = blocks("json").replacing(/\[([^\[\]]*)\]/) { "{\($0.output.1)}" }
        .replacing(/"([^"]+)":/) { "[\"\($0.output.1)\"] = " }

    /// Loads a rule by itself and runs its one test.
    private static func failure(of rule: String) throws -> String? {
        let symbols = SymbolTable()
        let source = ScriptSource(file: "reference.lua", text: rule)
        let workspace = try WorkspaceLoader.load(sources: [source], symbols: symbols)
        let results = RuleTester(symbols: symbols, workspace: workspace).runAll()
        return results.isEmpty ? "there is no test" : results.compactMap(\.failure).first
    }

    @Test func thereAreManyExamples() {
        #expect(Self.examples.count > 100 && Self.matches.count >= 15)
        // Not one is overlooked because of how it is written.
        #expect(Self.examples.count == Self.text.count { $0 == "→" })
        #expect(Self.text.contains("\n| `any`") && Self.event.contains("[\"nps\"] = 3"))
    }

    @Test(arguments: examples)
    func anExpressionGivesWhatThePageSays(example: Example) throws {
        let failure = try Self.failure(
            of: """
                local function show(value)
                  if type(value) == "string" then return '"' .. value .. '"' end
                  if type(value) ~= "table" then return tostring(value) end
                  local items = {}
                  for _, item in ipairs(value) do items[#items + 1] = show(item) end
                  return "{ " .. table.concat(items, ", ") .. " }"
                end

                rule "example" {
                  run = function(event)
                    local values, shown = table.pack(\(example.expression)), {}
                    for place = 1, values.n do shown[place] = show(values[place]) end
                    alert { title = table.concat(shown, ", ") }
                  end,
                  tests = { { name = "x", given = \(Self.event), expect = { { alert = { title = [==[\(example.value)]==] } } } } },
                }
                """)
        if example.isFailure {
            #expect(failure?.contains(example.value) == true, "\(failure ?? "it does not fail")")
        } else {
            #expect(failure == nil, "\(failure ?? "")")
        }
    }

    @Test(arguments: matches)
    func aConditionHoldsOnWhatThePageSays(row: Match) throws {
        let failure = try Self.failure(
            of: """
                rule "example" {
                  match = \(row.match), alert = { title = "x" },
                  tests = {
                    { name = "x", sequence = {
                      { given = \(row.holds), expect = { { alert = {} } } }, { given = \(row.fails), expect = {} },
                    } },
                  },
                }
                """)
        #expect(failure == nil, "\(failure ?? "")")
    }

    // MARK: Nothing is missing

    private static func expectAll(_ names: [String], in section: String) {
        let known = Self.names(in: section)
        for name in names { #expect(known.contains(name), "\(name) is missing under \"\(section)\"") }
    }

    @Test func everyFieldConditionDecisionAndLimitIsThere() {
        Self.expectAll(EventField.Name.allCases.map(\.rawValue) + ["answers", "attributes"], in: "Fields of an event")
        Self.expectAll(ConditionReader.operators + ["language", "any", "none"], in: "Conditions")
        Self.expectAll(Decision.Kind.allCases.map(\.rawValue), in: "Decisions")
        Self.expectAll(Decision.Kind.allCases.flatMap { DecisionShape.fieldNames(of: $0) }, in: "Decisions")
        Self.expectAll(ScriptLimits.settings.map(\.name), in: "Limits")
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

    @Test func everyKeyIsThereAndInAnExample() throws {
        let keys = try Self.keys("rule \"r\" { alert = { title = \"x\" }, qqqqqqqqqqqq = 1 }")
        #expect(keys.count >= 9)
        Self.expectAll(keys, in: "A rule")
        let ofTests = try Self.keys(
            "rule \"r\" { alert = { title = \"x\" }, tests = { { qqqqqqqqqqqq = 1, given = {}, expect = {} } } }")
        #expect(ofTests.count >= 3)
        Self.expectAll(ofTests, in: "Tests")
        let lua = Self.blocks("lua")
        for key in keys + ofTests + ["after", "sequence"] where key != "$version" {
            #expect(lua.contains(try Regex("\\b\(key) *[={]")), "\(key) is in no example")
        }
    }

    /// Every word that a script can reach stands in a table, and those for rules have an example that is run.
    @Test func everyWordIsThereWithAnExample() throws {
        let machine = try LuaMachine(ScriptSource(file: "x.lua", text: ""), host: LuaHost())
        var words = try machine.surface().compactMap { $0.split(separator: " ").first.map(String.init) }
        words.removeAll { ["string", "table", "math", "utf8"].contains($0) }
        words += ScriptWord.all.map { "\($0.name)" } + HostFunction.global.map { "\($0.name)" }
        let others = Self.names(in: "Words that are not for rules")
        let known = Self.rows.filter { $0.section != "Words that are not for rules" }
        let lua = Self.blocks("lua")
        for word in Set(words).sorted() {
            let rows = known.filter { $0.names.contains(word) }
            let call = try Regex("\\b\(word) *[\\({]")
            let hasExample =
                rows.contains { $0.cells.contains { $0.contains("→") } || $0.section == "Conditions" }
                || lua.contains(call)
            #expect(others.contains(word) || !rows.isEmpty, "\(word) is missing")
            #expect(others.contains(word) || hasExample, "\(word) has no example that is run")
        }
    }

    @Test(arguments: ["RulesReference", "TheSandbox"])
    func theLimitsAreThoseOfTheProgram(page: String) {
        let rows = Self.rows(of: Self.page(page))
        for (name, range) in ScriptLimits.settings {
            let row = rows.first { $0.cells[0] == "`\(name)`" && $0.cells.count == 4 }
            #expect(row?.cells[2] == ScriptLimits()[name].map { "\($0)" }, "\(name) in \(page)")
            #expect(row?.cells[3] == "\(range.lowerBound) … \(range.upperBound)", "\(name) in \(page)")
        }
    }
}
