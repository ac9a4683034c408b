package import Deciding
package import EventLog
import Suggestions
package import Tuntuma
package import Workspace

/// The rules about metrics of a run: folds what they look at, in the order of the log, and has them judged at each close.
///
/// A day closes when log time passes its end by the workspace's `lateness`. What a close sees is exactly what had been
/// accepted until then, for it is folded in the order of the log; an event that comes later changes its day for the closes
/// to come. What is withdrawn, corrected or overtaken by a newer version of a response by then counts as it does in the report:
/// the close sees the current set of its moment, and stands as it was when an amendment comes after it.
package struct CloseStage: Sendable {
    private var judge: any CloseJudge
    private var book: FoldedBook
    private let symbols: SymbolTable
    /// How long after its end a day closes, in milliseconds.
    private let lateness: Int64
    /// Nil where nothing is amended.
    private var amended: AmendedEvents?

    /// - Throws: A complaint for each metric that a rule names and that is not there.
    package init(
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
        self.symbols = symbols
        lateness = workspace.organisation.lateness
    }

    /// The same before a log of which some events are amended.
    package func expecting(_ found: AmendmentScan.Found) -> CloseStage {
        var stage = self
        stage.amended = found.keys.isEmpty ? nil : AmendedEvents(found, symbols: symbols)
        return stage
    }

    /// What a later run goes on from.
    /// - Parameter openDay: The first day that has not closed; nil before the first event.
    func saved(openDay: Int?) throws -> SavedCloses {
        var stage = self
        // What was amended since the last close is not folded yet.
        if let places = stage.amended?.takeTouched(), let amended = stage.amended {
            var scratch = MatchScratch(symbols: symbols)
            stage.book.refold(places, amended, using: &scratch)
        }
        return SavedCloses(
            zone: book.zone.identity, series: try stage.book.saved(openDay: openDay, reach: judge.reach),
            looks: judge.saved)
    }

    /// The same where an earlier run ended.
    /// - Parameter saved: Nil: that run kept nothing.
    /// - Returns: And how each rule begins.
    func resuming(_ saved: SavedCloses?) -> (stage: CloseStage, starts: [LookStart]) {
        var stage = self
        let isSameZone = saved?.zone == book.zone.identity
        let isKept = stage.book.resume(isSameZone ? saved?.series ?? [] : [])
        let starts = stage.judge.resume(saved?.looks ?? SavedLooks(), stage.book, isKept: isKept)
        stage.book.forgetChanges()
        return (stage, starts)
    }

    /// What a look said of an alert.
    struct Said: Sendable {
        /// The event before which it stands in the log.
        var row: Int32
        /// Log time at which the day closed, in milliseconds since 1970 UTC.
        var known: Int64
        var alert: CloseAlert
    }

    /// What came of the closes of a chunk.
    package struct Made: Sendable {
        /// What was decided, each with the event before which it stands in the log.
        package var decisions: [(row: Int32, decision: CloseDecision)] = []
        package var failures: [CloseFailure] = []
        var alerts: [Said] = []
        /// Of the look that is traced.
        package var traces: [LookTrace] = []
    }

    /// Takes the events of the next chunk.
    /// - Parameters:
    ///   - rows: The events that count, ascending.
    ///   - closings: The days that close, each before the event of a row.
    ///   - call: Runs the `run` of a rule, by its place.
    package mutating func take(
        _ chunk: DecodedChunk, rows: [Int32], closings: [DayClosing], using scratch: inout MatchScratch,
        call: (Int, Measure) -> RuleOutcome
    ) -> Made {
        var made = Made()
        var start = rows.startIndex
        for closing in closings {
            let end = rows[start...].firstIndex { $0 >= closing.row } ?? rows.endIndex
            fold(chunk, rows: Array(rows[start..<end]), using: &scratch)
            start = end
            if let places = amended?.takeTouched(), !places.isEmpty, let amended {
                book.refold(places, amended, using: &scratch)
            }
            let outcome = judge.close(closing.days, book, call: call)
            made.decisions += outcome.decisions.map { (closing.row, $0) }
            made.failures += outcome.failures
            made.alerts += outcome.alerts.map { alert in
                Said(row: closing.row, known: book.start(ofDay: alert.made.day + 1) + lateness, alert: alert)
            }
            made.traces += outcome.traces
            book.forgetChanges()
        }
        fold(chunk, rows: start == rows.startIndex ? rows : Array(rows[start...]), using: &scratch)
        return made
    }

    private mutating func fold(_ chunk: DecodedChunk, rows: [Int32], using scratch: inout MatchScratch) {
        guard var events = amended else { return book.fold(chunk.batch, rows: rows, using: &scratch) }
        // Taken out while it changes, so that nothing of it is copied.
        amended = nil
        var others: [Int32] = []
        others.reserveCapacity(rows.count)
        for row in rows {
            let (event, key) = (chunk.batch[Int(row)], chunk.keys[Int(row)])
            if events.isExpected(key) {
                book.keep(events.keep(event, key: key))
            } else {
                others.append(row)
            }
            events.note(event, key: key)
        }
        amended = events
        book.fold(chunk.batch, rows: others, using: &scratch)
    }

    /// What the looks came to, by rule.
    package var rows: [LookCounts] { judge.rows }

    /// How long they took, by rule.
    package var seconds: [Double] { judge.seconds }

    /// The look that is told in full.
    package var traced: TracedLook? {
        get { judge.traced }
        set { judge.traced = newValue }
    }

    /// Whether a rule, by its place, looks at the close of a day.
    package func isDue(_ rule: Int, atCloseOf day: Int) -> Bool { judge.isDue(rule, atCloseOf: day) }

    /// From now on only closes in a stretch count in ``rows`` and ``seconds``; what comes before it is judged too.
    package mutating func count(_ stretch: Stretch) {
        guard !stretch.isWhole else { return }
        let zone = book.zone
        judge.isCounted = { day in stretch.holds(Timestamp(milliseconds: zone.start(ofDay: day + 1))) }
    }
}

/// Days that close one after the other, before the event of a row: log time has passed their ends.
package struct DayClosing: Equatable, Sendable {
    package var row: Int32
    /// Days since 1970-01-01.
    package var days: Range<Int>
}
