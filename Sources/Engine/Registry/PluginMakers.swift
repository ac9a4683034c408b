package import Tuntuma
package import Workspace

/// Makes instances of one metric plugin.
package protocol MetricMaker: Sendable {
    /// - Throws: A complaint at the line of the key that is wrong.
    func make(_ declaration: MetricDeclaration, _ environment: PluginEnvironment) throws(Complaint) -> any RunningMetric
}

/// Makes instances of one channel plugin.
package protocol ChannelMaker: Sendable {
    /// - Throws: A complaint at the line of the key that is wrong.
    func make(_ block: Block, _ environment: PluginEnvironment) throws(Complaint) -> any Channel
}

/// Makes instances of one action plugin.
package protocol ActionMaker: Sendable {
    /// - Throws: A complaint at the line of the key that is wrong.
    func make(_ block: Block, _ environment: PluginEnvironment) throws(Complaint) -> any Action
}

struct TypedMetricMaker<P: Metric>: MetricMaker {
    func make(
        _ declaration: MetricDeclaration, _ environment: PluginEnvironment
    ) throws(Complaint) -> any RunningMetric {
        let block = declaration.block
        let configuration = try SettingDecoder.decode(
            P.Configuration.self, from: block, ignoring: MetricDeclaration.hostKeys)
        do throws(ConfigurationError) {
            let metric = try P(configuration: configuration, environment: environment)
            let identity = "\(P.manifest.id) \(P.manifest.version) \(canonical(configuration))"
            return MetricRunner(metric, declaration: declaration, identity: identity, symbols: environment.symbols)
        } catch {
            throw block.complaint(error)
        }
    }
}

struct TypedChannelMaker<P: Channel>: ChannelMaker {
    func make(_ block: Block, _ environment: PluginEnvironment) throws(Complaint) -> any Channel {
        let configuration = try SettingDecoder.decode(
            P.Configuration.self, from: block, ignoring: ChannelDeclaration.hostKeys)
        do throws(ConfigurationError) {
            return try P(configuration: configuration, environment: environment)
        } catch {
            throw block.complaint(error)
        }
    }
}

struct TypedActionMaker<P: Action>: ActionMaker {
    func make(_ block: Block, _ environment: PluginEnvironment) throws(Complaint) -> any Action {
        let configuration = try SettingDecoder.decode(
            P.Configuration.self, from: block, ignoring: ActionDeclaration.hostKeys)
        do throws(ConfigurationError) {
            return try P(configuration: configuration, environment: environment)
        } catch {
            throw block.complaint(error)
        }
    }
}
