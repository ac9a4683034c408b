import Deciding
import Looks
package import Declarations
import Tuntuma
package import Workspace

/// Runs the tests that stand in rules about metrics: each is one look at one group, by the judge of a run.
package struct MetricRuleTester {
    private let workspace: Workspace

    /// - Parameter workspace: Where the rules stand.
    package init(_ workspace: Workspace) {
        self.workspace = workspace
    }

    /// Runs all tests, in the order of the rules.
    package func runAll() -> [RuleTestResult] {
        workspace.metricRules.flatMap { rule in rule.tests.map { run($0, rule) } }
    }

    private func run(_ test: MetricRuleTest, _ rule: MetricRule) -> RuleTestResult {
        var result = RuleTestResult(rule: rule.id, test: test.name, file: rule.block.file, line: test.line)
        let book = TestBook(test.given, rule)
        var judge: MetricRules
        do throws(WorkspaceError) {
            judge = try MetricRules(book.workspace(of: workspace))
        } catch {
            result.failure = "the rule cannot be loaded: \(error.complaints.first.map(\.description) ?? "")"
            return result
        }
        let evaluator: (any LookEvaluator)?
        do throws(Complaint) {
            evaluator = try rule.program?.makeEvaluator()
        } catch {
            result.failure = "the rule cannot be loaded: \(error)"
            return result
        }
        // The first day is as far back as the answers; the look that is judged is that of the last.
        _ = judge.close(book.firstDay..<book.firstDay, book) { _, _ in .decided([]) }
        let outcome = judge.close(book.day..<book.day + 1, book) { _, measure in
            evaluator?.evaluate(measure) ?? .decided([])
        }
        // Of nested groups only the one that the test gives; those above it are looked at too.
        let depth = test.given.group.prefix { $0.value != nil }.count
        let asked = outcome.decisions.filter { $0.group.count == (rule.keys.isEmpty ? 0 : max(1, depth)) }
        if let failed = outcome.failures.first {
            let place = failed.failure.line.map { "\(failed.failure.file):\($0): " } ?? ""
            result.failure = "the rule failed: \(place)\(failed.failure.message)"
        } else {
            var because = ""
            if let reason = judge.rows.first?.notEvaluated.keys.first, asked.isEmpty {
                because = " (not evaluated: \(reason.rawValue))"
            }
            RuleTester.compare(test.expected, asked.map(\.decision), because: because, &result)
        }
        return result
    }
}

/// What a test says that there is, as a run would have folded it: one day in the window, and one in what it is compared with.
private struct TestBook: DayBook {
    private let rule: MetricRule
    private let given: MetricRuleTest.Given
    /// By cell: its group, its day and what the metric says.
    private let cells: [(values: [String?], day: Int, result: MetricResult)]
    /// The day that closes.
    let day: Int
    let firstDay: Int

    init(_ given: MetricRuleTest.Given, _ rule: MetricRule) {
        self.given = given
        self.rule = rule
        let start = max(rule.since.map { $0.dayNumber + 400 } ?? 0, CivilDate(year: 2026, month: 1, day: 1).dayNumber)
        let day = (start..<start + 62).first(where: rule.every.isDue) ?? start
        self.day = day
        var own: [String?] = given.group.map(\.value)
        // No cluster: each answer is one of its own.
        if rule.cluster != nil { own.append(nil) }
        if case .silence(let after) = rule.subject {
            let answered = MetricResult(none: "no metric", n: 1)
            cells = given.silentDays.map { [(own, day - $0, answered)] } ?? []
            firstDay = day - (given.silentDays == nil ? after : 0)
            return
        }
        firstDay = day
        let (now, before) = Self.aligned(given.now, given.before)
        var cells = [(own, day, now)]
        if let before {
            let days = LookDays(rule, atCloseOf: day)
            let predicates = rule.predicates + rule.questions
            for base in Set(predicates.compactMap { days.base($0.against, rule)?.upperBound }).sorted() {
                var values = own
                for case .group(let others) in predicates.map(\.against) {
                    for (place, key) in rule.keys.enumerated() { values[place] = others[key] ?? values[place] }
                }
                cells.append((values, base, before))
            }
            if predicates.isEmpty { cells.append((own, days.window.lowerBound - 1, before)) }
        }
        self.cells = cells
    }

    /// Two results on one scale: a test names only the scores that were given.
    private static func aligned(
        _ now: MetricResult, _ before: MetricResult?
    ) -> (MetricResult, MetricResult?) {
        guard var before, let first = now.tally, let second = before.tally, first.values != second.values,
            first.points == second.points
        else { return (now, before) }
        let values = Set(first.values + second.values).sorted()
        func widened(_ tally: MetricResult.Tally) -> MetricResult.Tally? {
            let counts = values.map { value in tally.values.firstIndex(of: value).map { tally.counts[$0] } ?? 0 }
            return MetricResult.Tally(values: values, counts: counts, points: tally.points)
        }
        var now = now
        now.tally = widened(first)
        before.tally = widened(second)
        return (now, before)
    }

    /// The rule's workspace with this rule alone, its group and its goal.
    func workspace(of other: Workspace) -> Workspace {
        var workspace = Workspace()
        workspace.organisation = other.organisation
        workspace.metrics = other.metrics
        var rule = rule
        if case .silence = rule.subject {
            // The group of the test is the one that is known; where the rule names its groups, it must be one of them.
            let values = given.group.compactMap(\.value)
            let isMissed = values.count == rule.keys.count && rule.groups?.contains(values) ?? true
            rule.groups = isMissed ? [values] : []
        }
        workspace.metricRules = [rule]
        if let target = given.target, case .metric(let metric) = rule.subject {
            workspace.goals = [Goal(metric: metric, target: target)]
        }
        return workspace
    }

    func changed(_ series: Int) -> [DayCell] {
        cells.indices.map { cell in
            let group = cells.firstIndex { $0.values == cells[cell].values } ?? cell
            return DayCell(
                cell: cell, group: group, day: cells[cell].day, counts: MetricCounts(cells[cell].result))
        }
    }

    func values(ofCell cell: Int, in series: Int) -> [String?] { cells[cell].values }

    /// One day's result; a stretch has one at most.
    func result(of cells: [Int], in series: Int) -> MetricResult {
        cells.first.map { self.cells[$0].result } ?? MetricResult(none: MetricResult.noAnswers)
    }

    func start(ofDay day: Int) -> Int64 { Int64(day) * 86_400_000 }
}
