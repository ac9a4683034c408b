import Deciding
import Declarations
import Testing
import Tuntuma
import TuntumaTesting
import Workspace

/// Fields of decisions that tables of the workspace say.
struct LookupTests {
    private static func table(_ columns: [String], _ rows: [String]...) -> LookupTable {
        LookupTable(
            file: "queues.csv", columns: columns,
            rows: rows.enumerated().map { LookupTable.Row(line: $0.offset + 2, cells: $0.element) }, hash: "h")
    }

    private static func lookup(_ rows: [String]..., key: String = "segment") throws(DecisionError) -> Lookup {
        let rows = rows.enumerated().map { LookupTable.Row(line: $0.offset + 2, cells: $0.element) }
        return try Lookup(
            LookupTable(file: "queues.csv", columns: ["Segment", "queue"], rows: rows, hash: "h"), key: key,
            column: "queue")
    }

    private static func problem(_ work: () throws(DecisionError) -> Void) -> String? {
        do throws(DecisionError) { try work() } catch { return error.problem }
        return nil
    }

    @Test func theRowOfTheValueSaysIt() throws {
        let lookup = try Self.lookup(["Häiriö", "a"], ["STRASSE", "b"], ["*", "others"], ["", "none"])
        #expect(try lookup.value(for: "HÄIRIÖ") == "a")
        #expect(try lookup.value(for: "ha\u{308}irio\u{308}") == "a")
        #expect(try lookup.value(for: "Straße") == "b")
        #expect(try lookup.value(for: "sme") == "others")
        #expect(try lookup.value(for: "") == "none")
        #expect(lookup.field == "attributes.segment")
    }

