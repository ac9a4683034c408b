import LuaWall
import Memory
import Tuntuma
import Workspace

/// A rule's `run` in the hands of one worker: in a machine that is loaded with the rule's file, for the rules of the file that have
/// the same limits.
///
/// These share nothing but the machine. What a function can reach is frozen; each call has budgets of its own, asks the host of its
/// rule, and is called again in a machine of its own before a lack of memory counts.
final class RuleMachine: RuleEvaluator {
    private let source: ScriptSource
    private let host: RuleHost
    private let machine: LuaMachine
    private let limits: LuaMachine.Limits
    /// The rule's place in its file.
    private let block: Int
    private let run: Int32
    private let migration: Int32?
    /// Whether it was made for one call, and keeps nothing from any other.
    private var isNew = false
    /// The rule's id.
    private let id: String
    /// Bytes of a state.
    private let mostState: Int

    /// - Parameter neighbour: One of the same worker, whose machine may do for this rule too.
    init(
        _ source: ScriptSource, block: Int, id: String = "", asks: [MetricMention] = [], limits: LuaMachine.Limits,
        beside neighbour: RuleMachine? = nil
    ) throws(Complaint) {
        self.source = source
        self.limits = limits
        self.block = block
        self.id = id
        let lender = neighbour.flatMap { $0.canLend(to: source, limits.script) ? $0 : nil }
        host = RuleHost(
            rule: id, mostDecisions: limits.script.decisions, asks: asks, events: lender?.host.events)
        do {
            if let lender {
                machine = lender.machine
            } else {
                machine = try LuaMachine(source, host: host, limits: limits)
            }
        } catch {
            throw error.complaint(file: source.file)
        }
        guard let run = machine.function("run", ofBlock: block, [EventReader.event]) else {
            throw Complaint(file: source.file, line: nil, problem: "the rule has no function `run`")
        }
        self.run = run
        migration = machine.function("migrate", ofBlock: block, [])
        mostState = limits.script.stateKilobytes << 10
        host.isDeciding = true
    }

    /// Whether another rule of some source can use the machine. A rule has two functions.
    private func canLend(to source: ScriptSource, _ limits: ScriptLimits) -> Bool {
        machine.room >= 2 && self.source.file == source.file && self.source.hash == source.hash
            && self.limits.script == limits
    }

    func evaluate(_ event: Event) -> RuleOutcome {
        if host.events.set(event.batch) { machine.forgetSymbols() }
        do throws(ScriptFailure) {
            try runAlone(on: event)
            return .decided(host.takeDecisions())
        } catch {
            return outcome(of: error, on: event)
        }
    }

    func evaluate(_ batch: EventBatch, rows: [Int32], from place: inout Int) -> RuleOutcome? {
        rows.withUnsafeBufferPointer { evaluate(batch, $0, from: &place) }
    }

    private func evaluate(
        _ batch: EventBatch, _ rows: UnsafeBufferPointer<Int32>, from place: inout Int
    ) -> RuleOutcome? {
        if host.events.set(batch) { machine.forgetSymbols() }
        while place < rows.count {
            do throws(ScriptFailure) {
                try machine.call(run, on: batch, rows: rows, from: &place, row: host.events.row, asking: host)
            } catch {
                return outcome(of: error, on: batch[Int(rows[place])])
            }
            let decisions = host.takeDecisions()
            if !decisions.isEmpty { return .decided(decisions) }
            // It only asked the host for something, or there are no more events.
            place += 1
        }
        place = rows.count
        return nil
    }

    func evaluateCountingSteps(_ event: Event) -> (outcome: RuleOutcome, steps: Int) {
        machine.countsExactly = true
        defer { machine.countsExactly = false }
        let outcome = evaluate(event)
        return (outcome, machine.steps)
    }

    /// One call, the same way as those one after the other: a rule meets the same limits.
    private func runAlone(on event: Event) throws(ScriptFailure) {
        try withUnsafePointer(to: Int32(truncatingIfNeeded: event.row)) { (row) throws(ScriptFailure) in
            var place = 0
            try machine.call(
                run, on: event.batch, rows: UnsafeBufferPointer(start: row, count: 1), from: &place,
                row: host.events.row, asking: host)
        }
    }

