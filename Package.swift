// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target: language mode 6 with what Swift 7 will ask for, and no warnings.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]
let strictC: [CSetting] = [.treatAllWarnings(as: .error)]
let strictCXX: [CXXSetting] = [.treatAllWarnings(as: .error)]

/// A C library of the distribution. Without `pkgConfig` the module map alone says what to link.
func library(_ name: String, pkgConfig: String? = nil, apt package: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

/// For what runs once, or once for each rule, file or report: optimising it takes four times as long in every clean release
/// build, and wins some milliseconds of a run. What runs for each event, row, record or group does not belong there, nor
/// what is inlined into it: move that into a target that is optimised, and measure the command that uses it.
let seldomRun: [SwiftSetting] = [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// A target under Sources.
func target(_ name: String, _ dependencies: [Target.Dependency] = [], _ settings: [SwiftSetting] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict + settings)
}

/// A plugin under Plugins/<kind>/<name>, and its tests beside it. (SwiftPM uses a folder of this name for build plugins;
/// ours are ordinary targets with an explicit path.)
func plugin(_ kind: String, _ name: String, _ dependencies: [Target.Dependency] = []) -> [Target] {
    [
        .target(
            name: "\(name)Plugin", dependencies: ["Tuntuma"] + dependencies, path: "Plugins/\(kind)/\(name)",
            exclude: ["Tests", "README.md"], swiftSettings: strict),
        .testTarget(
            name: "\(name)PluginTests",
            dependencies: [.target(name: "\(name)Plugin"), "Tuntuma", "TuntumaTesting"] + dependencies,
            path: "Plugins/\(kind)/\(name)/Tests", swiftSettings: strict),
    ]
}

/// The tests of a target under Sources.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

/// The plugins that are built in. Only Builtins imports them.
let builtinPlugins: [Target.Dependency] = [
    "NPSPlugin", "CSATPlugin", "CESPlugin", "ProjectExperiencePlugin", "JSONLinesPlugin", "CSVPlugin", "ConsolePlugin",
]

/// Programs for libFuzzer, which brings their `main`: only `make fuzz` builds them.
func fuzzer(_ name: String) -> Target {
    .executableTarget(
        name: "Fuzz\(name)", dependencies: ["Tuntuma", "Workspace", "Scripting", "Loading", "EventLog", "Digest"],
        path: "Fuzz/\(name)",
        swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])])
}
let fuzzers = Context.environment["TUNTUMA_FUZZ"] == nil ? [] : [fuzzer("Rules"), fuzzer("Events")]

