import Digest
import Suggestions
package import Tuntuma
package import Workspace

extension PluginRegistry {
    /// Makes the metrics that a workspace declares, in its order. A workspace without metrics of its own gets every
    /// built-in one with its default settings.
    /// - Throws: All complaints together.
    package func metrics(
        of workspace: Workspace, symbols: SymbolTable
    ) throws(WorkspaceError) -> [any RunningMetric] {
        var metrics: [any RunningMetric] = []
        var complaints: [Complaint] = []
        let declarations = workspace.metrics.isEmpty ? defaultMetrics : workspace.metrics
        for declaration in declarations {
            do throws(Complaint) {
                metrics.append(try metric(callingByItself(declaration), symbols))
            } catch {
                complaints.append(error)
            }
        }
        guard complaints.isEmpty else { throw WorkspaceError(complaints) }
        return metrics
    }

    /// A metric with the id of a built-in one that is none of that plugin: in no language is it called what that one is called.
    private func callingByItself(_ declaration: MetricDeclaration) -> MetricDeclaration {
        guard declaration.plugin != declaration.id, metrics[declaration.id] != nil else { return declaration }
        var named = declaration
        let titles = declaration.titles
        let title = titles["en"] ?? titles.min { $0.key < $1.key }?.value ?? declaration.id
        // The languages of reports.
        for language in ["fi", "sv", "en"] where titles[language] == nil { named.titles[language] = title }
        return named
    }

    /// Every metric plugin under its own id, as without a workspace.
    private var defaultMetrics: [MetricDeclaration] {
        manifests.filter { $0.kind == .metric }.map { manifest in
            let block = Block(keyword: "metric", name: manifest.id, settings: [:], file: "built-in", line: 1)
            return MetricDeclaration(id: manifest.id, plugin: manifest.id, block: block)
        }
    }

    private func metric(
        _ declaration: MetricDeclaration, _ symbols: SymbolTable
    ) throws(Complaint) -> any RunningMetric {
        if let scripted = declaration.scripted {
            return scripted.visit(ScriptedMetricMaker(declaration: declaration, scripted: scripted, symbols: symbols))
        }
        let maker = try maker(declaration.plugin ?? declaration.id, in: metrics, "metric", declaration.block)
        return try maker.make(declaration, PluginEnvironment(symbols: symbols))
    }

    /// Makes a channel that a workspace declares.
    /// - Throws: A complaint at its place in the workspace.
    package func channel(
        _ declaration: ChannelDeclaration, symbols: SymbolTable
    ) throws(Complaint) -> any Channel {
        let maker = try maker(declaration.plugin, in: channels, "channel", declaration.block)
        return try maker.make(declaration, PluginEnvironment(symbols: symbols))
    }

    /// Makes an action that a workspace declares.
    /// - Throws: A complaint at its place in the workspace.
    package func action(_ declaration: ActionDeclaration, symbols: SymbolTable) throws(Complaint) -> any Action {
        let maker = try maker(declaration.plugin, in: actions, "action", declaration.block)
        return try maker.make(declaration, PluginEnvironment(symbols: symbols))
    }

    private func maker<Maker>(
        _ plugin: String, in makers: [String: Maker], _ kind: String, _ block: Block
    ) throws(Complaint) -> Maker {
        if let maker = makers[plugin] { return maker }
        let hint = Suggestion.hint(for: plugin, among: makers.keys)
        throw block.complaint("plugin", "there is no \(kind) plugin \"\(plugin)\"\(hint)")
    }
}

/// Gives a metric that was written in Lua its runner.
private struct ScriptedMetricMaker: MetricVisitor {
    let declaration: MetricDeclaration
    let scripted: any ScriptedMetric
    let symbols: SymbolTable

    func visit<M: Metric>(_ metric: M) -> any RunningMetric {
        MetricRunner(metric, declaration: declaration, identity: "lua \(scripted.sourceHash)", symbols: symbols)
    }
}