    /// What a failed call counts as.
    ///
    /// What the machine has kept from other events and other rules counts as its memory too, and depends on which of them this worker
    /// had. So a rule that ran out of memory is called once more, in a new machine of its own: that decides.
    @inline(never) private func outcome(of failure: ScriptFailure, on event: Event) -> RuleOutcome {
        _ = host.takeDecisions()
        guard failure.isOfMemory, !isNew, let other = newMachine() else { return .failed(self.failure(failure)) }
        return other.evaluate(event)
    }

    /// The rule in a machine that has seen nothing yet; nil where there is no memory for one.
    private func newMachine() -> RuleMachine? {
        let new = try? RuleMachine(source, block: block, id: id, asks: host.asks, limits: limits)
        new?.isNew = true
        return new
    }

    private func failure(_ failure: ScriptFailure) -> RuleFailure {
        RuleFailure(
            kind: failure.kind, file: source.file, line: failure.line, sourceLine: source.line(failure.line),
            message: failure.message)
    }

    /// How many allocations the machine has asked for.
    var allocations: UInt64 { machine.allocations }
}

// MARK: Memory

extension RuleMachine {
    func evaluate(_ event: Event, remembering call: inout MemoryCall) -> RuleOutcome {
        if host.events.set(event) { machine.forgetSymbols() }
        do {
            return .decided(try decisions(on: event, &call))
        } catch {
            // As for a rule without memory: see `outcome(of:on:)`.
            guard error.isOfMemory, !isNew, let other = newMachine() else { return .failed(failure(error)) }
            return other.evaluate(event, remembering: &call)
        }
    }

    func evaluateCountingSteps(
        _ event: Event, remembering call: inout MemoryCall
    ) -> (outcome: RuleOutcome, steps: Int) {
        machine.countsExactly = true
        defer { machine.countsExactly = false }
        let outcome = evaluate(event, remembering: &call)
        return (outcome, machine.steps)
    }

    /// One call; what it has decided and remembered is gone when it fails.
    private func decisions(on event: Event, _ call: inout MemoryCall) throws(ScriptFailure) -> [Decision] {
        host.memory = call
        defer { host.memory = nil }
        do throws(ScriptFailure) {
            var state: PlainData?
            if let old = call.memory.state {
                let bytes = try machine.call(run, on: event, with: [old.encoded], returns: false, asking: host)
                state = try plain(bytes)
            } else {
                try runAlone(on: event)
            }
            if let memory = host.memory { call = memory }
            call.change.state = state
            return host.takeDecisions()
        } catch {
            _ = host.takeDecisions()
            if let memory = host.memory { call = memory }
            call.drop()
            throw error
        }
    }

    /// A state as the rule left it.
    private func plain(_ bytes: UnsafeBufferPointer<UInt8>) throws(ScriptFailure) -> PlainData {
        guard bytes.count <= mostState else {
            throw ScriptFailure(
                status: .error, line: nil,
                message: "the state has \(bytes.count >> 10) KB, which is more than it may (\(mostState >> 10) KB; "
                    + "limits = { state_kb = ... })")
        }
        do {
            return try PlainData(encoded: bytes)
        } catch {
            throw ScriptFailure(status: .error, line: nil, message: "the state: \(error.message)")
        }
    }

    func migrate(_ old: PlainData, from version: String) throws(RuleFailure) -> PlainData {
        guard let migration else { return old }
        host.isDeciding = false
        defer { host.isDeciding = true }
        do throws(ScriptFailure) {
            let bytes = try machine.call(
                migration, with: [old.encoded, DataWriter.bytes(of: .text(version))], returns: true, asking: host)
            let new = try plain(bytes)
            guard case .table = new else {
                throw ScriptFailure(
                    status: .error, line: nil, message: "migrate: expected a table to be returned, the new state")
            }
            return new
        } catch {
            throw failure(error)
        }
    }
}
