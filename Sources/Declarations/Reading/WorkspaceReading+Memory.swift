import Memory
import Suggestions
import Tuntuma
import Workspace

extension WorkspaceReading {
    /// The most names that a rule remembers things under.
    private static let mostNames = 64
    /// The most metrics, by different keys, that a rule asks.
    private static let mostMetrics = 16

    /// What a rule keeps from one event to the next: `once`, `memory` and `state`; nil when it keeps nothing.
    func memoryPlan(_ table: TableReader, limits: ScriptLimits) -> MemoryPlan? {
        var plan = MemoryPlan()
        plan.limits = MemoryLimits(limits)
        plan.once = once(table)
        if let memory = table.reader("memory") {
            if memory.table.isEmpty || memory.table["1"] != nil {
                table.complain("memory", "expected names and spans, such as { calls = \"30d\" }")
            }
            for name in memory.table.keys.sorted() where name != "1" {
                plan.names[name] = span(memory, name, example: "30d")
            }
            if plan.names.count > Self.mostNames {
                table.complain("memory", "has \(plan.names.count) names; expected \(Self.mostNames) at most")
            }
        }
        if let setting = table.setting("state") {
            if let state = PlainData(setting), case .table = state {
                plan.state = state
            } else if setting.asTable == nil {
                table.complain("state", "expected a table, such as { seen = 0 }, but this is \(setting.kind)")
            } else {
                table.complain("state", "expected plain data: texts, numbers, true and false, and tables of these")
            }
        }
        if let migrate = table.setting("migrate") {
            if case .function = migrate {
                if plan.state == nil { table.complain("migrate", "is for a rule with a state = { ... }") }
            } else {
                table.complain(
                    "migrate", "expected function(old, old_version) ... end, but this is \(migrate.kind)")
            }
        }
        for key in ["memory", "state"] where table.table[key] != nil && table.table["run"] == nil {
            table.complain(key, "is for a rule with a run = function(event) ... end")
        }
        return plan.isEmpty ? nil : plan
    }

    private func once(_ table: TableReader) -> MemoryPlan.Once? {
        guard let reader = table.reader("once") else { return nil }
        let fields = reader.texts("per") ?? []
        if reader.table["per"] == nil {
            reader.complain("per", "is missing; expected a field of the event, such as \"subject\"")
        }
        for field in fields where EventField(field, symbols: symbols) == nil {
            let names = EventField.Name.allCases.map(\.rawValue)
            let hint = Suggestion.nearest(to: field, among: names).map { "did you mean \"\($0)\"?" }
            reader.complain(
                "per",
                "events have no field \"\(field)\"; \(hint ?? "expected one such as \"subject\" or \"attributes.segment\"")"
            )
        }
        if reader.table["within"] == nil {
            reader.complain("within", "is missing; expected a span of time, such as \"30d\"")
        }
        let within = span(reader, "within", example: "30d")
        reader.finish()
        guard let within, !fields.isEmpty else { return nil }
        return MemoryPlan.Once(fields: fields, within: within)
    }

    /// A span of time above nothing, in milliseconds.
    private func span(_ table: TableReader, _ key: String, example: String) -> Int64? {
        guard let text = table.text(key) else { return nil }
        if let span = SpanText.milliseconds(text), span > 0 { return span }
        table.complain(key, "\"\(text)\" is no span of time; expected one such as \"\(example)\" or \"12h\"")
        return nil
    }

    /// Complains of names in `run` that the rule does not keep.
    func checkNames(_ program: any RuleProgram, _ plan: MemoryPlan?, _ block: Block) {
        for mention in program.rememberedNames where plan?.names[mention.name] == nil {
            let problem =
                plan?.names.isEmpty == false
                ? "the rule keeps no \"\(mention.name)\"\(Suggestion.hint(for: mention.name, among: plan?.names.keys.sorted() ?? []))"
                : "the rule declares no memory; write memory = { \(mention.name) = \"30d\" } in it"
            var complaint = block.complaint("run", "\(mention.function): \(problem)")
            complaint.line = mention.line
            book.add(complaint)
        }
    }

    /// The plan of a rule with what the metrics need that its `run` asks; complains of calls that ask for nothing there is.
    func plan(
        _ plan: MemoryPlan?, with program: any RuleProgram, limits: ScriptLimits, _ block: Block
    ) -> MemoryPlan? {
        var whole = plan ?? MemoryPlan()
        whole.limits = MemoryLimits(limits)
        func complain(_ problem: String, _ line: Int) {
            var complaint = block.complaint("run", "metric: \(problem)")
            complaint.line = line
            book.add(complaint)
        }
        for unclear in program.unclearMetrics { complain(unclear.problem, unclear.line) }
        for mention in program.askedMetrics {
            for key in mention.keys {
                do throws(GroupKeyError) {
                    _ = try GroupKey(key, workspace: workspace, symbols: symbols)
                } catch {
                    let isSpan = Suggestion.nearest(to: key, among: GroupKey.all + ["window"]) == "window"
                    complain(
                        isSpan ? "\"\(key)\" is nothing to group by; did you mean \"window\"?" : error.description,
                        mention.line)
                }
            }
            if !whole.metrics.contains(where: { $0.serves(mention) }) { whole.metrics.append(MetricRequest(mention)) }
        }
        if whole.metrics.count > Self.mostMetrics {
            complain("a rule may ask \(Self.mostMetrics) metrics with different keys at most", whole.metrics[0].line)
        }
        return whole.isEmpty ? nil : whole
    }
}
