import Tuntuma
import Workspace

/// A metric that an organisation has written in Lua.
///
/// With `state` and `add` the script sees every event; with `question` and `scale` a histogram called `answers` is filled
/// here, and Lua runs only when the value is asked for.
struct LuaMetric: Metric, ScriptedMetric {
    /// A Lua metric is made from its file, never from settings.
    struct Configuration: Codable, Sendable {}

    static let manifest = PluginManifest(
        id: "lua", kind: .metric, summary: "A metric written in Lua, in metrics/*.lua",
        sample: """
            metric "fully-satisfied" {
              question = "csat", scale = { 1, 5 },
              value = function(state) return share(state.answers:count(5), state.n) end,
            }
            """)

    /// How a declared question fills the histogram.
    struct Question {
        var symbol: Symbol
        var scale: Scale
    }

    /// The field that a declared question fills.
    static let answersField = "answers"

    let sourceHash: String
    let emptyState: ScriptedState
    let tests: [MetricTest]
    private let question: Question?
    private let hasValue: Bool
    private let declaration: StateDeclaration
    private let file: String
    private let pool: MachinePool

    init(
        source: ScriptSource, block: Int, declaration: StateDeclaration, question: Question?, hasValue: Bool,
        tests: [MetricTest] = [], limits: LuaMachine.Limits = LuaMachine.Limits(),
        lines: MetricMachine.Lines = MetricMachine.Lines()
    ) {
        sourceHash = source.hash
        file = source.file
        emptyState = ScriptedState(declaration)
        self.question = question
        self.hasValue = hasValue
        self.tests = tests
        self.declaration = declaration
        pool = MachinePool { () throws(ScriptFailure) in
            try MetricMachine(source, block: block, declaration: declaration, limits: limits, lines: lines)
        }
    }

    init(configuration: Configuration, environment: PluginEnvironment) throws(ConfigurationError) {
        throw ConfigurationError(
            key: "plugin", problem: "'lua' is not a plugin to be named", expected: "a metric in a file of metrics/")
    }

    func visit<Visitor: MetricVisitor>(_ visitor: Visitor) -> Visitor.Result {
        visitor.visit(self)
    }

    var questions: QuestionSet { QuestionSet(question.map { [$0.symbol] } ?? []) }

    func add(_ event: Event, to state: inout ScriptedState) -> Uptake {
        if let question { return add(event, to: &state, question) }
        do {
            let before = state
            let (uptake, after) = try pool.withMachine { machine in
                var state = before
                return (machine.add(event, to: &state), state)
            }
            state = after
            return uptake
        } catch {
            return .failed(reason: cannotBeLoaded(error))
        }
    }

    /// As the default, but with one machine for the whole batch.
    func fold(_ batch: EventBatch, slots: [Int32], into cells: inout [MetricCell<ScriptedState>]) {
        if question != nil { return foldEach(batch, slots: slots, into: &cells) }
        do {
            let before = cells
            cells = try pool.withMachine { machine in
                var cells = before
                for row in 0..<slots.count where slots[row] >= 0 {
                    let slot = Int(slots[row])
                    cells[slot].uptake.count(machine.add(batch[row], to: &cells[slot].state))
                }
                return cells
            }
        } catch {
            let uptake = Uptake.failed(reason: cannotBeLoaded(error))
            for slot in slots where slot >= 0 { cells[Int(slot)].uptake.count(uptake) }
        }
    }

    func result(of state: ScriptedState) -> MetricResult {
        if !hasValue { return meanOfAnswers(state) }
        do {
            return try pool.withMachine { $0.result(of: state) }
        } catch {
            return MetricResult(failed: cannotBeLoaded(error), n: state.counted)
        }
    }

    private func cannotBeLoaded(_ failure: ScriptFailure) -> String {
        Complaint(file: file, line: failure.line, problem: "the metric cannot be loaded: \(failure.message)")
            .description
    }

    /// Without a `value` of its own, the answers as they are; with one, what it says.
    func counts(of state: ScriptedState) -> MetricCounts {
        guard !hasValue, case .histogram(let histogram)? = state.values.first else {
            return MetricCounts(result(of: state))
        }
        return MetricCounts(n: histogram.count, tally: .mean(of: histogram))
    }

    private func add(_ event: Event, to state: inout ScriptedState, _ question: Question) -> Uptake {
        switch question.scale.read(event.scaleAnswer(question.symbol)) {
        case .missing: return .ignored
        case .rejected(let reason): return .rejected(reason: reason)
        case .score(let score):
            state.apply(Change(score: score))
            state.counted += 1
            return .counted
        }
    }

    private func meanOfAnswers(_ state: ScriptedState) -> MetricResult {
        guard case .histogram(let histogram)? = state.values.first else {
            return MetricResult(none: "the metric has no function `value`")
        }
        return MetricResult.mean(of: histogram)
    }
}

extension Change {
    /// One answer of a declared question; its histogram is the only field.
    init(score: Int) {
        field = 0
        kind = .score(score)
    }
}
