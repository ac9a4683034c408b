import Suggestions
import Tuntuma
import Workspace

/// The rules about metrics of a run: folds what they look at, in the order of the log, and has them judged at each close.
///
/// A day closes when log time passes its end by the workspace's `lateness`. What a close sees is exactly what had been
/// accepted until then, for it is folded in the order of the log; an event that comes later changes its day for the closes
/// to come. Rules see events as they came: what a correction or a withdrawal says of an earlier event is not undone here.
struct CloseStage: Sendable {
    private var judge: any CloseJudge
    private var book: FoldedBook

    /// - Throws: A complaint for each metric that a rule names and that is not there.
    init(
        _ judge: any CloseJudge, workspace: Workspace, metrics: [any RunningMetric], zone: ZoneTable,
        symbols: SymbolTable
    ) throws(WorkspaceError) {
        self.judge = judge
        var series: [SeriesFold] = []
        var complaints: [Complaint] = []
        for wanted in judge.series {
            let metric = metrics.first { $0.id == wanted.metric }
            if let id = wanted.metric, metric == nil {
                complaints += workspace.metricRules.filter { $0.subject == .metric(id) }.map {
                    $0.block.complaint(
                        "metric", "there is no metric \"\(id)\"\(Suggestion.hint(for: id, among: metrics.map(\.id)))")
                }
            }
            do {
                let keys = try wanted.keys.map { key throws(GroupKeyError) in
                    key == "subject" ? GroupKey.subject : try GroupKey(key, workspace: workspace, symbols: symbols)
                }
                series.append(SeriesFold(metric: metric, keys: keys, zone: zone, symbols: symbols))
            } catch {
                complaints.append(Complaint(file: "tuntuma.lua", line: nil, problem: "by: \(error)"))
            }
        }
        guard complaints.isEmpty else { throw WorkspaceError(complaints) }
        book = FoldedBook(series: series, zone: zone, symbols: symbols)
    }

    /// What came of the closes of a chunk.
    struct Made: Sendable {
        /// What was decided, each with the event before which it stands in the log.
        var decisions: [(row: Int32, decision: CloseDecision)] = []
        var failures: [CloseFailure] = []
        var alerts: [CloseAlert] = []
        /// Of the look that is traced.
        var traces: [LookTrace] = []
    }

    /// Takes the events of the next chunk.
    /// - Parameters:
    ///   - rows: The events that count, ascending.
    ///   - closings: The days that close, each before the event of a row.
    ///   - call: Runs the `run` of a rule, by its place.
    mutating func take(
        _ batch: EventBatch, rows: [Int32], closings: [DayClosing], using scratch: inout MatchScratch,
        call: (Int, Measure) -> RuleOutcome
    ) -> Made {
        var made = Made()
        var start = rows.startIndex
        for closing in closings {
            let end = rows[start...].firstIndex { $0 >= closing.row } ?? rows.endIndex
            book.fold(batch, rows: Array(rows[start..<end]), using: &scratch)
            start = end
            let outcome = judge.close(closing.days, book, call: call)
            made.decisions += outcome.decisions.map { (closing.row, $0) }
            made.failures += outcome.failures
            made.alerts += outcome.alerts
            made.traces += outcome.traces
            book.forgetChanges()
        }
        book.fold(batch, rows: start == rows.startIndex ? rows : Array(rows[start...]), using: &scratch)
        return made
    }

    /// What the looks came to, by rule.
    var rows: [LookCounts] { judge.rows }

    /// How long they took, by rule.
    var seconds: [Double] { judge.seconds }

    /// The look that is told in full.
    var traced: TracedLook? {
        get { judge.traced }
        set { judge.traced = newValue }
    }

    /// Whether a rule, by its place, looks at the close of a day.
    func isDue(_ rule: Int, atCloseOf day: Int) -> Bool { judge.isDue(rule, atCloseOf: day) }

    /// From now on only closes in a stretch count in ``rows`` and ``seconds``; what comes before it is judged too.
    mutating func count(_ stretch: Stretch) {
        guard !stretch.isWhole else { return }
        let zone = book.zone
        judge.isCounted = { day in stretch.holds(Timestamp(milliseconds: zone.start(ofDay: day + 1))) }
    }
}

/// What has been folded until a close.
private struct FoldedBook: DayBook, Sendable {
    var series: [SeriesFold]
    let zone: ZoneTable
    let symbols: SymbolTable

    mutating func fold(_ batch: EventBatch, rows: [Int32], using scratch: inout MatchScratch) {
        guard !rows.isEmpty else { return }
        for place in series.indices { series[place].fold(batch, rows: rows, using: &scratch) }
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
}

/// Days that close one after the other, before the event of a row: log time has passed their ends.
struct DayClosing: Equatable, Sendable {
    var row: Int32
    /// Days since 1970-01-01.
    var days: Range<Int>
}
