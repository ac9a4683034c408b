import Deciding
import Foundation
import Testing
import Tuntuma
import Workspace
@testable import Loading
@testable import Scripting

/// Tables in the files of a workspace, as people keep them in spreadsheets.
struct LookupFileTests {
    private static let rule = """
        rule "r" {
          route = {
            queue = lookup("queues.csv", "segment"),
            within = "2d",
          },
        }

        """

    /// A workspace with a rule and a table; gone when the test is over.
    private final class Home {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("tuntuma-\(UUID().uuidString)")

        init(rule: String = LookupFileTests.rule, _ table: Data?) throws {
            try write("tuntuma.lua", Data("organisation { name = \"Test\" }".utf8))
            try write("rules/a.lua", Data(rule.utf8))
            if let table { try write("queues.csv", table) }
        }

        deinit {
            try? FileManager.default.removeItem(at: url)
        }

        func write(_ name: String, _ data: Data) throws {
            let file = url.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try data.write(to: file)
        }

        func rule() throws(WorkspaceError) -> Rule? {
            try WorkspaceLoader.load(folder: url.path, symbols: SymbolTable()).rules.first
        }

        /// What is wrong with it; nil when nothing is.
        func complaint() -> Complaint? {
            do throws(WorkspaceError) { _ = try rule() } catch { return error.complaints.first }
            return nil
        }
    }

    /// The queue for a segment.
    private static func queue(_ segment: String, _ rule: Rule?) throws -> String {
        let symbols = SymbolTable()
        let builder = try DecisionBuilder(try #require(rule?.decisions.first), symbols: symbols)
        let draft = EventDraft(id: "1", attributes: ["segment": .text(segment)])
        return try builder.decision(for: EventBatch([draft], symbols: symbols)[0]).target
    }

    private static var windows: Data {
        Data(Array("segment;queue\r\nj".utf8) + [0xE4] + Array("rjest".utf8) + [0xF6] + Array(";\"a;b\"\r\n".utf8))
    }

    @Test(arguments: [
        Data("segment,queue\nJärjestö,\"a;b\"\n".utf8), Data("segment;queue\njärjestö;\"a;b\"\n".utf8),
        Data([0xEF, 0xBB, 0xBF] + Array("segment;queue\r\nJÄRJESTÖ;\"a;b\"\r\n".utf8)),
        Data("segment\tqueue\n  järjestö \t a;b \n\n".utf8), windows,
        Data("note,Queue,SEGMENT\nx,a;b,järjestö".utf8),
    ])
    func theFilesOfSpreadsheetsAreRead(table: Data) throws {
        let home = try Home(table)
        #expect(try Self.queue("Järjestö", try home.rule()) == "a;b")
    }

    @Test(arguments: [
        (nil, "queues.csv cannot be read in the workspace"), ("", "queues.csv has no rows"),
        ("segment,queue\n", "queues.csv has no rows"), ("segment,jono\nsme,a\n", "no column \"queue\""),
        ("kunta,queue\nsme,a\n", "no column \"segment\""),
        ("segment,queue\nsme,a\nSME,b\n", "queues.csv:3: \"SME\" stands on line 2 already"),
        ("segment,queue\nsme,a\nkunta,\n", "queue: is empty; expected a text (queues.csv:3)"),
        ("segment,queue\nsme\n", "queue: is empty; expected a text (queues.csv:2)"),
    ])
    func mistakesStandAtTheFieldOfTheRule(table: String?, expected: String) throws {
        let complaint = try Home(table.map { Data($0.utf8) }).complaint()
        #expect(complaint?.line == 3 && complaint?.file.hasSuffix("rules/a.lua") == true)
        #expect(complaint?.problem.contains(expected) == true, "\(complaint?.problem ?? "nothing is wrong")")
    }

    @Test(arguments: ["/etc/passwd", "../queues.csv", "rules/../../x.csv"])
    func filesOutsideAreNotRead(name: String) throws {
        let home = try Home(rule: Self.rule.replacing("queues.csv", with: name), nil)
        #expect(home.complaint()?.problem.contains("is not in the workspace") == true)
    }

    @Test func aFolderIsNoTableAndAHugeFileIsNone() throws {
        let folder = try Home(rule: Self.rule.replacing("queues.csv", with: "rules"), nil)
        #expect(folder.complaint()?.problem.contains("cannot be read") == true)
        let huge = try Home(Data(repeating: 0x61, count: LookupFile.mostBytes + 1))
        #expect(huge.complaint()?.problem.contains("a table has at most") == true)
    }

    @Test func tablesStandBelowTheWorkspaceInAnyFolder() throws {
        let home = try Home(rule: Self.rule.replacing("queues.csv", with: "tables/jonot.csv"), nil)
        try home.write("tables/jonot.csv", Data("segment,queue\n*,others\n".utf8))
        #expect(try Self.queue("x", try home.rule()) == "others")
    }

    @Test func theVersionOfARuleChangesWithItsTable() throws {
        let home = try Home(Data("segment,queue\nsme,a\n".utf8))
        let first = try home.rule()?.version
        #expect(try home.rule()?.version == first)
        #expect(first?.hasPrefix("sha256:") == true && first?.count == 71)
        try home.write("queues.csv", Data("segment,queue\nsme,b\n".utf8))
        let second = try home.rule()?.version
        #expect(second != first)
        // A rule of the same file without a table keeps its version.
        let plain = "rule \"plain\" { alert = { title = \"x\" } }\n"
        try home.write("rules/a.lua", Data((plain + Self.rule).utf8))
        let before = try home.rule()?.version
        try home.write("queues.csv", Data("segment,queue\nsme,c\n".utf8))
        #expect(try home.rule()?.version == before)
    }

    @Test func aRuleByItselfLooksThingsUpInTheWorkspaceItStandsIn() throws {
        let home = try Home(Data("segment,queue\nsme,a\n".utf8))
        let file = home.url.appendingPathComponent("rules/a.lua").path
        #expect(WorkspaceLoader.workspace(around: file) == home.url.standardizedFileURL.path)
        #expect(WorkspaceLoader.workspace(around: "/") == nil)
        let rules = try WorkspaceLoader.load(files: [file], symbols: SymbolTable(), tables: home.url.path).rules
        #expect(try Self.queue("SME", rules.first) == "a")
        #expect(try rules.first?.version == home.rule()?.version)
        let alone = #expect(throws: WorkspaceError.self) {
            _ = try WorkspaceLoader.load(files: [file], symbols: SymbolTable())
        }
        #expect(alone?.complaints.first?.problem.contains("in a workspace only") == true)
    }

    @Test func aLookupStandsInADecisionOnly() throws {
        for rule in [
            "rule \"r\" { match = { unit = lookup(\"queues.csv\", \"segment\") }, alert = { title = \"x\" } }",
            "rule \"r\" { alert = { title = \"x\", labels = { a = lookup(\"queues.csv\", \"segment\") } } }",
        ] {
            let complaint = try Home(rule: rule, Data("segment,queue\nsme,a\n".utf8)).complaint()
            #expect(complaint?.problem.contains("lookup") == true, "\(complaint?.problem ?? "nothing is wrong")")
        }
    }
}
