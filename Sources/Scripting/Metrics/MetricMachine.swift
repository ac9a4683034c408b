import Tuntuma
import Workspace

/// A Lua metric's functions in the hands of one worker.
final class MetricMachine {
    private let file: String
    private let host: MetricHost
    private let machine: LuaMachine
    private let add: Int32?
    private let value: Int32?
    private let lines: Lines

    /// Where the metric's functions begin: the place of a failure that has no line of its own.
    struct Lines {
        var add = 1
        var value = 1
    }

    init(
        _ source: ScriptSource, block: Int, declaration: StateDeclaration, limits: LuaMachine.Limits,
        lines: Lines = Lines()
    ) throws(ScriptFailure) {
        file = source.file
        self.lines = lines
        host = MetricHost(declaration)
        machine = try LuaMachine(source, host: host, limits: limits)
        add = machine.function("add", ofBlock: block, [EventReader.event, MetricHost.adding])
        value = machine.function("value", ofBlock: block, [MetricHost.reading])
    }

    /// Folds an event in. A call that fails, or that ignores or rejects the event, leaves the state as it was.
    ///
    /// What `add` returns decides: nothing or true: counted; false: ignored; a text: rejected for that reason.
    func add(_ event: Event, to state: inout ScriptedState) -> Uptake {
        guard let add else { return .ignored }
        if host.events.set(event) { machine.forgetSymbols() }
        host.changes.removeAll(keepingCapacity: true)
        do {
            let (values, _) = try machine.results(of: add, on: event, asking: host)
            switch values.first ?? .nil {
            case .text(let reason): return .rejected(reason: reason)
            case .boolean(false): return .ignored
            case .nil, .boolean(true): break
            case let other:
                return .failed(
                    reason: "\(file):\(lines.add): `add` returned \(other.kind); return nothing, false or a reason")
            }
        } catch {
            return .failed(reason: error.description(file: file, line: lines.add))
        }
        for change in host.changes { state.apply(change) }
        state.counted += 1
        return .counted
    }

    /// What the metric says of a state.
    func result(of state: ScriptedState) -> MetricResult {
        host.state = state
        guard let value else { return MetricResult(none: "the metric has no function `value`") }
        do {
            let (values, _) = try machine.results(of: value, asking: host)
            return try ScriptedResults(counted: state.counted, histogram: host.histogram).result(values)
        } catch let failure as ScriptFailure {
            return MetricResult(failed: failure.description(file: file, line: lines.value), n: state.counted)
        } catch {
            let problem = (error as? HostRefusal)?.message ?? "\(error)"
            return MetricResult(failed: "\(file):\(lines.value): `value`: \(problem)", n: state.counted)
        }
    }
}
