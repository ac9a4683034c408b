/// Who may import whom. The plan of the house in one table: a new arrow is a decision, and is made here.
enum ImportTable {
    /// Modules of the toolchain that any target may import.
    static let toolchain: Set = ["Swift", "Foundation", "FoundationEssentials", "Dispatch", "Glibc", "Synchronization"]

    /// What each target under Sources may import beside the toolchain.
    static let sources: [String: Set<String>] = [
        "Tuntuma": ["MathWall"],
        "TuntumaTesting": ["Tuntuma", "Testing"],

        "Arguments": ["Suggestions"],
        "Compression": ["CZlib", "CZstd"],
        "DelimitedText": ["Compression"],
        "Digest": ["CSodium"],
        "JSONText": [],
        "Output": [],
        "Suggestions": [],
        "TerminalTables": [],
        "TextFolding": ["CUTF8Proc"],
        "Threads": [],
        "WordForms": ["VoikkoWall", "CStemmer", "TextFolding"],

        "Signals": ["Tuntuma"],
        "SignalTrials": ["Tuntuma", "Signals"],

        "Memory": ["Tuntuma", "Digest", "JSONText", "Suggestions"],
        "Workspace": ["Tuntuma", "Memory", "JSONText", "Suggestions", "TextFolding", "WordForms"],
        "Deciding": [
            "Tuntuma", "Memory", "Workspace", "Digest", "JSONText", "Suggestions", "TextFolding", "WordForms",
        ],
        "Trials": ["Tuntuma", "Memory", "Workspace", "Deciding", "WordForms"],
        "Declarations": [
            "Tuntuma", "Memory", "Workspace", "Deciding", "Trials", "JSONText", "Suggestions", "TextFolding",
            "WordForms",
        ],
        "Scripting": [
            "Tuntuma", "Memory", "Workspace", "Deciding", "Declarations", "LuaWall", "Digest", "JSONText",
            "Suggestions",
            "TextFolding",
        ],
        "Alerting": ["Tuntuma", "Workspace", "Digest", "JSONText", "Suggestions"],
        "Loading": [
            "Tuntuma", "Workspace", "Declarations", "Scripting", "Alerting", "Compression", "DelimitedText", "Digest",
            "Suggestions", "Threads",
        ],
        "Looks": ["Tuntuma", "Workspace", "Deciding", "Signals"],
        "Changes": ["Tuntuma", "Workspace", "Deciding", "Declarations", "Looks", "Signals", "Suggestions"],
        "TableSurvey": ["Tuntuma", "Compression", "DelimitedText"],
        "FirstLook": ["Tuntuma", "TableSurvey", "Compression", "DelimitedText"],
        "EventLog": ["Tuntuma", "JSONWall", "Digest", "Compression"],
        "Engine": [
            "Tuntuma", "Memory", "Workspace", "Deciding", "Trials", "EventLog", "Digest", "JSONText", "Suggestions",
            "Threads",
        ],
        "Hindsight": [
            "Tuntuma", "Memory", "Workspace", "Deciding", "Trials", "EventLog", "Engine", "JSONText", "Threads",
        ],
        "Exports": ["Tuntuma", "Workspace", "Engine", "JSONText", "Signals"],
        "Reporting": [
            "Tuntuma", "Memory", "Workspace", "Deciding", "Trials", "Alerting", "Engine", "Hindsight", "Exports",
            "TableSurvey",
            "FirstLook",
            "JSONText", "Signals", "TerminalTables",
        ],
        "Charts": ["Tuntuma", "Workspace", "Engine", "Exports", "Signals", "Reporting", "TerminalTables"],

        // And every plugin: see `mayImport`.
        "Builtins": ["Tuntuma", "Engine"],
        "Sample": ["JSONText"],
        "TuntumaCommand": [
            "Tuntuma", "Memory", "Workspace", "Deciding", "Declarations", "Scripting", "Loading", "Alerting",
            "FirstLook",
            "EventLog", "Engine", "Hindsight", "Changes", "Exports",
            "Reporting", "Charts", "Builtins", "Sample",
            "Arguments", "JSONText", "AllocatorWall", "Output", "Suggestions", "TerminalTables", "Threads",
        ],
        "TuntumaSignals": ["Signals", "SignalTrials"],
        "TuntumaBench": [
            "Tuntuma", "Workspace", "Deciding", "Scripting", "Loading", "EventLog", "Engine", "Builtins", "Digest",
        ],
    ]

    /// Modules that stand for a C library, and the targets that see them.
    static let walls: [String: Set<String>] = [
        "CLua": [], "CSodium": ["Digest"], "CUTF8Proc": ["TextFolding"], "CZlib": ["Compression"],
        "CZstd": ["Compression"], "VoikkoWall": ["WordForms"], "AllocatorWall": ["TuntumaCommand"],
        "CStemmer": ["WordForms"], "LuaWall": ["Scripting"],
        "JSONWall": ["EventLog"], "MathWall": ["Tuntuma"],
    ]

    /// What a plugin may import beside the toolchain. Engine, Workspace and their kind it never sees.
    static let plugins: Set = ["Tuntuma"]
    static let channels: Set = ["Tuntuma", "Compression", "DelimitedText", "JSONText"]

    /// Tests that hold the code against a C library itself, and what makes samples with one.
    static let testsOfWalls: [String: Set<String>] = [
        "Archives": ["CZlib", "CZstd"], "WorkspaceTests": ["CUTF8Proc"],
    ]

    /// C headers, by how their names begin, and the only folders under Sources that include them.
    static let headers: [String: Set<String>] = [
        "lua": ["CLua", "LuaWall"], "lauxlib": ["CLua", "LuaWall"], "simdjson": ["JSONWall"], "boost/": ["MathWall"],
        "sodium": ["CSodium"], "utf8proc": ["CUTF8Proc"], "zlib": ["CZlib"], "zstd": ["CZstd"],
        "libvoikko/": ["VoikkoWall"], "libstemmer": ["CStemmer"],
    ]

    /// Whether the table lets a file import a module.
    static func mayImport(_ module: String, from path: String) -> Bool {
        guard !toolchain.contains(module), let target = Checkout.target(of: path) else { return true }
        if path.hasPrefix("Tests/") || target.hasSuffix("PluginTests") {
            return walls[module] == nil || testsOfWalls[target, default: []].contains(module)
        }
        if path.hasPrefix("Plugins/") {
            return (path.hasPrefix("Plugins/Channels/") ? channels : plugins).contains(module)
        }
        if target == "Builtins", module.hasSuffix("Plugin") {
            return true
        }
        return sources[target, default: []].contains(module)
    }
}
