import Foundation
import Tuntuma

/// What came of many runs.
package struct Outcome: Equatable, Sendable {
    /// How many runs.
    package private(set) var runs = 0
    /// Runs with an alarm of a group that had not changed.
    package private(set) var withFalseAlarm = 0
    /// Days until the drop was found, for each run in which it was in time.
    package private(set) var delays: [Int] = []

    package init(runs: Int = 0, withFalseAlarm: Int = 0) {
        self.runs = runs
        self.withFalseAlarm = withFalseAlarm
    }

    mutating func add(_ run: (isFalse: Bool, found: Int?)) {
        runs += 1
        withFalseAlarm += run.isFalse ? 1 : 0
        if let found = run.found { delays.append(found) }
    }

    /// The share of runs with a false alarm.
    package var falseAlarms: Double { runs > 0 ? Double(withFalseAlarm) / Double(runs) : 0 }

    /// The share of runs in which the drop was found in time.
    package var found: Double { runs > 0 ? Double(delays.count) / Double(runs) : 0 }

    /// The median of the days until it was found; nil when it never was.
    package var medianDelay: Int? {
        delays.isEmpty ? nil : delays.sorted()[delays.count / 2]
    }

    /// The upper limit of the share of runs with a false alarm that Clopper and Pearson (*Biometrika* 26 (1934) 404-413) give.
    package func upperLimit(level: Double = 0.99) -> Double {
        guard withFalseAlarm < runs else { return 1 }
        return BetaDistribution.quantile(
            level, shapes: Double(withFalseAlarm + 1), Double(runs - withFalseAlarm))
    }
}
