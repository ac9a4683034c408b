import Tuntuma
import Workspace

/// A rule's `run` in the hands of one worker: a machine of its own, loaded with the rule's file.
final class RuleMachine: RuleEvaluator {
    private let source: ScriptSource
    private let host: RuleHost
    private let machine: LuaMachine
    private let run: Int32

    init(_ source: ScriptSource, block: Int, limits: LuaMachine.Limits) throws(Complaint) {
        self.source = source
        host = RuleHost()
        do {
            machine = try LuaMachine(source, host: host, limits: limits)
        } catch {
            throw error.complaint(file: source.file)
        }
        guard let run = machine.function("run", ofBlock: block, [EventReader.event]) else {
            throw Complaint(file: source.file, line: nil, problem: "the rule has no function `run`")
        }
        self.run = run
        host.isDeciding = true
    }

    func evaluate(_ event: Event) -> RuleOutcome {
        if host.events.set(event) { machine.forgetSymbols() }
        do {
            try machine.call(run, on: event)
            if host.decisions.isEmpty { return .decided([]) }
            let decisions = host.decisions
            host.decisions = []
            return .decided(decisions)
        } catch {
            host.decisions = []
            return .failed(
                RuleFailure(
                    kind: error.kind, file: source.file, line: error.line, sourceLine: source.line(error.line),
                    message: error.message))
        }
    }

    func evaluateCountingSteps(_ event: Event) -> (outcome: RuleOutcome, steps: Int) {
        machine.countsExactly = true
        defer { machine.countsExactly = false }
        let outcome = evaluate(event)
        return (outcome, machine.steps)
    }

    /// How many allocations the machine has asked for.
    var allocations: UInt64 { machine.allocations }
}