let package = Package(
    name: "tuntuma",
    products: [
        .library(name: "Tuntuma", targets: ["Tuntuma"]),
        .library(name: "TuntumaTesting", targets: ["TuntumaTesting"]),
        .executable(name: "tuntuma", targets: ["TuntumaCommand"]),
        .executable(name: "tuntuma-bench", targets: ["TuntumaBench"]),
        .executable(name: "tuntuma-signals", targets: ["TuntumaSignals"]),
    ],
    dependencies: [],
    targets: [
        // C libraries of the distribution. Each is seen by one target alone.
        library("CLua", pkgConfig: "lua5.4", apt: "liblua5.4-dev"),
        library("CStemmer", apt: "libstemmer-dev"),
        library("CSodium", pkgConfig: "libsodium", apt: "libsodium-dev"),
        library("CUTF8Proc", apt: "libutf8proc-dev"),
        library("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
        library("CZstd", pkgConfig: "libzstd", apt: "libzstd-dev"),

        // C and C++ behind C interfaces.
        .target(
            name: "JSONWall", cxxSettings: strictCXX + [.define("SIMDJSON_THREADS_ENABLED", to: "1")],
            linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "LuaWall", dependencies: ["CLua"], cSettings: strictC),
        .target(name: "VoikkoWall", cSettings: strictC),
        .target(name: "AllocatorWall", cSettings: strictC),
        .target(name: "MathWall", cxxSettings: strictCXX, linkerSettings: [.linkedLibrary("m")]),

        // The contract that plugins are written against.
        target("Tuntuma", ["MathWall"]),
        target("TuntumaTesting", ["Tuntuma"]),

        // Small tools that know nothing of customer experience.
        target("Arguments", ["Suggestions"], seldomRun),
        target("Compression", ["CZlib", "CZstd"]),
        target("DelimitedText", ["Compression"]),
        target("Digest", ["CSodium"]),
        target("JSONText"),
        target("Output", [], seldomRun),
        target("Suggestions", [], seldomRun),
        target("TerminalTables"),
        target("TextFolding", ["CUTF8Proc"]),
        target("Threads"),
        target("WordForms", ["VoikkoWall", "CStemmer", "TextFolding"]),

        // What is a change and what is chance: tests, error budgets, charts; and the proof of them by simulation.
        target("Signals", ["Tuntuma"]),
        target("SignalTrials", ["Tuntuma", "Signals"]),

        // The host, in the order of the flow: what is declared, what is read, what is computed, what is shown.
        // What a rule keeps from one event to the next.
        target("Memory", ["Tuntuma", "Digest", "JSONText", "Suggestions"]),
        // What an organisation declares: units, metrics, rules and their conditions, all as values.
        target("Workspace", ["Tuntuma", "Memory", "JSONText", "Suggestions", "TextFolding", "WordForms"], seldomRun),
        // Whether an event fulfils a condition, which group it belongs to, and what a rule decides on it.
        target(
            "Deciding",
            ["Tuntuma", "Memory", "Workspace", "Digest", "JSONText", "Suggestions", "TextFolding", "WordForms"]),
        // One rule held against single events: for tests of rules and for explanations.
        target("Trials", ["Tuntuma", "Memory", "Workspace", "Deciding", "WordForms"], seldomRun),
        // From the blocks of the files to a workspace without a mistake; the tests that stand in them.
        target(
            "Declarations",
            [
                "Tuntuma", "Memory", "Workspace", "Deciding", "Trials", "JSONText", "Suggestions", "TextFolding",
                "WordForms",
            ], seldomRun),
        target(
            "Scripting",
            [
                "Tuntuma", "Memory", "Workspace", "Deciding", "Declarations", "LuaWall", "Digest", "JSONText",
                "Suggestions",
                "TextFolding",
            ]),
        // What fires, who is told of it and who is not.
        target("Alerting", ["Tuntuma", "Workspace", "Digest", "JSONText", "Suggestions"]),
        // The files of a workspace, from their folder to what they declare; and the plan of who is told of alerts.
        target(
            "Loading",
            [
                "Tuntuma", "Workspace", "Declarations", "Scripting", "Alerting", "Compression", "DelimitedText",
                "Digest", "Suggestions", "Threads",
            ], seldomRun),
        // What a rule about metrics sees in its groups when a day closes; and what it decides then.
        target("Looks", ["Tuntuma", "Workspace", "Deciding", "Signals"]),
        target(
            "Changes", ["Tuntuma", "Workspace", "Deciding", "Declarations", "Looks", "Signals", "Suggestions"],
            seldomRun),
        // What the cells of an unknown table look like, column by column; and what is guessed of it.
        target("TableSurvey", ["Tuntuma", "Compression", "DelimitedText"]),
        target("FirstLook", ["Tuntuma", "TableSurvey", "Compression", "DelimitedText"], seldomRun),
        target("EventLog", ["Tuntuma", "JSONWall", "Digest", "Compression"]),
        target(
            "Engine",
            [
                "Tuntuma", "Memory", "Workspace", "Deciding", "Trials", "EventLog", "Digest", "JSONText", "Suggestions",
                "Threads",
            ]),
        // What rules would have done, did and why, over a log of the past. What they make of each event is Engine's.
        target(
            "Hindsight",
            [
                "Tuntuma", "Memory", "Workspace", "Deciding", "Trials", "EventLog", "Engine", "JSONText", "Threads",
            ], seldomRun),
        // The report for programs, a row for each group and period, and for people.
        target("Exports", ["Tuntuma", "Workspace", "Engine", "JSONText", "Signals"]),
        target(
            "Reporting",
            [
                "Tuntuma", "Memory", "Workspace", "Deciding", "Trials", "Alerting", "Engine", "Hindsight", "Exports",
                "TableSurvey",
                "FirstLook",
                "JSONText", "Signals", "TerminalTables",
            ], seldomRun),
        target(
            "Charts", ["Tuntuma", "Workspace", "Engine", "Exports", "Signals", "Reporting", "TerminalTables"],
            seldomRun),

        // The programs: the built-in plugins, the sample workspace, the command line.
        target("Builtins", ["Tuntuma", "Engine"] + builtinPlugins),
        target("Sample", ["JSONText"], seldomRun),
        .executableTarget(
            name: "TuntumaCommand",
            dependencies: [
                "Tuntuma", "Memory", "Workspace", "Deciding", "Declarations", "Scripting", "Loading", "Alerting",
                "FirstLook",
                "EventLog", "Engine", "Hindsight", "Changes", "Exports", "Reporting", "Charts", "Builtins", "Sample",
                "Arguments", "JSONText", "AllocatorWall", "Output", "Suggestions", "TerminalTables", "Threads",
            ],
            swiftSettings: strict + seldomRun,
            // The linker that comes with Swift takes a third of the time of the system's.
            linkerSettings: [.unsafeFlags(["-use-ld=lld"])]),
        .executableTarget(
            name: "TuntumaBench",
            dependencies: [
                "Tuntuma", "Workspace", "Deciding", "Scripting", "Loading", "EventLog", "Engine", "Builtins", "Digest",
            ],
            swiftSettings: strict),

        .executableTarget(
            name: "TuntumaSignals", dependencies: ["Signals", "SignalTrials"], swiftSettings: strict),

        // What tests of several targets share.
        .target(
            name: "Archives", dependencies: ["CZlib", "CZstd"], path: "Tests/Archives", swiftSettings: strict),

        tests("Architecture", []),
        tests("Tuntuma", ["Tuntuma", "TuntumaTesting"]),
        tests("Arguments", ["Arguments"]),
        tests("Compression", ["Compression", "Archives"]),
        tests("DelimitedText", ["DelimitedText", "Compression", "TuntumaTesting"]),
        tests("JSONText", ["JSONText", "TuntumaTesting"]),
        tests("Output", ["Output"]),
        tests("Suggestions", ["Suggestions"]),
        tests("Threads", ["Threads", "TuntumaTesting"]),
        tests("WordForms", ["WordForms", "TextFolding"]),
        tests("Signals", ["Signals", "SignalTrials", "Tuntuma", "TuntumaTesting"]),
        tests(
            "Changes",
            [
                "Changes", "Looks", "Deciding", "Declarations", "Engine", "Hindsight", "EventLog", "Scripting",
                "Loading",
                "Workspace",
                "Signals",
                "Tuntuma",
                "TuntumaTesting",
                "Builtins",
            ]),
        tests(
            "Workspace",
            [
                "Workspace", "Memory", "Deciding", "Trials", "Declarations", "Tuntuma", "TuntumaTesting", "TextFolding",
                "CUTF8Proc",
            ]),
        .target(name: "LuaReference", dependencies: ["CLua"], path: "Tests/LuaReference", cSettings: strictC),
        tests(
            "Scripting",
            [
                "Scripting", "Loading", "Declarations", "Memory", "Workspace", "Deciding", "Trials", "Tuntuma",
                "TuntumaTesting",
                "LuaReference",
            ]),
        tests("Alerting", ["Alerting", "Loading", "Scripting", "Workspace", "Tuntuma", "TuntumaTesting"]),
        tests("FirstLook", ["FirstLook", "TableSurvey", "DelimitedText", "Tuntuma", "TuntumaTesting"]),
        tests("EventLog", ["EventLog", "Tuntuma", "TuntumaTesting", "Digest", "Archives"]),
        tests(
            "Engine",
            [
                "Engine", "Hindsight", "EventLog", "Digest", "Scripting", "Loading", "Memory", "Workspace", "Deciding",
                "Trials",
                "Tuntuma",
                "TuntumaTesting", "Builtins",
            ]),
        tests(
            "Reporting",
            [
                "Reporting", "Alerting", "Workspace", "Deciding", "Trials", "Engine", "Hindsight", "Exports",
                "FirstLook", "Signals",
                "TerminalTables",
                "Tuntuma", "TuntumaTesting", "Arguments",
            ],
            exclude: ["Golden"]),
        tests(
            "Charts", ["Charts", "Exports", "Reporting", "Workspace", "Engine", "Signals", "Tuntuma", "TuntumaTesting"]),
        tests("Sample", ["Sample"]),
        tests(
            "FirstRun",
            [
                "Engine", "TableSurvey", "FirstLook", "Loading", "Reporting", "Scripting", "Tuntuma", "TuntumaTesting",
                "Workspace",
            ],
            exclude: ["Golden"]
        ),
        tests("EndToEnd", ["TuntumaCommand", "TuntumaTesting"], exclude: ["Workspaces"]),
    ]
        + plugin("Metrics", "NPS") + plugin("Metrics", "CSAT") + plugin("Metrics", "CES")
        + plugin("Metrics", "ProjectExperience")
        + plugin("Channels", "JSONLines", ["Compression"])
        + plugin("Channels", "CSV", ["Compression", "DelimitedText", "JSONText"])
        + plugin("Actions", "Console")
        + fuzzers,
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx20
)
