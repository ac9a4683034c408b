import Memory
import Threads
import Workspace

extension SavedMemory {
    /// What is to be saved of rules at the end of a run.
    init(_ board: RuleBoard, of rules: RuleSet) {
        self.init(
            events: board.events, logTime: board.logTime,
            entries: zip(rules.entries, board.records).compactMap { entry, record in
                let rule = entry.rule
                guard rule.program != nil || entry.remembers else { return nil }
                return Entry(
                    rule: rule.id, version: rule.version, shape: rule.memory?.shape,
                    memory: record.memory?.saved(at: board.logTime), breaker: record.breaker)
            })
    }

    /// The saved rules that keep nothing any more, or are not there.
    func forgotten(by rules: RuleSet, _ metricRules: [MetricRule]) -> [String] {
        let onEvents = entries.filter { saved in
            saved.memory != nil && !rules.entries.contains { $0.rule.id == saved.rule && $0.remembers }
        }.map(\.rule)
        let atCloses = (closes?.looks.rules ?? []).filter { saved in
            !saved.episodes.isEmpty && !metricRules.contains { $0.id == saved.rule }
        }.map(\.rule)
        return onEvents + atCloses
    }

    /// Where the rules go on from.
    /// - Throws: when a rule's `migrate` fails.
    func board(for rules: RuleSet) throws(RunError) -> RuleBoard {
        // On a thread whose stack is known to be large enough for Lua.
        let result = WorkerThreads.call {
            Result<RuleBoard, RunError> { () throws(RunError) in
                var records: [RuleBoard.Record] = []
                for entry in rules.entries { records.append(try record(of: entry)) }
                return RuleBoard(records: records, logTime: logTime, events: events)
            }
        }
        return try result.get()
    }

    private func record(of entry: RuleSet.Entry) throws(RunError) -> RuleBoard.Record {
        let rule = entry.rule
        var record = RuleBoard.Record(memory: rule.memory.map { RuleMemory($0) })
        // What of metrics is not taken over below begins here, after events that are not kept.
        if events > 0 { record.memory?.begin(after: logTime) }
        guard let saved = entries.first(where: { $0.rule == rule.id }) else { return record }
        // Whoever edits a rule has mended it.
        if saved.version == rule.version { record.breaker = saved.breaker }
        guard let plan = rule.memory, var memory = record.memory, let old = saved.memory, let was = saved.shape else {
            return record
        }
        let shape = plan.shape
        let changed = [
            MemoryStart.Part.once: was.once != nil && was.once != shape.once, .memory: was.names != shape.names,
            .state: was.state != shape.state,
        ]
        let isSame = changed[.memory] == false && changed[.state] == false
        var state = isSame ? old.state : nil
        let migrates = !isSame && plan.state != nil && rule.program?.migrates == true
        if migrates { state = try migrated(old.state ?? .empty, from: saved.version, rule) }
        memory.take(
            once: changed[.once] == false, names: isSame || migrates, state: state, from: old, at: logTime)
        var lost = changed
        lost[.metrics] = !memory.takeMetrics(from: old)
        record.memory = memory
        let parts = MemoryStart.Part.allCases.filter { lost[$0] == true }
        record.start = parts.isEmpty ? .resumed : migrates ? .migrated(from: saved.version) : .clean(parts)
        return record
    }

    private func migrated(_ old: PlainData, from version: String, _ rule: Rule) throws(RunError) -> PlainData {
        do {
            guard let evaluator = try rule.program?.makeEvaluator() else { return old }
            return try evaluator.migrate(old, from: version)
        } catch let failure as RuleFailure {
            throw .migration(
                Complaint(
                    file: failure.file, line: failure.line ?? rule.line,
                    problem: "rule \"\(rule.id)\": migrate: \(failure.message)"))
        } catch let complaint as Complaint {
            throw .migration(complaint)
        } catch {
            throw .migration(Complaint(file: rule.file, line: rule.line, problem: "\(error)"))
        }
    }
}
