import Deciding
import Signals
import Tuntuma
package import Workspace

extension LookTrace {
    /// What a look came to.
    package init(_ look: Look, of group: [(key: String, value: String?)], days: ClosedRange<Int>) {
        let outcome: Outcome =
            switch look.verdict {
            case .notEvaluated(let reason): .notEvaluated(reason)
            case .doesNotHold: .doesNotHold
            case .holds: .holds
            }
        self.init(group: group, days: days, outcome: outcome)
    }
}

// What a traced look tells of its predicates.
extension MetricLook {
    /// What became of a predicate of one group.
    ///
    /// - Parameter tested: What it was compared with and what came of it; nil for a group that was left out before.
    func part(
        _ question: Question, _ group: Group, _ tested: (comparison: Comparison, verdict: Verdict)?,
        _ days: LookDays, _ watched: WatchedRule
    ) -> LookTrace.Part {
        let (rule, predicate) = (watched.rule, question.predicate)
        let comparison = tested?.comparison ?? compare(group, question, days, rule)
        var part = LookTrace.Part(predicate: predicate, verdict: .couldBeChance, n: group.n)
        if group.n > 0 {
            part.value =
                counts(group, days.window)?.value ?? series.result(group.node, in: days.window, book).decisive
        }
        if let compared = compared(group, predicate, days, rule), compared.count ?? .max >= watched.minimumGroup {
            (part.base, part.baseCount) = (compared.value, compared.count)
        }
        switch predicate.against {
        case .days, .previous, .lastYear: part.baseDays = question.base
        case .group, .target, .value: break
        }
        switch (group.n, comparison) {
        case (0, _): part.verdict = .notEvaluated(.noAnswers)
        case (..<question.least, _): part.verdict = .notEvaluated(.tooFew)
        case (_, .none(let reason)): part.verdict = .notEvaluated(reason)
        case (_, .small): break
        case (_, .test(let test, _)): note(tested?.verdict, of: test, predicate, rule, in: &part)
        }
        return part
    }

    private func note(
        _ verdict: Verdict?, of test: any ChangeTest, _ predicate: LookPredicate, _ rule: MetricRule,
        in part: inout LookTrace.Part
    ) {
        let direction = Direction(predicate.kind)
        func told(_ found: Evidence, level: Double, isChange: Bool) -> LookTrace.Test {
            // The p of a screened difference is only that of its z.
            let evidence = rule.since == nil ? test.evidence(direction, screen: -.infinity) : found
            return LookTrace.Test(
                difference: evidence.difference, z: evidence.z, p: rule.since == nil || isChange ? evidence.p : nil,
                method: rule.since == nil ? evidence.method.rawValue : Self.sequence, level: level)
        }
        switch verdict {
        case .notEvaluated(let reason)?: part.verdict = .notEvaluated(LookCounts.NotEvaluated(reason))
        case .changed(let evidence, let level)?:
            part.verdict = .holds
            part.test = told(evidence, level: level, isChange: true)
        case .couldBeChance(let evidence, let level)?:
            part.test = told(evidence, level: level, isChange: false)
            let isOtherWay =
                switch direction {
                case .dropped: evidence.difference > 0
                case .rose: evidence.difference < 0
                case .changed: false
                }
            part.verdict =
                isOtherWay
                ? .otherWay : evidence.difference.magnitude < predicate.atLeast ? .tooSmall : .couldBeChance
        case nil: break
        }
    }

    /// What a group is held against, whether there is enough of it or not.
    private func compared(
        _ group: Group, _ predicate: LookPredicate, _ days: LookDays, _ rule: MetricRule
    ) -> Compared? {
        var other: Int? = group.node
        switch predicate.against {
        case .value(let value): return .number(value)
        case .target:
            return series.series.metric.flatMap {
                targets.target(of: $0, group: series.group(group.node, rule.keys))
            }.map { .number($0) }
        case .group(let others):
            other = series.node(with: series.group(group.node, rule.keys).map { others[$0.key] ?? $0.value })
        case .days, .previous, .lastYear: break
        }
        guard let other, let base = days.base(predicate.against, rule) else { return nil }
        if !series.isWeighted, let counts = series.counts(other, in: base, book) { return .counts(counts) }
        return .result(series.result(other, in: base, book))
    }
}
