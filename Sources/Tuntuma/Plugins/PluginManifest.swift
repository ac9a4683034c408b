/// What a plugin says of itself.
public struct PluginManifest: Sendable {
    /// The contracts that a plugin can fulfil.
    public enum Kind: String, Sendable, CaseIterable {
        /// Computes a number from events.
        case metric
        /// Brings records in.
        case channel
        /// Carries a decision out.
        case action
    }

    /// The version of the contract in this package. A plugin that was written for another is refused at start.
    public static let currentContract = 1

    /// How the workspace names the plugin: lower case letters, digits and `-`.
    public let id: String
    /// Which contract it fulfils.
    public let kind: Kind
    /// One line for `tuntuma plugins`.
    public let summary: String
    /// The plugin's own version, a part of every metric's definition: a new version names new numbers.
    public let version: Int
    /// The contract it was written for.
    public let contract: Int
    /// A block of a workspace file that uses the plugin and can be pasted, in Lua.
    public let sample: String

    /// Makes a manifest.
    public init(
        id: String, kind: Kind, summary: String, version: Int = 1, contract: Int = PluginManifest.currentContract,
        sample: String
    ) {
        self.id = id
        self.kind = kind
        self.summary = summary
        self.version = version
        self.contract = contract
        self.sample = sample
    }
}
