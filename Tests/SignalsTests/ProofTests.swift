import SignalTrials
import Testing

@testable import Signals

/// The short form of `make simulate`: fixed seeds, a look every nine days, three groups.
@Suite struct ProofTests {
    /// No more runs with a false alarm than 1.5 times the budget, at the 99 % upper limit: the rule of the long form. The budget is
    /// wide, "2/year", as 100 runs cannot prove a narrow one.
    @Test(arguments: [0, 3, 4, 6, 7, 8, 9, 10])
    func keepsTheBudgetWhenNothingChanges(number: Int) throws {
        let scenario = Scenario.quiet[number].sparser(every: 9, groups: 3)
        let budget = try FalseAlarmBudget("2/year")
        let outcome = Trial(scenario, .detector(.budget(budget))).outcome(runs: 100, seed: 7)
        let allowed = Proof.tolerance * budget.chance(inDays: 90)
        #expect(outcome.runs == 100)
        #expect(
            outcome.upperLimit() <= allowed,
            "\(scenario.name): \(outcome.withFalseAlarm) of 100, limit \(outcome.upperLimit()), allowed \(allowed)")
    }

    /// A rule that is not told of clusters is wrong far more often, and so is one without correction: the proof can fail.
    @Test func seesARuleThatBreaksItsBudget() {
        let allowed = Proof.tolerance * FalseAlarmBudget.oneAYear.chance(inDays: 90)
        let clusters = Trial(
            Scenario.untoldClusters.sparser(every: 7, groups: 4), .detector(.budget(.oneAYear))
        ).outcome(runs: 25, seed: 7)
        #expect(clusters.falseAlarms > allowed)
        let plain = Trial(
            Scenario.slow.sparser(every: 7, groups: 8), .detector(.none(level: 0.05))
        ).outcome(runs: 20, seed: 7)
        #expect(plain.falseAlarms > 0.7)
    }

    /// 20 points in one of 8 groups of 200 answers a month are found within 60 days at "1/year"; with looks every fourth day.
    @Test func findsADropOfTwentyPoints() {
        let trial = Trial(
            Scenario.slow.dropping(20).monitored(60).sparser(every: 4, groups: 8), .detector(.budget(.oneAYear)))
        let outcome = trial.outcome(runs: 25, seed: 7)
        #expect(outcome.found >= 0.85, "\(outcome.found)")
        #expect(trial.outcome(runs: 2, seed: 7) == trial.outcome(runs: 2, seed: 7))
    }

    /// The limits of none of 20, 1 - 0.01^(1/20), and of 3 of 50, the 99 % quantile of a beta variable with 4 and 47 (SciPy).
    @Test func limitsAreThoseOfClopperAndPearson() {
        #expect((Outcome(runs: 20, withFalseAlarm: 0).upperLimit() - 0.205671765).magnitude < 1e-8)
        #expect((Outcome(runs: 50, withFalseAlarm: 3).upperLimit() - 0.187209256).magnitude < 1e-8)
        #expect(Outcome(runs: 3, withFalseAlarm: 3).upperLimit() == 1)
    }
}
