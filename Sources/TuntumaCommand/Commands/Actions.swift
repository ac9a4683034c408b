import Engine
import Synchronization
import Tuntuma
import Workspace

/// The actions of a run: takes the decisions to act while the run goes on, and carries them out after it.
final class Actions: Sendable {
    private let actions: [String: any Action]
    private let requests = Mutex<[(action: String, request: ActionRequest)]>([])

    init(_ workspace: Workspace, _ host: Host) throws(Complaint) {
        var actions: [String: any Action] = [:]
        for declaration in workspace.actions {
            actions[declaration.id] = try host.registry.action(declaration, symbols: host.symbols)
        }
        self.actions = actions
    }

    /// Takes a decision, from any worker.
    func take(_ action: String, _ request: ActionRequest) {
        requests.withLock { $0.append((action, request)) }
    }

    /// Carries everything out, in the order of the log.
    func perform(_ streams: StandardStreams) async {
        for (id, request) in requests.withLock({ $0 }) {
            guard let action = actions[id] else {
                streams.complain("rule \"\(request.rule)\", event \(request.event): there is no action \"\(id)\"")
                continue
            }
            switch await action.perform(request) {
            case .delivered, .duplicate: continue
            case .retry(let reason, _), .rejected(let reason):
                streams.complain("action \"\(id)\", event \(request.event): not done: \(reason)")
            }
        }
    }
}
