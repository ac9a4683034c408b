import Tuntuma
import Workspace

/// A metric that counts events, to stand behind a scripted one.
struct CountingMetric: Metric {
    struct State: MetricState {
        var count = 0
        mutating func merge(_ other: State) { count += other.count }
    }

    static let manifest = PluginManifest(id: "counting", kind: .metric, summary: "", sample: "")
    let emptyState = State()

    init() {}
    init(configuration: [String: Int], environment: PluginEnvironment) throws(ConfigurationError) {}

    func add(_ event: Event, to state: inout State) -> Uptake {
        state.count += 1
        return .counted
    }

    func result(of state: State) -> MetricResult {
        MetricResult(value: Double(state.count), n: state.count, interval: nil)
    }
}

/// A rule's `run` that does what settings of its block say: `fails`, `unloadable`, or else routes to "from-run".
struct FakeProgram: RuleProgram {
    private let block: Block

    init(_ block: Block) {
        self.block = block
    }

    func makeEvaluator() throws(Complaint) -> any RuleEvaluator {
        if block.name == "unloadable" { throw block.complaint("run", "does not load") }
        return Evaluator(fails: block.name == "fails")
    }

    var mentionedFields: [String] { [] }

    private final class Evaluator: RuleEvaluator {
        private let fails: Bool

        init(fails: Bool) {
            self.fails = fails
        }

        func evaluate(_ event: Event) -> RuleOutcome {
            if fails {
                return .failed(
                    RuleFailure(kind: "error", file: "a.lua", line: 4, sourceLine: nil, message: "nil value"))
            }
            return .decided([Decision(kind: .route, fields: [("queue", .text("from-run"))])])
        }

        func evaluateCountingSteps(_ event: Event) -> (outcome: RuleOutcome, steps: Int) { (evaluate(event), 1) }
    }
}
