package import Deciding
import Signals
import Tuntuma
import Workspace

/// One rule about a metric at one close: compares the groups' windows with what they are held against, and has the detector say
/// which differences are more than chance.
package struct MetricLook {
    let series: SeriesBook
    let book: any DayBook
    let targets: Targets
    private let day: Int
    /// What the groups counted; nil where answers are not kept by step, and for a traced look.
    private let sums: LookSums?
    /// Whether everything is tested and told, and not only what can be a change.
    let isTraced: Bool

    /// - Parameter sums: Moved on to the close; nil where there are none. Without them everything is tested.
    package init(
        _ series: SeriesBook, _ book: any DayBook, _ targets: Targets, day: Int, sums: LookSums?, isTraced: Bool = false
    ) {
        self.sums = sums
        self.isTraced = isTraced
        self.series = series
        self.book = book
        self.targets = targets
        self.day = day
    }

    /// How the p of a rule with `since` is found.
    static let sequence = "confidence-sequence"

    /// A group with answers in the window.
    struct Group {
        var node: Int
        var n: Int
    }

    /// One predicate of a look, put to all groups.
    struct Question {
        let predicate: LookPredicate
        /// The fewest answers on each side.
        let least: Int
        /// The days that the window is compared with; nil for what is no days.
        let base: ClosedRange<Int>?
        /// Nil where every group takes a test.
        let screen: LookScreen?
    }

    /// Looks at all groups that ever had answers: by level from the highest, then by value.
    package func look(_ watched: inout WatchedRule) -> [Look] {
        let rule = watched.rule
        let days = LookDays(rule, atCloseOf: day)
        var looks: [Look] = []
        var groups: [Group] = []
        let levels = Self.levels(of: rule, watched.predicates)
        let expected = levels.reduce(0) { $0 + series.levels[$1].count }
        looks.reserveCapacity(expected)
        groups.reserveCapacity(expected)
        for level in levels {
            for node in series.levels[level] {
                let group = group(node, days.window)
                var look = Look(node: node, verdict: .notEvaluated(.noAnswers))
                if group.n > 0 {
                    // A `run` without predicates judges by itself.
                    look.verdict = group.n >= watched.minimumGroup ? .holds : .notEvaluated(.tooFew)
                }
                looks.append(look)
                groups.append(group)
            }
        }
        // Each question is put to all groups, whatever match says of them: they are one family.
        let questions = rule.predicates.count..<watched.predicates.count
        let answers = questions.map { place in
            var asked = looks
            judge(place, groups, days, &watched, &asked)
            return asked.map { $0.verdict == .holds ? $0.finding : nil }
        }
        for place in rule.predicates.indices {
            judge(place, groups, days, &watched, &looks)
        }
        if !answers.isEmpty {
            for place in looks.indices { looks[place].answers = answers.map { $0[place] } }
        }
        return looks
    }

    /// The levels that are looked at: where a group is held against another, those that have the keys of the other.
    private static func levels(of rule: MetricRule, _ predicates: [LookPredicate]) -> ClosedRange<Int> {
        var first = min(1, rule.keys.count)
        for case .group(let others) in predicates.map(\.against) {
            for (place, key) in rule.keys.enumerated() where others[key] != nil { first = max(first, place + 1) }
        }
        return first...rule.keys.count
    }

    private func group(_ node: Int, _ window: ClosedRange<Int>) -> Group {
        if let sums { return Group(node: node, n: sums.window.total(of: node)) }
        guard series.keepsSteps else { return Group(node: node, n: series.result(node, in: window, book).n) }
        return Group(node: node, n: series.table.sum(of: node, in: window).reduce(0, +))
    }

    /// The answers of a group; nil where the metric is no mean of whole numbers, or has a weight.
    func counts(_ group: Group, _ window: ClosedRange<Int>) -> ScoreCounts? {
        if let sums, let scoring = series.scoring {
            return ScoreCounts(
                values: scoring.values, counts: sums.window.counts(of: group.node), points: scoring.points)
        }
        return series.isWeighted ? nil : series.counts(group.node, in: window, book)
    }

    /// Holds one predicate against the groups; what does not hold, or cannot be said, is noted in their looks.
    private func judge(
        _ place: Int, _ groups: [Group], _ days: LookDays, _ watched: inout WatchedRule, _ looks: inout [Look]
    ) {
        let rule = watched.rule
        let predicate = watched.predicates[place]
        let least = max(predicate.leastAnswers, watched.minimumGroup)
        let question = Question(
            predicate: predicate, least: least, base: days.base(predicate.against, rule),
            screen: sums.flatMap {
                LookScreen(
                    predicate, window: $0.window, base: $0.bases[place], scoring: series.scoring,
                    screen: watched.screens[place], least: least)
            })
        // A parent has at least the answers of its parts, so it is in the family when they are.
        var members: [Int] = []
        var parents: [Int?] = []
        var comparisons: [Comparison] = []
        // By node.
        var places = [Int?](repeating: nil, count: series.nodes.count)
        for (index, group) in groups.enumerated() {
            guard looks[index].verdict != .notEvaluated(.noAnswers) else { continue }
            guard group.n >= least else {
                looks[index].verdict = .notEvaluated(.tooFew)
                continue
            }
            let comparison = compare(group, question, days, rule)
            // Of a group with parts it matters that nothing can be said; then its parts are not looked at.
            if series.nodes[group.node].level == rule.keys.count, case .none(let reason) = comparison {
                looks[index].verdict = .notEvaluated(reason)
                continue
            }
            let parent = series.nodes[group.node].parent.flatMap { places[$0] }
            places[group.node] = members.count
            members.append(index)
            parents.append(parent)
            comparisons.append(comparison)
        }
        let verdicts: [Verdict]
        if rule.since != nil {
            let anchored = AnchoredLook(predicate, chance: watched.chance, groups: members.count)
            verdicts = zip(members, comparisons).map { index, comparison in
                guard case .test(_, let compared) = comparison, let value = compared.value else {
                    return .notEvaluated(.nothingToCompare)
                }
                let node = groups[index].node
                return anchored.verdict(
                    series.result(node, in: days.window, book),
                    base: question.base.map { series.result(node, in: $0, book) }, value: value)
            }
        } else {
            guard let detector = watched.detector(place, parents: parents) else { return }
            verdicts = detector.look(comparisons.map { if case .test(let test, _) = $0 { test } else { nil } })
        }
        if isTraced {
            let memberOfGroup = Dictionary(uniqueKeysWithValues: zip(members, members.indices))
            for index in groups.indices {
                let member = memberOfGroup[index]
                looks[index].parts.append(
                    part(question, groups[index], member.map { (comparisons[$0], verdicts[$0]) }, days, watched))
            }
        }
        for (member, verdict) in verdicts.enumerated() {
            if case .small = comparisons[member] {
                let isWithinNoChange = parents[member].map { !verdicts[$0].isChange } ?? false
                if isWithinNoChange {
                    looks[members[member]].verdict = .notEvaluated(.wholeDidNotChange)
                } else if looks[members[member]].verdict == .holds {
                    looks[members[member]].verdict = .doesNotHold
                }
                continue
            }
            note(verdict, comparisons[member], groups[members[member]], predicate, days, rule, &looks[members[member]])
        }
    }

    private func note(
        _ verdict: Verdict, _ comparison: Comparison, _ group: Group, _ predicate: LookPredicate, _ days: LookDays,
        _ rule: MetricRule, _ look: inout Look
    ) {
        switch (verdict, comparison) {
        case (_, .none(let reason)): look.verdict = .notEvaluated(reason)
        case (.notEvaluated(let reason), _): look.verdict = .notEvaluated(LookCounts.NotEvaluated(reason))
        case (.couldBeChance, _): if look.verdict == .holds { look.verdict = .doesNotHold }
        case (.changed, .small): break
        case (.changed(let evidence, _), .test(_, let compared)):
            guard look.finding == nil, look.verdict == .holds, let base = compared.value else { return }
            let value = counts(group, days.window)?.value ?? series.result(group.node, in: days.window, book).decisive
            look.finding = LookFinding(
                value: value ?? base + evidence.difference, n: group.n, base: base, baseCount: compared.count,
                difference: evidence.difference, p: evidence.p,
                method: rule.since == nil ? evidence.method.rawValue : Self.sequence,
                since: dated(group, evidence.difference, predicate, days, rule))
        }
    }

    // MARK: Dating

    /// The fewest answers on each side of a dated change.
    private static let fewestOfSide = 10

    /// The first day after the change, about: where the days of base and window part best into two means. Nil where these part
    /// the other way, or so early that it is another change than the one that the window shows.
    private func dated(
        _ group: Group, _ difference: Double, _ predicate: LookPredicate, _ days: LookDays, _ rule: MetricRule
    ) -> CivilDate? {
        switch predicate.against {
        case .days, .previous: break
        case .lastYear, .group, .target, .value: return nil
        }
        guard counts(group, days.window) != nil, let base = days.base(predicate.against, rule) else { return nil }
        let first = base.lowerBound
        let periods = (first...days.window.upperBound).map { day -> (n: Int, mean: Double, variance: Double) in
            let moments = series.counts(group.node, in: day...day, book)?.moments ?? Moments()
            guard let mean = moments.mean else { return (0, 0, 0) }
            let n = Double(moments.count)
            return (moments.count, mean, (moments.variance ?? 0) * (n - 1) / n)
        }
        guard let change = ChangePoint(periods, fewest: Self.fewestOfSide),
            (change.after > change.before) == (difference > 0),
            first + change.first >= days.window.lowerBound - days.window.count
        else { return nil }
        return CivilDate(dayNumber: first + change.first)
    }
}

extension LookCounts.NotEvaluated {
    init(_ reason: Verdict.Reason) {
        switch reason {
        case .nothingToCompare: self = .nothingToCompare
        case .tooFew: self = .tooFew
        case .wholeDidNotChange: self = .wholeDidNotChange
        }
    }
}
