import Deciding
import Tuntuma
import Workspace

/// What has been folded until a close.
struct FoldedBook: DayBook, Sendable {
    var series: [SeriesFold]
    let zone: ZoneTable
    let symbols: SymbolTable

    mutating func fold(_ batch: EventBatch, rows: [Int32], using scratch: inout MatchScratch) {
        guard !rows.isEmpty else { return }
        for place in series.indices { series[place].fold(batch, rows: rows, using: &scratch) }
    }

    /// Takes the next event that others amend.
    mutating func keep(_ event: EventBatch) {
        for place in series.indices { series[place].keep(event) }
    }

    /// Folds the days of some amended events anew.
    mutating func refold(_ places: [Int], _ events: AmendedEvents, using scratch: inout MatchScratch) {
        for place in series.indices { series[place].refold(places, events, using: &scratch) }
    }

    mutating func forgetChanges() {
        for place in series.indices { series[place].forgetChanges() }
    }

    func changed(_ series: Int) -> [DayCell] { self.series[series].changed }

    func values(ofCell cell: Int, in series: Int) -> [String?] {
        self.series[series].values(ofCell: cell).map { $0.isPresent ? symbols.text(of: $0) : nil }
    }

    func result(of cells: [Int], in series: Int) -> MetricResult { self.series[series].result(of: cells) }

    func start(ofDay day: Int) -> Int64 { zone.start(ofDay: day) }

    /// The days that rules will look at again.
    /// - Parameters:
    ///   - openDay: The first day that has not closed; nil before the first event.
    ///   - reach: By series, how many days before it are looked at; nil: all.
    func saved(openDay: Int?, reach: [Int?]) throws -> [SavedCloses.Series] {
        try zip(series, reach).map { series, reach in
            try series.saved(from: openDay.flatMap { day in reach.map { day - $0 } }, symbols: symbols)
        }
    }

    /// Takes over what was saved, before anything was folded.
    /// - Returns: By series, whether there was anything of it.
    mutating func resume(_ saved: [SavedCloses.Series]) -> [Bool] {
        series.indices.map { place in
            guard let like = saved.first(where: series[place].isLike),
                let resumed = series[place].resuming(like, symbols: symbols)
            else { return false }
            series[place] = resumed
            return true
        }
    }
}
