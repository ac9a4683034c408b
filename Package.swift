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

/// A C library of the distribution.
func library(_ name: String, _ pkgConfig: String, _ package: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

/// A target under Sources.
func target(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

/// A plugin under Plugins/<kind>/<name>, and its tests beside it. (SwiftPM uses a folder of this name for build plugins;
/// ours are ordinary targets with an explicit path.)
func plugin(_ kind: String, _ name: String) -> [Target] {
    [
        .target(
            name: "\(name)Plugin", dependencies: ["Tuntuma"], path: "Plugins/\(kind)/\(name)",
            exclude: ["Tests", "README.md"], swiftSettings: strict),
        .testTarget(
            name: "\(name)PluginTests", dependencies: [.target(name: "\(name)Plugin"), "Tuntuma", "TuntumaTesting"],
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
    ],
    dependencies: [],
    targets: [
        library("CLua", "lua5.4", "liblua5.4-dev"),
        library("CSodium", "libsodium", "libsodium-dev"),
        library("CUTF8Proc", "libutf8proc", "libutf8proc-dev"),
        library("CZlib", "zlib", "zlib1g-dev"),
        library("CZstd", "libzstd", "libzstd-dev"),

        target("Tuntuma"),
        target("Digest", ["CSodium"]),
        target("Workspace", ["Tuntuma"]),
        target("Engine", ["Tuntuma", "Workspace", "Digest"]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx20
)
