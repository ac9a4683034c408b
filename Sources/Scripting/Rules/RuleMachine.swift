import Tuntuma
import Workspace

/// A rule's `run` in the hands of one worker: a machine of its own, loaded with the rule's file.
final class RuleMachine: RuleEvaluator {
    private let source: ScriptSource
    private let host: RuleHost
    private let machine: LuaMachine
    private let run: Int32

    init(_ source: ScriptSource, block: Int, id: String = "", limits: LuaMachine.Limits) throws(Complaint) {
        self.source = source
        host = RuleHost(rule: id, mostDecisions: limits.script.decisions)
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
            return .decided(host.takeDecisions())
        } catch {
            return outcome(of: error, on: event)
        }
    }

    func evaluateCountingSteps(_ event: Event) -> (outcome: RuleOutcome, steps: Int) {
        machine.countsExactly = true
        defer { machine.countsExactly = false }
        let outcome = evaluate(event)
        return (outcome, machine.steps)
    }

    /// What a failed call counts as.
    ///
    /// What the machine has kept from other events counts as its memory too, and depends on which events this worker had. So a
    /// rule that ran out of memory is called once more, with nothing kept: that decides.
    @inline(never) private func outcome(of failure: ScriptFailure, on event: Event) -> RuleOutcome {
        _ = host.takeDecisions()
        var failure = failure
        if failure.isOfMemory {
            machine.forgetSymbols()
            do {
                try machine.call(run, on: event)
                return .decided(host.takeDecisions())
            } catch {
                _ = host.takeDecisions()
                failure = error
            }
        }
        return .failed(
            RuleFailure(
                kind: failure.kind, file: source.file, line: failure.line, sourceLine: source.line(failure.line),
                message: failure.message))
    }

    /// How many allocations the machine has asked for.
    var allocations: UInt64 { machine.allocations }
}
