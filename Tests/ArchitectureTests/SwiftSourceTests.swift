import Testing

/// The checks are only as good as what they see: comments and texts must be gone, code must be left.
struct SwiftSourceTests {
    @Test func blanksCommentsAndTextsAndKeepsCode() {
        let source = SwiftSource(
            ##"""
            let a = "try! \(b ?? "Task {") as!" // fatalError(
            /* outer /* inner */ try! */ let c = #"x " \(no) \#(yes) "#
            let d = """
              as! \(e!)
              """
            """##)
        #expect(source.lines.count == 5)
        for (index, line) in source.lines.enumerated() {
            #expect(!line.contains("try!") && !line.contains("as!") && !line.contains("fatal"), "line \(index + 1)")
            #expect(!line.contains("Task {") && !line.contains("no"))
        }
        #expect(source.lines[0].contains("b ??"))
        #expect(source.lines[1].contains("let c"))
        #expect(source.lines[1].contains("yes"))
        #expect(source.forcedLines == [4])
    }

    @Test func findsCodeButNotTheEndsOfLongerNames() {
        let source = SwiftSource("group.addTask { }\nTask { }\nlet work = Task { }; // Task {\n(Task {})")
        #expect(source.linesHolding("Task {") == [2, 3, 4])
    }

    @Test func readsEveryKindOfImport() {
        let source = SwiftSource(
            """
            import A
            public import B
            @testable package import C
            import struct D.Thing
            // import E
            let text = "import F"
            internal import G.Sub
            """)
        #expect(source.imports.map(\.module) == ["A", "B", "C", "D", "G"])
        #expect(source.imports.map(\.line) == [1, 2, 3, 4, 7])
    }

    @Test(arguments: [
        ("let x = y!", true), ("f()!.g", true), ("a[0]!", true), ("let x: String!", true), ("if !x {", false),
        ("a != b", false), ("a!=b", false), ("(!x)", false), ("#if !os(Linux)", false), ("x as! Y", true),
    ])
    func seesForce(code: String, forced: Bool) {
        #expect(SwiftSource(code).forcedLines.isEmpty != forced)
    }

    @Test(arguments: [
        ("Sources/Engine/Report/RunReport.swift", "Engine"), ("Plugins/Metrics/NPS/NPSMetric.swift", "NPSPlugin"),
        ("Plugins/Metrics/NPS/Tests/NPSTests.swift", "NPSPluginTests"), ("Tests/SampleTests/A.swift", "SampleTests"),
    ])
    func knowsTheTargetOfAFile(path: String, target: String) {
        #expect(Checkout.target(of: path) == target)
    }

    @Test(arguments: [
        ("Sources/Engine/Gate.swift", "Scripting", false), ("Sources/Engine/Gate.swift", "EventLog", true),
        ("Sources/Scripting/Rule.swift", "CLua", false), ("Plugins/Metrics/NPS/NPSMetric.swift", "Engine", false),
        ("Plugins/Metrics/NPS/NPSMetric.swift", "DelimitedText", false),
        ("Plugins/Channels/CSV/CSVChannel.swift", "DelimitedText", true),
        ("Sources/Engine/Gate.swift", "NPSPlugin", false), ("Sources/Builtins/Builtins.swift", "NPSPlugin", true),
        ("Sources/Engine/Gate.swift", "Testing", false), ("Tests/EngineTests/A.swift", "CLua", false),
        ("Tests/EngineTests/A.swift", "Builtins", true), ("Sources/Nowhere/A.swift", "Tuntuma", false),
    ])
    func theTableSaysNo(path: String, module: String, allowed: Bool) {
        #expect(ImportTable.mayImport(module, from: path) == allowed)
    }
}
