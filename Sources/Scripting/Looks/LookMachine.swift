import LuaWall
import Workspace

/// The `run` of a rule about a metric in the hands of one worker: a machine of its own, loaded with the rule's file.
final class LookMachine: LookEvaluator {
    private let source: ScriptSource
    private let host: LookHost
    private let machine: LuaMachine
    private let run: Int32

    init(_ source: ScriptSource, block: Int, id: String, limits: LuaMachine.Limits) throws(Complaint) {
        self.source = source
        host = LookHost(rule: id, mostDecisions: limits.script.decisions)
        do {
            machine = try LuaMachine(source, host: host, limits: limits)
        } catch {
            throw error.complaint(file: source.file)
        }
        guard let run = machine.function("run", ofBlock: block, [LookHost.measure]) else {
            throw Complaint(file: source.file, line: nil, problem: "the rule has no function `run`")
        }
        self.run = run
    }

    func evaluate(_ measure: Measure) -> RuleOutcome {
        host.current = measure
        defer { host.current = nil }
        // What is left of earlier calls counts as memory too, and depends on which ones this worker had.
        machine.forgetSymbols()
        do {
            _ = try machine.results(of: run, asking: host)
            return .decided(host.takeDecisions())
        } catch {
            _ = host.takeDecisions()
            return .failed(
                RuleFailure(
                    kind: error.kind, file: source.file, line: error.line, sourceLine: source.line(error.line),
                    message: error.message))
        }
    }
}
