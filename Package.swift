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

/// A target under Sources.
func target(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
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
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
    name: "tuntuma",
    products: [
        .library(name: "Tuntuma", targets: ["Tuntuma"]),
        .library(name: "TuntumaTesting", targets: ["TuntumaTesting"]),
        .executable(name: "tuntuma", targets: ["TuntumaCommand"]),
        .executable(name: "tuntuma-bench", targets: ["TuntumaBench"]),
    ],
    dependencies: [],
    targets: [
        library("CLua", pkgConfig: "lua5.4", apt: "liblua5.4-dev"),
        library("CSodium", pkgConfig: "libsodium", apt: "libsodium-dev"),
        library("CUTF8Proc", apt: "libutf8proc-dev"),
        library("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
        library("CZstd", pkgConfig: "libzstd", apt: "libzstd-dev"),

        .target(
            name: "JSONWall", cxxSettings: strictCXX + [.define("SIMDJSON_THREADS_ENABLED", to: "1")],
            linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "LuaWall", dependencies: ["CLua"], cSettings: strictC),
        .target(name: "MathWall", cxxSettings: strictCXX, linkerSettings: [.linkedLibrary("m")]),

        target("Tuntuma", ["MathWall"]),
        target("TuntumaTesting", ["Tuntuma"]),
        target("Digest", ["CSodium"]),
        target("TextFolding", ["CUTF8Proc"]),
        target("Workspace", ["Tuntuma", "Digest", "TextFolding"]),
        target("Compression", ["CZlib", "CZstd"]),
        target("DelimitedText", ["Compression"]),
        target("FirstLook", ["Tuntuma", "Compression", "DelimitedText"]),
        target("EventLog", ["Tuntuma", "JSONWall", "Digest", "Compression"]),
        target("Threads"),
        target("JSONText"),
        target("Scripting", ["Tuntuma", "Workspace", "LuaWall", "Digest", "TextFolding"]),
        target("Engine", ["Tuntuma", "Workspace", "EventLog", "Digest", "Threads", "JSONText"]),
        target("Reporting", ["Tuntuma", "Engine", "JSONText"]),
        target(
            "Builtins",
            [
                "Tuntuma", "Engine", "NPSPlugin", "CSATPlugin", "CESPlugin", "ProjectExperiencePlugin",
                "JSONLinesPlugin",
                "CSVPlugin", "ConsolePlugin",
            ]),
        target("Sample"),
        target("Arguments"),
        target("Output"),
        .executableTarget(
            name: "TuntumaCommand",
            dependencies: [
                "Tuntuma", "Workspace", "Scripting", "EventLog", "Engine", "Reporting", "Arguments", "Output",
                "Builtins", "Sample", "FirstLook", "JSONText",
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "TuntumaBench",
            dependencies: ["Tuntuma", "Workspace", "Scripting", "EventLog", "Engine", "Builtins"],
            swiftSettings: strict),

        tests("Tuntuma", ["Tuntuma", "TuntumaTesting"]),
        tests("Compression", ["Compression", "CZlib", "CZstd"]),
        tests("DelimitedText", ["DelimitedText", "Compression"]),
        tests("Workspace", ["Workspace", "Tuntuma", "TextFolding", "CUTF8Proc"]),
        tests("FirstLook", ["FirstLook", "DelimitedText", "Tuntuma"]),
        tests("EventLog", ["EventLog", "Tuntuma", "TuntumaTesting", "Digest", "CZlib", "CZstd"]),
        tests("Scripting", ["Scripting", "Workspace", "Tuntuma", "TuntumaTesting"]),
        tests("Engine", ["Engine", "EventLog", "Workspace", "Tuntuma", "TuntumaTesting", "Builtins"]),
        tests("Sample", ["Sample"]),
        tests("JSONText", ["JSONText", "TuntumaTesting"]),
        .testTarget(
            name: "ReportingTests", dependencies: ["Reporting", "Engine", "Tuntuma", "Arguments"], exclude: ["Golden"],
            swiftSettings: strict),
        tests("Arguments", ["Arguments"]),
        tests("Output", ["Output"]),
        .testTarget(
            name: "EndToEndTests", dependencies: ["TuntumaCommand"], exclude: ["Workspaces"], swiftSettings: strict),
        tests("Architecture", []),
    ]
        + plugin("Metrics", "NPS") + plugin("Metrics", "CSAT") + plugin("Metrics", "CES")
        + plugin("Metrics", "ProjectExperience")
        + plugin("Channels", "JSONLines", ["Compression"])
        + plugin("Channels", "CSV", ["Compression", "DelimitedText"])
        + plugin("Actions", "Console"),
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx20
)
