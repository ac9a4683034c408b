import Deciding
import Declarations
package import Tuntuma
package import Workspace

/// How one test of a Lua metric ended.
package struct MetricTestResult: Equatable, Sendable {
    package var metric: String
    package var test: String
    package var file: String
    package var line: Int
    /// What was different from what the test expects, in one paragraph for a person; nil when the test passed.
    package var failure: String?

    package var passed: Bool { failure == nil }
}

/// Runs the tests that stand in Lua metrics: the filter, `add` and `value`, as a run over a log would.
package struct MetricTester {
    private let symbols: SymbolTable
    private let workspace: Workspace

    /// - Parameters:
    ///   - symbols: The table with which the workspace was loaded.
    ///   - workspace: Where the metrics stand.
    package init(symbols: SymbolTable, workspace: Workspace) {
        self.symbols = symbols
        self.workspace = workspace
    }

    /// Runs all tests of the workspace, in the order of the metrics.
    package func runAll() -> [MetricTestResult] {
        workspace.metrics.flatMap { run($0) }
    }

    /// Whether a metric is written in Lua and has no test.
    package func isUntested(_ declaration: MetricDeclaration) -> Bool {
        (declaration.scripted as? LuaMetric)?.tests.isEmpty ?? false
    }

    /// Runs the tests of a metric; none for a plugin's.
    package func run(_ declaration: MetricDeclaration) -> [MetricTestResult] {
        guard let metric = declaration.scripted as? LuaMetric else { return [] }
        let filter = Matcher(
            declaration.condition, types: declaration.types, respondents: declaration.respondents, symbols: symbols)
        return metric.tests.map { test in
            MetricTestResult(
                metric: declaration.id, test: test.name, file: declaration.block.file, line: test.line,
                failure: failure(of: test, metric, filter, type: declaration.types.first ?? "response"))
        }
    }

    private func failure(of test: MetricTest, _ metric: LuaMetric, _ filter: Matcher, type: String) -> String? {
        var drafts: [EventDraft] = []
        for (index, setting) in test.given.enumerated() {
            do throws(EventSettingError) {
                drafts.append(try EventSetting.draft(setting, ordinal: index + 1, type: type))
            } catch {
                return "given: \(error)"
            }
        }
        let batch = EventBatch(drafts, symbols: symbols)
        var scratch = MatchScratch(symbols: symbols)
        let slots = (0..<batch.count).map { row in
            filter.matches(batch[row], using: &scratch) ? Int32(0) : -1
        }
        var cells = [MetricCell(empty: metric.emptyState)]
        metric.fold(batch, slots: slots, into: &cells)
        return test.expected.difference(from: metric.result(of: cells[0].state), cells[0].uptake)
    }
}
