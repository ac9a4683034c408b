package import Tuntuma

/// What a rule found of one group at one close, in full: the window, and each condition of `match` with what became of it.
///
/// Made before the look, by the same judge, where somebody asks for it with ``CloseJudge/traced``: it tests what the look only
/// screens, so that there is a p to show; what holds is the same.
package struct LookTrace: Sendable {
    package var group: [(key: String, value: String?)]
    /// The days of the window; for a rule about silence the close alone.
    package var days: ClosedRange<Int>
    /// The metric in the window; nil for a rule about silence.
    package var result: MetricResult?
    /// For a rule about silence: days without a response.
    package var silentDays: Int?
    package var outcome: Outcome
    /// In the order of the kinds of predicates.
    package var parts: [Part] = []
    /// The day since which it has held of the group, when it did so at earlier looks: what it decided then goes on.
    package var goesOnSince: Int?

    package init(group: [(key: String, value: String?)], days: ClosedRange<Int>, outcome: Outcome) {
        self.group = group
        self.days = days
        self.outcome = outcome
    }

    /// What the look came to.
    package enum Outcome: Equatable, Sendable {
        case notEvaluated(LookCounts.NotEvaluated)
        case doesNotHold
        case holds
    }

    /// One predicate of `match`: what was held against what.
    package struct Part: Sendable {
        package var predicate: LookPredicate
        package var verdict: Verdict
        /// The window's value and answers.
        package var value: Double?
        package var n: Int
        /// What it was held against: the days, where it is days; its value and answers.
        package var baseDays: ClosedRange<Int>?
        package var base: Double?
        package var baseCount: Int?
        /// Nil where nothing could be tested.
        package var test: Test?

        package init(predicate: LookPredicate, verdict: Verdict, n: Int) {
            self.predicate = predicate
            self.verdict = verdict
            self.n = n
        }
    }

    /// What a test said.
    package struct Test: Equatable, Sendable {
        /// The difference that was tested, in the metric's points.
        package var difference: Double
        package var z: Double
        /// Nil for a confidence sequence that does not exclude chance: it has no p above its level.
        package var p: Double?
        package var method: String
        /// The greatest p that would have been more than chance.
        package var level: Double

        package init(difference: Double, z: Double, p: Double?, method: String, level: Double) {
            self.difference = difference
            self.z = z
            self.p = p
            self.method = method
            self.level = level
        }
    }

    /// What became of a predicate.
    package enum Verdict: Equatable, Sendable {
        case notEvaluated(LookCounts.NotEvaluated)
        /// The difference goes the other way.
        case otherWay
        /// It is smaller than `at_least`.
        case tooSmall
        case couldBeChance
        case holds
    }
}

/// A look of which somebody wants to know everything: of a rule, by its place, at the close of a day.
package struct TracedLook: Equatable, Sendable {
    package var rule: Int
    package var day: Int

    package init(rule: Int, day: Int) {
        self.rule = rule
        self.day = day
    }
}
