import Deciding
import Signals
import Tuntuma
package import Workspace

/// A rule about a metric, ready to look.
package struct WatchedRule: Sendable {
    /// The level of each test by itself: `correction = "none"`.
    static let plainLevel = Detector.highestLevel

    package let rule: MetricRule
    /// Its place among the series.
    package let series: Int
    /// The fewest answers of a group that anything is said of.
    package let minimumGroup: Int
    /// What is tested at each look: all of `match`, then what `run` asks.
    package let predicates: [LookPredicate]
    private let plans: [LookPlan]
    /// By predicate: from how many standard errors on a difference can be a change at all.
    let screens: [Double]
    let correction: Correction
    /// The chance of a false alarm in the period of the budget.
    let chance: Double
    /// By predicate and family.
    private var detectors: [DetectorKey: Detector] = [:]
    /// By predicate: that of the last look, as groups seldom come and go.
    private var latest: [Int: (parents: [Int?], detector: Detector)] = [:]
    /// What goes on, by group.
    private var open: [Int: Episode] = [:]
    package var counts = LookCounts()

    /// A time in which the rule holds of a group.
    private struct Episode {
        var decisions: [Decision]
        /// The last day on which it held.
        var day: Int
        /// The day since which it has decided something; nil: since before what is known of it.
        var since: Int?
    }

    /// A rule that does not hold for so many days and then holds again still goes on: near the level of its test it comes and
    /// goes with a single answer.
    private static let gap = 14

    /// The most days from one look at which it holds to the next, for it to go on. Silence ends with the first answer.
    private var gap: Int {
        if case .silence = rule.subject { rule.every.longest } else { max(Self.gap, rule.every.longest) }
    }

    /// How many days after the last answer the rule may still see something, or end what goes on: the look that ends it is the
    /// first that comes after the gap.
    package var sight: Int {
        switch rule.subject {
        case .silence(let days): days + LookStep.month.days + 1
        case .metric:
            if case .days(let days) = rule.window {
                days + gap + rule.every.longest
            } else {
                31 + gap + rule.every.longest
            }
        }
    }

    private struct DetectorKey: Hashable {
        var predicate: Int
        var parents: [Int?]
    }

    /// - Throws: A complaint when the budget is none.
    package init(_ rule: MetricRule, series: Int, minimumGroup: Int) throws(Complaint) {
        self.rule = rule
        self.series = series
        self.minimumGroup = minimumGroup
        do throws(BudgetError) {
            // What match asks must hold all together, and spends one share; each question of run may alarm by itself.
            let shares = rule.questions.count + (rule.predicates.isEmpty ? 0 : 1)
            let budget = try rule.falseAlarms.map { (text) throws(BudgetError) in
                try FalseAlarmBudget(text).shared(by: shares)
            }
            correction = budget.map { .budget($0) } ?? .none(level: Self.plainLevel)
            chance = budget.map { $0.chance(inDays: $0.days) } ?? Self.plainLevel
        } catch {
            throw rule.block.complaint("false_alarms", error.description)
        }
        var plans: [LookPlan] = []
        let predicates = rule.predicates + rule.questions
        self.predicates = predicates
        for predicate in predicates {
            guard let plan = LookPlan(rule, predicate.against) else {
                throw rule.block.complaint("window", "is too long; expected ten years at most")
            }
            plans.append(plan)
        }
        self.plans = plans
        let correction = correction
        screens = zip(predicates, plans).map { predicate, plan in
            Detector(Direction(predicate.kind), plan: plan, correction: correction, family: Family(groups: 1))
                .leastScreen
        }
    }

    /// Whether the rule looks at the close of a day.
    package func isDue(atCloseOf day: Int) -> Bool {
        rule.every.isDue(atCloseOf: day) && rule.since.map { $0.dayNumber <= day } ?? true
    }

    /// Notes what the rule decided on a group that it holds of.
    /// - Returns: The decisions that are new, with their places; the others were made before, and go on. And the alerts that
    ///   were made before and are not made any more.
    package mutating func begin(
        _ decisions: [Decision], on node: Int, day: Int
    ) -> (new: [(ordinal: Int, decision: Decision)], ended: [(ordinal: Int, decision: Decision)]) {
        let last = open[node]
        let goesOn = last.map { day - $0.day <= gap } ?? false
        let since = goesOnSince(node, day: day)
        if since == nil, !decisions.isEmpty { counts.episodes += 1 }
        open[node] = Episode(decisions: decisions, day: day, since: since ?? day)
        let ended = Self.alerts(among: last?.decisions ?? []).filter { old in
            !decisions.contains { $0.kind == .alert && $0.identity == old.decision.identity }
        }
        let new = decisions.enumerated().filter { _, decision in
            let known = last?.decisions.contains { $0.kind == decision.kind && $0.target == decision.target } ?? false
            return !goesOn || !known
        }.map { ($0.offset, $0.element) }
        return (new, ended)
    }

    /// The day since which the rule has decided something of a group, if that went on until now.
    package func goesOnSince(_ node: Int, day: Int) -> Int? {
        open[node].flatMap { !$0.decisions.isEmpty && day - $0.day <= gap ? $0.since ?? $0.day : nil }
    }

    /// Notes that the rule does not hold of a group at a close.
    /// - Returns: The alerts that have ended with it.
    package mutating func end(on node: Int, day: Int) -> [(ordinal: Int, decision: Decision)] {
        guard !open.isEmpty, let last = open[node] else { return [] }
        if case .metric = rule.subject, day - last.day <= gap { return [] }
        open[node] = nil
        return Self.alerts(among: last.decisions)
    }

    /// What goes on, by group.
    package var episodes: [(node: Int, decisions: [Decision], day: Int)] {
        open.map { ($0.key, $0.value.decisions, $0.value.day) }
    }

    /// Takes over what an earlier run left of a group.
    package mutating func resume(on node: Int, _ decisions: [Decision], day: Int) {
        open[node] = Episode(decisions: decisions, day: day)
    }

    /// The alerts among the decisions of a look, with their places.
    package static func alerts(among decisions: [Decision]) -> [(ordinal: Int, decision: Decision)] {
        decisions.enumerated().filter { $0.element.kind == .alert }.map { ($0.offset, $0.element) }
    }

    /// The detector of a predicate for some groups; made once for each number of them.
    mutating func detector(_ place: Int, parents: [Int?]) -> Detector? {
        if let latest = latest[place], latest.parents == parents { return latest.detector }
        let key = DetectorKey(predicate: place, parents: parents)
        if let known = detectors[key] {
            latest[place] = (parents, known)
            return known
        }
        guard let family = Family(parents: parents) else { return nil }
        let predicate = predicates[place]
        let detector = Detector(
            Direction(predicate.kind), plan: plans[place], correction: correction, family: family,
            atLeast: predicate.atLeast, minimumCount: max(predicate.leastAnswers, minimumGroup))
        // Groups come and go; a log that has them in every number must not fill the memory.
        if detectors.count >= 1000 { detectors.removeAll() }
        detectors[key] = detector
        latest[place] = (parents, detector)
        return detector
    }
}

extension Decision {
    /// What tells an alert from the others of its rule on a group: not its texts, which have numbers in them.
    fileprivate var identity: [String] {
        fields.filter { $0.name == "severity" || $0.name == "key" || $0.name.hasPrefix("labels.") }
            .map { "\($0.name)=\($0.value.plainText)" }
    }
}

extension Direction {
    init(_ kind: LookPredicate.Kind) {
        switch kind {
        case .dropped, .below: self = .dropped
        case .rose, .above: self = .rose
        case .changed: self = .changed
        }
    }
}
