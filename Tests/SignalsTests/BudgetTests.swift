import Foundation
import SignalTrials
import Testing
import Tuntuma

@testable import Signals

/// From a budget of false alarms to the level of a look.
@Suite struct BudgetTests {
    @Test func readsWhatAnAdminWrites() throws {
        #expect(try FalseAlarmBudget("1/year") == .oneAYear)
        #expect(try FalseAlarmBudget("2/month").days == 30)
        #expect(try FalseAlarmBudget(" 0.5 / 90d ").expected == 0.5)
        let chance = try FalseAlarmBudget("5%/90d")
        #expect((chance.chance(inDays: 90) - 0.05).magnitude < 1e-12)
        #expect((chance.chance(inDays: 180) - 0.0975).magnitude < 1e-12)
    }

    @Test(arguments: [
        "", "1", "year", "0/year", "-1/year", "1/decade", "100%/90d", "x%/90d", "1/0d", "1/year/2", "nan/day",
    ])
    func refusesWhatIsNoBudget(text: String) throws {
        let error = #expect(throws: BudgetError.self) { try FalseAlarmBudget(text) }
        #expect(error?.description.contains("\"1/year\"") == true)
    }

    /// The shipped table is what calibration makes: rows made anew agree to the last digit that is printed.
    @Test func theShippedTableIsWhatCalibrationMakes() throws {
        let grid = LevelTable.grid
        #expect(LevelTable.data.count == grid.count)
        for (window, base) in [(1, 0), (7, 2), (30, 4)] {
            let place = try #require(grid.windows.firstIndex(of: window))
            let made = Calibration(draws: 8000).worths(grid, window, base, 30)
            for level in grid.levels.indices {
                let shipped = LevelTable.data[grid.index(place, base, 0, level)]
                #expect(String(format: "%.5g", made[level]) == String(format: "%.5g", shipped))
            }
        }
    }

    /// A look after which all answers are new is a look of its own: Šidák's level.
    @Test func looksThatShareNothingCountInFull() throws {
        let plan = try #require(LookPlan(window: 1, base: .apart))
        let z = LevelTable.threshold(expected: -log1p(-0.05), days: 90, plan: plan)
        let level = 1 - pow(0.95, 1.0 / 90)
        #expect((NormalDistribution.probability(below: -z) / level - 1).magnitude < 0.03)
    }

    /// The highest of a simulated process passes the threshold as often as the budget says: plain simulation, another method than
    /// the table's.
    @Test(arguments: [(30, 90, 90), (14, 42, 60)])
    func theThresholdKeepsTheBudget(window: Int, base: Int, looks: Int) throws {
        let plan = try #require(LookPlan(window: window, base: .before(days: base)))
        let z = LevelTable.threshold(expected: -log1p(-0.2), days: looks, plan: plan)
        var random = SplitMix64(seed: 12)
        var normal = NormalNumbers()
        var passed = 0
        let runs = 1500
        let deviation = (1 / Double(window) + 1 / Double(base)).squareRoot()
        for _ in 0..<runs {
            var sums = [0.0]
            for _ in 0..<(window + base + looks) { sums.append((sums.last ?? 0) + normal.next(&random)) }
            let isPassed = (1...looks).contains { look in
                let end = window + base + look - 1
                let own = (sums[end] - sums[end - window]) / Double(window)
                let other = (sums[end - window] - sums[end - window - base]) / Double(base)
                return (own - other) / deviation > z
            }
            passed += isPassed ? 1 : 0
        }
        // 0.2 ± 3 standard errors of 1,500 runs, and 2 % for the table.
        #expect((Double(passed) / Double(runs) - 0.2).magnitude < 0.035)
    }

    @Test func moreLooksAndLongerBudgetsAskForMore() throws {
        var last = 0.0
        for window in [180, 90, 60, 30, 14, 7] {
            let plan = try #require(LookPlan(window: window, base: .before(days: 3 * window)))
            let z = LevelTable.threshold(expected: 0.05, days: 365, plan: plan)
            #expect(z > last)
            last = z
        }
        let plan = try #require(LookPlan(window: 60, base: .before(days: 180)))
        #expect(
            LevelTable.threshold(expected: 0.1, days: 90, plan: plan)
                < LevelTable.threshold(expected: 0.1, days: 900, plan: plan))
        #expect(LookPlan(window: 0, base: .apart) == nil)
        #expect(LookPlan(window: 5, base: .before(days: 0)) == nil)
        #expect(LevelTable.threshold(expected: 0, days: 90, plan: plan) == .infinity)
    }
}
