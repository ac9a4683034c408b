import Testing
import Tuntuma
import TuntumaTesting

@testable import Changes
@testable import Looks

struct DayTableTests {
    private struct Plain {
        var group, day: Int
        var counts: [Int]
    }

    /// Whatever the order in which days come, and however often one comes again, a stretch says what adding up says.
    @Test func anyStretchSaysWhatAddingUpSays() {
        var random = SplitMix64(seed: 11)
        for _ in 0..<50 {
            let width = Int.random(in: 1...4, using: &random)
            var table = DayTable(width: width)
            var plain: [Plain] = []
            for step in 0..<120 {
                let group = Int.random(in: 0..<3, using: &random)
                let day = Int.random(in: -30...30, using: &random) * (step % 7 == 0 ? 40 : 1)
                var counts = (0..<width).map { _ in Int.random(in: 0...5, using: &random) }
                if let row = table.row(of: group, day: day) {
                    // All of the day is taken back.
                    if step % 5 == 4 { counts = plain[row].counts.map { -$0 } }
                    table.add(counts, toRow: row)
                    for value in 0..<width { plain[row].counts[value] += counts[value] }
                } else {
                    let row = table.addRow(of: group, day: day, cell: 1000 + plain.count)
                    #expect(row == plain.count)
                    #expect(table.isEmpty(row: row))
                    table.add(counts, toRow: row)
                    plain.append(Plain(group: group, day: day, counts: counts))
                }
                let first = Int.random(in: -1500...1500, using: &random)
                let stretch = first...first + Int.random(in: 0...1500, using: &random)
                for group in 0..<4 {
                    let own = plain.indices.filter { plain[$0].group == group }
                    let within = own.filter { stretch.contains(plain[$0].day) }
                    let expected = (0..<width).map { value in within.reduce(0) { $0 + plain[$1].counts[value] } }
                    #expect(table.sum(of: group, in: stretch) == expected)
                    #expect(
                        table.cells(of: group, in: stretch)
                            == within.sorted { plain[$0].day < plain[$1].day }.map { 1000 + $0 })
                    // A day whose answers were all taken back has none.
                    let days = own.filter { plain[$0].day <= first && plain[$0].counts.contains { $0 != 0 } }
                    #expect(table.lastDay(of: group, upTo: first) == days.map { plain[$0].day }.max())
                }
            }
        }
    }

    @Test func twoRowsOfADayCountBoth() {
        var table = DayTable(width: 2)
        for (day, cell, counts) in [(3, 0, [1, 2]), (5, 1, [4, 0]), (3, 2, [1, 3])] {
            let row = table.addRow(of: 0, day: day, cell: cell)
            table.add(counts, toRow: row)
        }
        #expect(table.sum(of: 0, in: 0...3) == [2, 5])
        #expect(table.sum(of: 0, in: 0...9) == [6, 5])
        #expect(table.sum(of: 0, in: 4...9) == [4, 0])
        #expect(table.sum(of: 0, in: 6...9) == [0, 0])
        #expect(table.cells(of: 0, in: 0...9) == [0, 2, 1])
        #expect(table.row(of: 0, day: 4) == nil)
        #expect(table.row(of: 1, day: 3) == nil)
    }
}
