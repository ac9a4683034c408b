import Foundation
import Tuntuma

/// How many independent looks the looks of a rule are worth: what turns a budget of false alarms into the level of one look.
///
/// Looks a day apart share nearly all of their answers, so 365 of them are far fewer chances to be wrong than 365, and the
/// further out in the tail, the more they are. With no change the z of a look is a normal variable, and those of two looks
/// correlate by the days their windows and bases share. The table holds, for windows, bases, numbers of looks and levels,
///
///     worth = ln(1 - P(the highest z of all looks > c)) / ln(1 - P(one z > c))
///
/// from a seeded simulation of that process (`make calibrate` writes it anew, to the last bit). Between its rows the logarithm
/// of the worth is linear in the logarithms of window and ratio and in c; in the number of looks the worth itself is linear, from 1
/// for one look on, and goes on so beyond the last row, as the process is stationary. At the ends of window, ratio and c the
/// nearest row holds.
package enum LevelTable {
    /// The z from which on a look is a false alarm in as many cases as the budget says.
    ///
    /// - Parameters:
    ///   - expected: The false alarms that one group may raise in the budget's period.
    ///   - days: The budget's period.
    ///   - plan: The window, the base and the time between looks.
    package static func threshold(expected: Double, days: Int, plan: LookPlan) -> Double {
        guard expected > 0 else { return .infinity }
        let looks = max(1, Double(days) / Double(plan.every))
        var (low, high) = (-8.0, 8.0)
        for _ in 0..<60 {
            let c = (low + high) / 2
            let one = -log1p(-NormalDistribution.probability(below: -c))
            if one * worth(of: looks, plan: plan, at: c) > expected { low = c } else { high = c }
        }
        return high
    }

    /// How many independent looks some looks are worth at a level.
    package static func worth(of looks: Double, plan: LookPlan, at c: Double) -> Double {
        let row = place(of: c, in: grid.levels.map { $0 })
        let window = place(of: log(plan.windowInLooks), in: grid.windows.map { log(Double($0)) })
        var worths = [1.0]
        for look in grid.looks.indices {
            worths.append(
                exp(
                    between(window) { window in
                        between(row) { row in
                            guard let ratio = plan.ratio else { return log(data[grid.index(window, 0, look, row)]) }
                            let place = place(of: log(ratio), in: grid.ratios.map(log))
                            return between(place) { log(data[grid.index(window, $0 + 1, look, row)]) }
                        }
                    }))
        }
        let counts = [1.0] + grid.looks.map(Double.init)
        guard looks > 1 else { return 1 }
        let last = counts.count - 1
        let right = counts.firstIndex { $0 >= looks } ?? last
        let part = (looks - counts[right - 1]) / (counts[right] - counts[right - 1])
        return worths[right - 1] + part * (worths[right] - worths[right - 1])
    }

    private static func place(of value: Double, in grid: [Double]) -> (index: Int, part: Double) {
        guard let right = grid.firstIndex(where: { $0 >= value }) else { return (grid.count - 1, 0) }
        guard right > 0 else { return (0, 0) }
        return (right - 1, (value - grid[right - 1]) / (grid[right] - grid[right - 1]))
    }

    private static func between(_ place: (index: Int, part: Double), _ value: (Int) -> Double) -> Double {
        guard place.part > 0 else { return value(place.index) }
        return (1 - place.part) * value(place.index) + place.part * value(place.index + 1)
    }
}
