import Foundation
package import Signals

/// Makes the level table: `make calibrate`.
package struct Calibration: Sendable {
    private let draws: Int
    private let seed: UInt64

    /// - Parameters:
    ///   - draws: How many paths of looks are simulated for each row; with 8,000 a number is right to about 2 %, its z to 0.01.
    ///   - seed: What the rows' generators start from.
    package init(draws: Int = 8000, seed: UInt64 = 2026) {
        self.draws = draws
        self.seed = seed
    }

    /// All numbers of the table. Each row has a generator of its own, so that rows do not depend on each other.
    package func worths(of grid: LevelGrid = LevelGrid()) -> [Double] {
        var all: [Double] = []
        all.reserveCapacity(grid.count)
        for window in grid.windows {
            for base in 0...grid.ratios.count {
                for looks in grid.looks {
                    all += worths(grid, window, base, looks)
                }
            }
        }
        return all
    }

    /// The numbers of one row.
    package func worths(_ grid: LevelGrid, _ window: Int, _ base: Int, _ looks: Int) -> [Double] {
        var random = SplitMix64(seed: seed &+ UInt64(window * 1_000_000 + base * 10_000 + looks))
        let before = base == 0 ? nil : Int((Double(window) * grid.ratios[base - 1]).rounded(.up))
        let process = CorrelatedLooks(window: window, base: before, count: looks)
        return process.worth(at: grid.levels, draws: draws, random: &random)
    }

    /// The table as the file that is shipped.
    package func source(of grid: LevelGrid = LevelGrid()) -> String {
        let worths = worths(of: grid)
        let perLine = grid.levels.count
        let lines = stride(from: 0, to: worths.count, by: perLine).map { start in
            let row = worths[start..<min(start + perLine, worths.count)]
            return "        " + row.map { String(format: "%.5g", $0) }.joined(separator: ", ") + ","
        }
        return """
            // Written by `make calibrate` (\(draws) draws a row, seed \(seed)); not to be edited by hand.
            extension LevelTable {
                /// The rows that were simulated.
                package static let grid = LevelGrid()

                /// How many independent looks are worth what some looks are: by window, base, number of looks and level, each in
                /// the order of the grid.
                static let data: [Double] = [
            \(lines.joined(separator: "\n"))
                ]
            }

            """
    }
}