    @Test func aMissingRowIsAMistakeWithWhatToDo() throws {
        let lookup = try Self.lookup(["sme", "a"])
        #expect(
            Self.problem { () throws(DecisionError) in _ = try lookup.value(for: "Kunta") }
                == "queues.csv has no row whose attributes.segment is \"Kunta\"; add one, or one with * for all others")
    }

    @Test func keysAreFieldsOrAttributes() throws {
        let table = Self.table(["unit", "segment", "nps", "queue"], ["turku", "sme", "3", "a"])
        func field(_ key: String) throws -> String { try Lookup(table, key: key, column: "queue").field }
        #expect(try field("unit") == "unit")
        #expect(try field("segment") == "attributes.segment")
        #expect(try field("attributes.segment") == "attributes.segment")
        #expect(try field("answers.nps") == "answers.nps")
    }

    @Test func tablesThatCannotBeUsed() {
        let table = Self.table(["segment", "queue"], ["SME", "a"], ["sme", "b"])
        func problem(_ table: LookupTable, _ key: String, _ column: String) -> String? {
            Self.problem { () throws(DecisionError) in _ = try Lookup(table, key: key, column: column) }
        }
        #expect(problem(table, "segment", "queue") == "queues.csv:3: \"sme\" stands on line 2 already")
        #expect(
            problem(table, "kunta", "queue") == "queues.csv has no column \"kunta\"; its columns are segment, queue")
        #expect(problem(table, "segment", "jono")?.contains("no column \"jono\"") == true)
        #expect(
            problem(Self.table(["segment", "queue"]), "segment", "queue") == "queues.csv has no rows below its first")
    }

    /// A rule whose decision is read with some tables.
    private static func rule(_ decision: [String: Setting], _ tables: LookupTable...) throws(WorkspaceError) -> Rule? {
        let files = WorkspaceFiles { name throws(DecisionError) in
            guard let table = tables.first(where: { $0.file == name }) else { throw DecisionError("no \(name)") }
            return table
        }
        let reader = WorkspaceReader(symbols: SymbolTable(), parts: WorkspaceReaderTests.parts, files: files)
        return try reader.read([
            WorkspaceReaderTests.block("rule", "r", ["route": .table(decision)], lines: ["route.queue": 4])
        ]).rules.first
    }

    private static func call(_ arguments: Setting...) -> Setting {
        .table(["$call": .text("lookup"), "arguments": .list(arguments)])
    }

    @Test func decisionsTakeTheirFieldsFromTables() throws {
        let table = Self.table(
            ["unit", "queue", "within"], ["turku", "{unit}", "2d"], ["oulu", "b", "1 working day"])
        let rule = try #require(
            try Self.rule(
                [
                    "queue": Self.call(.text("queues.csv"), .text("unit")), "reason": .text("{unit}"),
                    "within": Self.call(.text("queues.csv"), .text("unit")),
                    "unit": Self.call(.text("queues.csv"), .text("unit"), .text("queue")),
                ], table))
        #expect(rule.decisions[0].mentionedFields == ["unit", "unit", "unit", "unit"])
        let symbols = SymbolTable()
        let builder = try DecisionBuilder(rule.decisions[0], symbols: symbols)
        #expect(builder.canFail)
        var draft = EventDraft(id: "1")
        draft.unit = "Turku"
        let batch = EventBatch([draft, EventDraft(id: "2")], symbols: symbols)
        // In the order of the decision's fields, and what a table says stays as it is.
        #expect(
            try builder.decision(for: batch[0]).fields.map { "\($0.name)=\($0.value.plainText)" }
                == ["queue={unit}", "unit={unit}", "within=2d", "reason=Turku"])
        #expect(
            Self.problem { () throws(DecisionError) in _ = try builder.decision(for: batch[1]) }?.contains("\"\"")
                == true)
    }

    @Test(arguments: [
        ("queue", ["turku", ""], "queue: is empty"), ("within", ["turku", "soon"], "\"soon\" is no time to do"),
        ("severity", ["turku", "a"], "severity: unknown field"),
    ])
    func valuesThatTheFieldCannotHaveAreFoundAtOnce(_ field: String, _ row: [String], _ expected: String) {
        let table = LookupTable(
            file: "t.csv", columns: ["unit", field], rows: [LookupTable.Row(line: 7, cells: row)], hash: "")
        var decision: [String: Setting] = ["queue": .text("q")]
        decision[field] = Self.call(.text("t.csv"), .text("unit"))
        let error = #expect(throws: WorkspaceError.self) { _ = try Self.rule(decision, table) }
        let problem = error?.complaints.first?.description ?? ""
        #expect(problem.contains(expected) && problem.contains("(t.csv:7)"), "\(problem)")
    }

    @Test func queuesThatAreNotDeclaredAreFoundAtOnce() throws {
        let table = Self.table(
            ["unit", "queue"], ["turku", "callback"], ["oulu", "calback"], ["häme", "asiakaspalvelu"], ["*", "calback"])
        func problems(_ queues: [String]) -> [String] {
            let files = WorkspaceFiles { _ throws(DecisionError) in table }
            let reader = WorkspaceReader(symbols: SymbolTable(), parts: WorkspaceReaderTests.parts, files: files)
            var blocks = [
                WorkspaceReaderTests.block(
                    "rule", "r",
                    ["route": .table(["queue": Self.call(.text("queues.csv"), .text("unit"))])],
                    lines: ["route.queue": 4])
            ]
            if !queues.isEmpty {
                let settings = Dictionary(uniqueKeysWithValues: queues.map { ($0, Setting.table([:])) })
                blocks.append(WorkspaceReaderTests.block("queues", nil, settings))
            }
            do throws(WorkspaceError) { _ = try reader.read(blocks) } catch {
                return error.complaints.map { "\($0.line ?? 0) \($0.problem)" }
            }
            return []
        }
        #expect(problems([]) == [])
        #expect(problems(["callback", "calback", "asiakaspalvelu"]) == [])
        #expect(
            problems(["callback", "asiakaspalvelut"]) == [
                "4 rule \"r\": route.queue: queues.csv:3: there is no queue \"calback\"; did you mean \"callback\"?",
                "4 rule \"r\": route.queue: queues.csv:4: there is no queue \"asiakaspalvelu\"; did you mean \"asiakaspalvelut\"?",
            ])
    }

    @Test func callsThatAreNoLookups() {
        for arguments in [
            [], [.text("a")], [.text("a"), .integer(1)], [.text("a"), .text("b"), .text("c"), .text("d")],
        ]
            as [[Setting]]
        {
            let call = Setting.table(["$call": .text("lookup"), "arguments": .list(arguments)])
            let error = #expect(throws: WorkspaceError.self) { _ = try Self.rule(["queue": call]) }
            let complaint = error?.complaints.first
            #expect(complaint?.line == 4)
            #expect(complaint?.problem.contains("lookup(\"queues.csv\", \"segment\")") == true)
        }
        let error = #expect(throws: WorkspaceError.self) {
            _ = try Self.rule(["queue": .text("q"), "reason": Self.call(.text("gone.csv"), .text("unit"))])
        }
        #expect(error?.complaints.first?.problem.contains("reason: no gone.csv") == true)
    }

    /// Random tables against a plain search through their rows.
    @Test func randomTablesSayWhatTheirRowsSay() throws {
        var random = SplitMix64(seed: 11)
        let names = ["a", "B", "Ä", "ä̈x", "Å", "é", "*", "", "sme", "kunta"]
        for _ in 0..<500 {
            var rows: [LookupTable.Row] = []
            for name in names where Bool.random(using: &random) {
                rows.append(LookupTable.Row(line: rows.count + 2, cells: [name, "q\(rows.count)"]))
            }
            rows.shuffle(using: &random)
            guard !rows.isEmpty else { continue }
            let table = LookupTable(file: "t.csv", columns: ["segment", "queue"], rows: rows, hash: "")
            let lookup = try Lookup(table, key: "segment", column: "queue")
            for name in names where name != "*" {
                let row = rows.first { $0.cells[0] == name } ?? rows.first { $0.cells[0] == "*" }
                #expect((try? lookup.value(for: name.lowercased())) == row?.cells[1])
                #expect((try? lookup.value(for: name.uppercased())) == row?.cells[1])
            }
        }
    }
}
