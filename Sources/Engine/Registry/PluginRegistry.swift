package import Tuntuma
import Workspace

/// The plugins that a host knows, by kind and id. A value that is filled explicitly, before anything runs.
package struct PluginRegistry: Sendable {
    private(set) var metrics: [String: PluginMaker<MetricDeclaration, any RunningMetric>] = [:]
    private(set) var channels: [String: PluginMaker<ChannelDeclaration, any Channel>] = [:]
    private(set) var actions: [String: PluginMaker<ActionDeclaration, any Action>] = [:]
    /// All manifests, in the order in which the plugins were added.
    package private(set) var manifests: [PluginManifest] = []

    package init() {}

    /// Adds a metric plugin.
    /// - Throws: ``RegistryError`` when its id is taken, or it was written for another contract.
    package mutating func add<Plugin: Metric>(metric plugin: Plugin.Type) throws(RegistryError) {
        try register(plugin.manifest, as: .metric)
        let manifest = plugin.manifest
        metrics[manifest.id] = .init { declaration, environment throws(Complaint) in
            let (metric, configuration) = try plugin.make(
                from: declaration.block, ignoring: MetricDeclaration.hostKeys, environment)
            let identity = "\(manifest.id) \(manifest.version) \(canonical(configuration))"
            return MetricRunner(metric, declaration: declaration, identity: identity, symbols: environment.symbols)
        }
    }

    /// Adds a channel plugin.
    /// - Throws: ``RegistryError``, as for metrics.
    package mutating func add<Plugin: Channel>(channel plugin: Plugin.Type) throws(RegistryError) {
        try register(plugin.manifest, as: .channel)
        channels[plugin.manifest.id] = .init { declaration, environment throws(Complaint) in
            try plugin.make(from: declaration.block, ignoring: ChannelDeclaration.hostKeys, environment).plugin
        }
    }

    /// Adds an action plugin.
    /// - Throws: ``RegistryError``, as for metrics.
    package mutating func add<Plugin: Action>(action plugin: Plugin.Type) throws(RegistryError) {
        try register(plugin.manifest, as: .action)
        actions[plugin.manifest.id] = .init { declaration, environment throws(Complaint) in
            try plugin.make(from: declaration.block, ignoring: ActionDeclaration.hostKeys, environment).plugin
        }
    }

    private mutating func register(_ manifest: PluginManifest, as kind: PluginManifest.Kind) throws(RegistryError) {
        let title = "\(kind.rawValue) plugin \"\(manifest.id)\""
        guard manifest.kind == kind else {
            throw RegistryError(problem: "\(title): its manifest says that it is a \(manifest.kind.rawValue)")
        }
        guard manifest.contract == PluginManifest.currentContract else {
            throw RegistryError(
                problem: "\(title): written for contract \(manifest.contract), this host has "
                    + "\(PluginManifest.currentContract)")
        }
        guard !manifests.contains(where: { $0.kind == kind && $0.id == manifest.id }) else {
            throw RegistryError(problem: "\(title): the id is taken by another plugin")
        }
        manifests.append(manifest)
    }
}

/// Plugins that cannot be together in one host.
package struct RegistryError: Error, Equatable, Sendable, CustomStringConvertible {
    package var problem: String

    package var description: String { problem }
}
