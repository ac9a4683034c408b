import CESPlugin
import CSATPlugin
import CSVPlugin
import ConsolePlugin
package import Engine
import JSONLinesPlugin
import NPSPlugin
import ProjectExperiencePlugin

extension PluginRegistry {
    /// A registry with everything that is built in: one line a plugin. Yours goes here too.
    package static func withBuiltins() throws(RegistryError) -> PluginRegistry {
        var registry = PluginRegistry()
        try registry.add(metric: NPSMetric.self)
        try registry.add(metric: CSATMetric.self)
        try registry.add(metric: CESMetric.self)
        try registry.add(metric: ProjectExperienceMetric.self)
        try registry.add(channel: JSONLinesChannel.self)
        try registry.add(channel: CSVChannel.self)
        try registry.add(action: ConsoleAction.self)
        return registry
    }
}
