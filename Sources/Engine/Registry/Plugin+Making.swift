import Tuntuma
import Workspace

/// Makes instances of one plugin as a workspace declares them.
struct PluginMaker<Declaration, Instance>: Sendable {
    /// Throws a complaint at the line of the key that is wrong.
    let make: @Sendable (Declaration, PluginEnvironment) throws(Complaint) -> Instance
}

extension Plugin {
    /// Decodes the settings of a block and makes the plugin with them.
    /// - Parameter hostKeys: The keys that the host has read itself.
    /// - Throws: A complaint at the line of the key that is wrong.
    static func make(
        from block: Block, ignoring hostKeys: Set<String>, _ environment: PluginEnvironment
    ) throws(Complaint) -> (plugin: Self, configuration: Configuration) {
        let configuration = try SettingDecoder.decode(Configuration.self, from: block, ignoring: hostKeys)
        do throws(ConfigurationError) {
            return (try Self(configuration: configuration, environment: environment), configuration)
        } catch {
            throw block.complaint(error)
        }
    }
}
