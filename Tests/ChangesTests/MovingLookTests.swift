import Deciding
import Testing
import Tuntuma
import TuntumaTesting
import Workspace
@testable import Changes
@testable import Looks

/// Looks at sums that move with the closes against looks that add up each window and each base anew and test every group.
struct MovingLookTests {
    /// What was answered, by group and day: as the engine folds it.
    private struct Answers: DayBook {
        struct Cell {
            var values: [String?]
            var group, day: Int
            var counts: [Int]
        }

        var cells: [Cell] = []
        var place: [[Int]: Int] = [:]
        var groups: [[String?]: Int] = [:]
        var changedCells: [Int] = []

        mutating func add(_ counts: [Int], _ values: [String?], day: Int) {
            let group = groups[values] ?? groups.count
            groups[values] = group
            let cell = place[[group, day]] ?? cells.count
            if cell == cells.count {
                cells.append(Cell(values: values, group: group, day: day, counts: [0, 0, 0]))
                place[[group, day]] = cell
            }
            cells[cell].counts = zip(cells[cell].counts, counts).map { max(0, $0 + $1) }
            if !changedCells.contains(cell) { changedCells.append(cell) }
        }

        private func metric(_ counts: [Int]) -> MetricResult {
            .net(promoters: counts[2], detractors: counts[0], of: counts.reduce(0, +))
        }

        func changed(_ series: Int) -> [DayCell] {
            changedCells.map { cell in
                let (group, day) = (cells[cell].group, cells[cell].day)
                return DayCell(cell: cell, group: group, day: day, counts: MetricCounts(metric(cells[cell].counts)))
            }
        }

        func values(ofCell cell: Int, in series: Int) -> [String?] { cells[cell].values }

        func result(of cells: [Int], in series: Int) -> MetricResult {
            metric((0..<3).map { value in cells.reduce(0) { $0 + self.cells[$1].counts[value] } })
        }

        func start(ofDay day: Int) -> Int64 { Int64(day) * 86_400_000 }
    }

    /// A rule with all that is kept for it.
    private struct Watch {
        var rule: WatchedRule
        var series: SeriesBook
        let places: SeriesBook.Places

        init(_ rule: MetricRule) throws {
            let watched = try WatchedRule(rule, series: 0, minimumGroup: 0)
            var series = SeriesBook(DaySeries(rule), number: 0)
            places = series.follow(rule, watched.predicates)
            (self.rule, self.series) = (watched, series)
        }

        mutating func looks(_ book: Answers, day: Int, isPlain: Bool) -> [Look] {
            let sums = isPlain ? nil : series.sums(places, rule.rule, atCloseOf: day)
            return MetricLook(series, book, Targets([]), day: day, sums: sums).look(&rule)
        }
    }

    /// By values: the numbers of the groups are those in which they came.
    private func told(_ looks: [Look], _ series: SeriesBook) -> [String] {
        looks.map { look in
            "\(series.nodes[look.node].values) \(look.verdict) \(String(describing: look.finding)) \(look.answers)"
        }
    }

    @Test(arguments: [
        #"by = "unit", window = "30d", match = { dropped = { against = "90d", at_least = 5, min_n = 5 } }"#,
        #"by = "unit", window = "7d", every = "1w", match = { changed = { against = "previous", min_n = 2 } }"#,
        #"by = { "unit", "survey" }, window = "30d", match = { rose = { against = "60d", min_n = 3 } }"#,
        #"by = "unit", window = "month", match = { dropped = { against = "previous", min_n = 3 } }"#,
        #"by = "unit", window = "20d", correction = "none", match = { changed = { against = "last-year", min_n = 3 } }"#,
        #"by = "unit", window = "30d", match = { changed = { against = { unit = "u0" }, min_n = 3 } }"#,
        #"by = "unit", window = "30d", match = { below = { value = 20, min_n = 3 } }"#,
        #"window = "14d", every = "month", match = { dropped = { against = "60d", min_n = 5 } }"#,
        #"by = "unit", since = "2025-02-01", false_alarms = "5%/year", match = { changed = { against = "60d" } }"#,
        #"by = "unit", cluster = "survey", window = "30d", match = { dropped = { against = "60d", min_n = 5 } }"#,
        #"cluster = "survey", window = "30d", correction = "none", match = { changed = { against = "60d", min_n = 5 } }"#,
    ])
    func looksAreThoseOfTheWholeLog(_ text: String) throws {
        let lua = #"rule "r" { doc = "x", on = "metric", metric = "nps", \#(text), alert = { title = "x" } }"#
        let rule = try #require(try ClosingRun.workspace(lua).metricRules.first)
        let first = CivilDate(year: 2025, month: 1, day: 1).dayNumber
        var random = SplitMix64(seed: 13)
        var book = Answers()
        var moving = try Watch(rule)
        var plain = moving
        var (looked, held) = (0, 0)
        for day in first..<first + 420 {
            for _ in 0..<Int.random(in: 0...24, using: &random) {
                let unit = Int.random(in: 0..<4, using: &random)
                // A unit that falls and comes back, days without answers, and a group that comes late.
                let isBad = unit == 1 && (day - first) / 45 % 2 == 1
                if unit == 2, (first + 100...first + 160).contains(day) { continue }
                if unit == 3, day < first + 250 { continue }
                let late = Int.random(in: 0..<12, using: &random) == 0 ? Int.random(in: 1...50, using: &random) : 0
                var counts = [0, 0, 0]
                let detractors = isBad ? 9 : 1
                let value =
                    Int.random(in: 0..<10, using: &random) < detractors ? 0 : Int.random(in: 1...2, using: &random)
                counts[value] = Int.random(in: 0..<9, using: &random) == 0 ? -1 : 1
                let survey: String? = [nil, "a", "b"][Int.random(in: 0..<3, using: &random)]
                let keys = moving.series.series.keys
                let values = keys.map { $0 == "unit" ? "u\(unit)" : survey }
                book.add(counts, values, day: day - late)
            }
            guard Int.random(in: 0..<10, using: &random) > 0 || day == first + 210 else { continue }
            if day == first + 210 {
                // The run is cut here: what goes on is made anew from all days that were folded.
                book.changedCells = Array(book.cells.indices)
                moving = try Watch(rule)
                moving.series.update(book)
            } else {
                moving.series.update(book)
            }
            plain.series.update(book)
            book.changedCells = []
            guard moving.rule.isDue(atCloseOf: day) else { continue }
            let looks = moving.looks(book, day: day, isPlain: false)
            let expected = plain.looks(book, day: day, isPlain: true)
            #expect(
                told(looks, moving.series) == told(expected, plain.series), "\(text) \(CivilDate(dayNumber: day).text)")
            looked += looks.count
            held += looks.count { $0.verdict == .holds }
        }
        #expect(looked > 0)
        #expect(held > 0 && held < looked, "\(text) \(held)")
    }
}
