/// Something that an integrator adds to the host: a ``Metric``, a ``Channel`` or an ``Action``.
///
/// A plugin is a value made from its configuration. The host makes one for every block of the workspace that names the
/// plugin's id, so one plugin may run several times with different configurations.
public protocol Plugin: Sendable {
    /// What an organisation may set. Decoded from the workspace by its coding keys, which are the workspace's keys
    /// (`top_boxes`); a key that is not decoded is an error there.
    associatedtype Configuration: Codable, Sendable

    /// Who the plugin is. Must not change while the host runs.
    static var manifest: PluginManifest { get }

    /// Makes the plugin. The host calls this once for each block of the workspace, before anything runs.
    ///
    /// Validates the configuration and nothing more: no files, no network, no clock.
    /// - Throws: ``ConfigurationError`` with the key that is wrong and what was expected.
    init(configuration: Configuration, environment: PluginEnvironment) throws(ConfigurationError)
}
