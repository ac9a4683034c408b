import Alerting
import Builtins
import Changes
import Deciding
import Engine
import Loading
import Tuntuma
import Workspace

/// What every command begins with: the built-in plugins, the table of names, and a workspace.
struct Host {
    let symbols = SymbolTable()
    let registry: PluginRegistry

    init() throws {
        registry = try PluginRegistry.withBuiltins()
    }

    /// Loads a workspace; paths of its channels are those from here.
    func workspace(in folder: String) throws(WorkspaceError) -> Workspace {
        var workspace = try WorkspaceLoader.load(folder: folder, symbols: symbols)
        for index in workspace.channels.indices {
            guard case .text(let path) = workspace.channels[index].block.settings["path"], !path.hasPrefix("/") else {
                continue
            }
            let whole = folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
            workspace.channels[index].block.settings["path"] = .text(whole)
        }
        if workspace.asksMetrics(workspace.rules) {
            let metrics = try registry.metrics(of: workspace, symbols: symbols)
            try workspace.joinRules(with: metrics, symbols: symbols)
        }
        return workspace
    }

    /// Files of rules and metrics, and folders of them, read by themselves. What they ask of metrics is asked of those of the
    /// workspace to which they belong; without one, of their own.
    /// - Parameter home: The folder of that workspace, in whose tables their rules look things up too; nil: there is none.
    func rules(in files: [String], of home: String?) throws(WorkspaceError) -> Workspace {
        var workspace = try WorkspaceLoader.load(files: files, symbols: symbols, tables: home)
        guard workspace.asksMetrics(workspace.rules) else { return workspace }
        var whole = workspace
        if let home {
            whole = try WorkspaceLoader.load(folder: home, symbols: symbols)
            // Metrics of the files themselves come before those of the same names.
            whole.metrics.removeAll { other in workspace.metrics.contains { $0.id == other.id } }
            whole.metrics += workspace.metrics
        }
        let metrics = try registry.metrics(of: whole, symbols: symbols)
        workspace.rules = try whole.joined(workspace.rules, with: metrics, symbols: symbols)
        return workspace
    }

    /// What judges the rules about metrics; nil where there are none.
    func judge(of workspace: Workspace) throws(WorkspaceError) -> (any CloseJudge)? {
        workspace.metricRules.isEmpty ? nil : try MetricRules(workspace)
    }

    /// Everything of a workspace that can be wrong without an event: plugins' settings, declared decisions.
    /// - Parameter isWhole: Whether all is there that rules refer to: the metrics too.
    func check(_ workspace: Workspace, isWhole: Bool = true) throws(WorkspaceError) {
        var complaints: [Complaint] = []
        func gather(_ work: () throws(WorkspaceError) -> Void) {
            do throws(WorkspaceError) { try work() } catch { complaints += error.complaints }
        }
        gather { () throws(WorkspaceError) in
            let metrics = try registry.metrics(of: workspace, symbols: symbols)
            _ = try Runner(
                workspace: workspace, metrics: metrics, symbols: symbols, options: Engine.RunOptions(),
                judge: isWhole ? try judge(of: workspace) : nil)
        }
        if !isWhole { gather { () throws(WorkspaceError) in _ = try judge(of: workspace) } }
        for channel in workspace.channels {
            do throws(Complaint) { _ = try registry.channel(channel, symbols: symbols) } catch {
                complaints.append(error)
            }
        }
        for action in workspace.actions {
            do throws(Complaint) { _ = try registry.action(action, symbols: symbols) } catch {
                complaints.append(error)
            }
        }
        gather { () throws(WorkspaceError) in _ = try NotificationReader.plan(of: workspace) }
        guard complaints.isEmpty else { throw WorkspaceError(complaints) }
    }
}
