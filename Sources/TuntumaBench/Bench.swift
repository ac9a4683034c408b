import Foundation

/// `tuntuma-bench`: the parts of a run in nanoseconds an event, then whole runs against other tools.
@main enum Bench {
    static let usage = """
        usage: tuntuma-bench [--events N] [--turns N] [--parts] [--only TEXT]

        Measures the parts of a run, then whole runs of the `tuntuma` beside this program
        against DuckDB, LuaJIT with lua-cjson, and Python with orjson, where they are
        installed (PYTHON names the Python to use).

          --events N  how many events a log has (1000000)
          --turns N   how often each command is run (5)
          --parts     the parts only
          --only TEXT the parts whose name contains TEXT

        Example: tuntuma-bench --events 100000
        """

    static func main() throws {
        var arguments = CommandLine.arguments.dropFirst()
        var events = 1_000_000
        var turns = 5
        var partsOnly = false
        var only = ""
        while let argument = arguments.popFirst() {
            switch argument {
            case "--events": events = Int(arguments.popFirst() ?? "") ?? 0
            case "--turns": turns = Int(arguments.popFirst() ?? "") ?? 0
            case "--parts": partsOnly = true
            case "--only": (only, partsOnly) = (arguments.popFirst() ?? "", true)
            case "--help", "-h":
                print(usage)
                return
            default: fail("unknown argument \(argument)")
            }
        }
        guard events > 0, turns > 0 else { fail("--events and --turns take a whole number from 1") }
        print("Parts, medians of several turns")
        try Micro(turns: turns, only: only).run()
        if partsOnly { return }
        let folder = NSTemporaryDirectory() + "/tuntuma-bench-\(ProcessInfo.processInfo.processIdentifier)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let program = Bundle.main.executableURL?.deletingLastPathComponent().appendingPathComponent("tuntuma").path
        try Comparison(program: program ?? "tuntuma", folder: folder, events: events, turns: turns).run()
    }

    private static func fail(_ problem: String) -> Never {
        FileHandle.standardError.write(Data("tuntuma-bench: \(problem)\n\n\(usage)\n".utf8))
        exit(2)
    }
}
