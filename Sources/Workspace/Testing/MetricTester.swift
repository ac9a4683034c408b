import Tuntuma

/// Runs the tests that stand in Lua metrics: filter, `add` and `value`, as a run over a log would.
struct MetricTester {
    private let symbols: SymbolTable
    private let workspace: Workspace

    init(symbols: SymbolTable, workspace: Workspace) {
        self.symbols = symbols
        self.workspace = workspace
    }

    /// Runs all tests of the workspace's metrics, in their order.
    func runAll() -> [TestResult] {
        workspace.metrics.flatMap { metric in
            metric.tests.map { run($0, metric) }
        }
    }

    private func run(_ test: MetricTest, _ metric: MetricDeclaration) -> TestResult {
        var result = TestResult(
            subject: "metric \"\(metric.id)\"", test: test.name, file: metric.block.file, line: test.line)
        guard let scripted = metric.scripted else { return result }
        var drafts: [EventDraft] = []
        for (index, setting) in test.given.enumerated() {
            do throws(EventSettingError) {
                drafts.append(
                    try EventSetting.draft(setting, ordinal: index + 1, type: metric.types.first ?? "response"))
            } catch {
                result.failure = "given: \(error)"
                return result
            }
        }
        let filter = Matcher(metric.condition, types: metric.types, respondents: metric.respondents, symbols: symbols)
        let batch = EventBatch(drafts, symbols: symbols)
        let outcome = scripted.visit(Trial(batch: batch, filter: filter, symbols: symbols))
        if let differences = test.expected.differences(from: outcome.result) {
            result.failure = "says something else than it expects"
            result.differences = differences + outcome.rejections.map { "  rejected: \($0)" }
        }
        return result
    }
}

/// Adds events to a metric's empty state, and asks what it says.
private struct Trial: MetricVisitor {
    let batch: EventBatch
    let filter: Matcher
    let symbols: SymbolTable

    func visit<M: Metric>(_ metric: M) -> (result: MetricResult, rejections: [String]) {
        var state = metric.emptyState
        var rejections: [String] = []
        var scratch = MatchScratch(symbols: symbols)
        for row in 0..<batch.count where filter.matches(batch[row], using: &scratch) {
            if case .rejected(let reason) = metric.add(batch[row], to: &state) { rejections.append(reason) }
        }
        return (metric.result(of: state), rejections)
    }
}
