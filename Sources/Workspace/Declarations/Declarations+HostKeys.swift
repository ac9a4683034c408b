extension MetricDeclaration {
    /// The keys of a metric's block that the host reads itself; all others are the plugin's, or the Lua metric's.
    package static let hostKeys: Set<String> = ["id", "plugin", "title", "on", "respondent", "where", "doc"]
}

extension ChannelDeclaration {
    /// The keys of a channel's block that the host reads itself.
    package static let hostKeys: Set<String> = ["id", "plugin", "event", "doc"]
}

extension ActionDeclaration {
    /// The keys of an action's block that the host reads itself.
    package static let hostKeys: Set<String> = ["id", "plugin", "doc"]
}
