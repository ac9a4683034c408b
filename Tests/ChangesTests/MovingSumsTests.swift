import Testing
import Tuntuma
import TuntumaTesting

@testable import Changes
@testable import Looks

/// Sums that move with the closes against adding up anew.
struct MovingSumsTests {
    /// Answers that come late, are taken back, or come of new groups; stretches that move on and back, jump, grow and shrink as
    /// windows of months do.
    @Test func sumsThatMoveAreTheSumsOfTheirDays() {
        var random = SplitMix64(seed: 12)
        for _ in 0..<60 {
            let width = Int.random(in: 1...11, using: &random)
            var table = DayTable(width: width)
            var moving = (0..<3).map { _ in MovingSums() }
            var stretches = (0..<3).map { _ in 0...Int.random(in: 0...40, using: &random) }
            var groups = 1
            for close in 0..<60 {
                for _ in 0..<Int.random(in: 0...12, using: &random) {
                    if Int.random(in: 0..<10, using: &random) == 0 { groups += 1 }
                    let group = Int.random(in: 0..<groups, using: &random)
                    // Nearly all of the day that closes, some late, some of a day far ahead.
                    let day: Int =
                        switch Int.random(in: 0..<10, using: &random) {
                        case 0..<6: close
                        case 6..<9: Int.random(in: -60...close, using: &random)
                        default: close + Int.random(in: 1...5000, using: &random)
                        }
                    let row = table.row(of: group, day: day) ?? table.addRow(of: group, day: day, cell: 0)
                    let isTakenBack = Int.random(in: 0..<4, using: &random) == 0
                    let difference = (0..<width).map { value in
                        isTakenBack ? -table.count(value, ofRow: row) : Int.random(in: 0...5, using: &random)
                    }
                    table.add(difference, toRow: row)
                    for place in moving.indices { moving[place].add(difference, to: group, day: day) }
                }
                for place in moving.indices {
                    // Not each is looked at at each close.
                    guard Int.random(in: 0..<3, using: &random) > 0 else { continue }
                    let last = stretches[place]
                    stretches[place] =
                        switch Int.random(in: 0..<12, using: &random) {
                        case 0..<8: last.lowerBound + 1...last.upperBound + 1
                        case 8: last.lowerBound + 31...last.upperBound + 31
                        case 9: last.lowerBound...last.upperBound + 1
                        case 10: last.upperBound...last.upperBound
                        default: last.lowerBound - 3...last.upperBound - 2
                        }
                    moving[place].move(to: stretches[place], table)
                    for group in 0...groups {
                        let expected = table.sum(of: group, in: stretches[place])
                        #expect(moving[place].counts(of: group) == expected)
                        #expect(moving[place].total(of: group) == expected.reduce(0, +))
                    }
                }
            }
        }
    }
}
