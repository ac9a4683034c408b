import Foundation
import Signals

/// The proof that a rule keeps to its budget of false alarms and finds what it should: `make simulate`.
package struct Proof: Sendable {
    /// By how much the share of runs with a false alarm may pass the budget, at its 99 % upper limit.
    package static let tolerance = 1.5

    private let runs: Int
    private let seed: UInt64

    /// - Parameters:
    ///   - runs: Histories for each line; a tenth of them for a year of looks. With fewer than some 1,000 the limits are too wide to
    ///     prove a budget of 5 %.
    ///   - seed: What the generators start from.
    package init(runs: Int, seed: UInt64) {
        self.runs = max(1, runs)
        self.seed = seed
    }

    /// Tries all worlds.
    ///
    /// - Parameter line: Called with each line as it comes.
    /// - Returns: Whether every budget was kept.
    package func run(_ line: (String) -> Void) -> Bool {
        guard let fivePercent = try? FalseAlarmBudget("5%/90d") else { return false }
        var isKept = true
        line("Seed \(seed). Limit: 99 % upper limit (Clopper and Pearson) of the share of runs with a false alarm.")
        line("\nNothing changes; 8 groups, a look a day, dropped\n")
        line("| world | budget | days | runs | false alarms | limit | allowed | |")
        line("|---|---|---|---|---|---|---|---|")
        for scenario in Scenario.quiet {
            for (name, budget, days, part) in [("5%/90d", fivePercent, 90, 1), ("1/year", .oneAYear, 365, 10)] {
                let outcome = Trial(scenario.monitored(days), .detector(.budget(budget))).outcome(
                    runs: max(1, runs / part), seed: seed)
                let allowed = min(1, Self.tolerance * budget.chance(inDays: days))
                let limit = outcome.upperLimit()
                isKept = isKept && limit <= allowed
                line(
                    "| \(scenario.name) | \(name) | \(days) | \(outcome.runs) | \(Self.percent(outcome.falseAlarms)) | "
                        + "\(Self.percent(limit)) | \(Self.percent(allowed)) | \(limit <= allowed ? "kept" : "MISSED") |"
                )
            }
        }
        line("\nFor contrast: what is not corrected\n")
        line("| world | rule | days | runs | false alarms |")
        line("|---|---|---|---|---|")
        contrast(fivePercent, line)
        line("\nOne of 8 groups drops by 20 points on day 1; found within 60 days\n")
        line("| rule | budget | runs | false alarms, nothing drops | of the other groups | found | median day |")
        line("|---|---|---|---|---|---|---|")
        for scenario in [Scenario.slow, .fast, .previous] {
            for (name, judge) in Self.judges(fivePercent) {
                let part = max(1, runs / 2)
                let quiet = Trial(scenario, judge).outcome(runs: part, seed: seed)
                let dropped = Trial(scenario.dropping(20), judge).outcome(runs: part, seed: seed &+ 1)
                let delay = dropped.medianDelay.map(String.init) ?? "-"
                line(
                    "| \(scenario.name) | \(name) | \(part) | \(Self.percent(quiet.falseAlarms)) | "
                        + "\(Self.percent(dropped.falseAlarms)) | \(Self.percent(dropped.found)) | \(delay) |")
            }
        }
        return isKept
    }

    private func contrast(_ budget: FalseAlarmBudget, _ line: (String) -> Void) {
        let rules: [(Scenario, String, Trial.Judge)] = [
            (.untoldClusters, "5%/90d", .detector(.budget(budget))),
            (.slow, "none, p <= 0.05", .detector(.none(level: 0.05))),
            (.slow, "10 points lower", .threshold(10)),
        ]
        for (scenario, name, judge) in rules {
            let outcome = Trial(scenario, judge).outcome(runs: max(1, runs / 4), seed: seed)
            line("| \(scenario.name) | \(name) | 90 | \(outcome.runs) | \(Self.percent(outcome.falseAlarms)) |")
        }
    }

    private static func judges(_ fivePercent: FalseAlarmBudget) -> [(String, Trial.Judge)] {
        [
            ("5%/90d", .detector(.budget(fivePercent))), ("1/year", .detector(.budget(.oneAYear))),
            ("none, 10 points lower", .threshold(10)),
        ]
    }

    private static func percent(_ share: Double) -> String {
        String(format: "%.1f %%", 100 * share)
    }
}
