package import Deciding
import Looks
import Signals
import Tuntuma
package import Workspace

/// Judges the rules of a workspace about metrics and silence, close by close.
///
/// What a look says depends on nothing but the answers that were accepted until the close; what is kept from look to look is
/// only which decisions go on, so that one that stands is not made again every day.
package struct MetricRules: CloseJudge {
    package var traced: TracedLook?
    package var isCounted: @Sendable (Int) -> Bool = { _ in true }
    package private(set) var seconds: [Double]
    package let series: [DaySeries]
    private var books: [SeriesBook]
    /// By rule, where it finds what it looks at among what its book follows; nil for a rule about silence.
    private let places: [SeriesBook.Places?]
    var watched: [WatchedRule]
    /// By rule: what it decides without a `run`.
    private let templates: [[LookTemplate]]
    private var silences: [SilenceBook?]
    private let targets: Targets
    private let words: LookWords
    /// The first day that closed.
    var firstDay: Int?

    /// - Throws: A complaint for each rule that cannot look: a budget that is none, a text that names nothing.
    package init(_ workspace: Workspace) throws(WorkspaceError) {
        var series: [DaySeries] = []
        var watched: [WatchedRule] = []
        var templates: [[LookTemplate]] = []
        var silences: [SilenceBook?] = []
        var complaints: [Complaint] = []
        for rule in workspace.metricRules {
            let wanted = DaySeries(rule)
            let place = series.firstIndex(of: wanted) ?? series.count
            if place == series.count { series.append(wanted) }
            do throws(Complaint) {
                watched.append(
                    try WatchedRule(rule, series: place, minimumGroup: workspace.minimumGroup(of: wanted.metric)))
                templates.append(try LookTemplate.all(of: rule))
                silences.append(SilenceBook(rule, workspace))
            } catch {
                complaints.append(error)
            }
        }
        guard complaints.isEmpty else { throw WorkspaceError(complaints) }
        seconds = watched.map { _ in 0 }
        self.series = series
        self.watched = watched
        self.templates = templates
        self.silences = silences
        var books = series.enumerated().map { SeriesBook($1, number: $0) }
        places = watched.map { watched in
            guard case .metric = watched.rule.subject else { return nil }
            return books[watched.series].follow(watched.rule, watched.predicates)
        }
        self.books = books
        targets = Targets(workspace.goals)
        words = LookWords(workspace.organisation.languages)
    }

    package var rows: [LookCounts] { watched.map(\.counts) }

    package func isDue(_ rule: Int, atCloseOf day: Int) -> Bool { watched[rule].isDue(atCloseOf: day) }

    /// What is told of a rule's looks at the close of a day. Of a group that is too small to be spoken of only that.
    private func traces(_ place: Int, _ day: Int, _ book: any DayBook) -> [LookTrace] {
        let rule = watched[place].rule
        guard let silence = silences[place] else {
            var watched = watched[place]
            let series = books[watched.series]
            let days = LookDays(rule, atCloseOf: day).window
            let look = MetricLook(series, book, targets, day: day, sums: nil, isTraced: true)
            return look.look(&watched).map { look in
                var trace = LookTrace(look, of: series.group(look.node, rule.keys), days: days)
                trace.goesOnSince = watched.goesOnSince(look.node, day: day)
                let result = series.result(look.node, in: days, book)
                guard result.n == 0 || result.n >= watched.minimumGroup else { return trace }
                trace.result = result
                trace.parts = look.parts
                return trace
            }
        }
        return silence.look(books[watched[place].series], day: day, since: firstDay ?? day).map { look in
            var trace = LookTrace(look, of: silence.group(look.node), days: day...day)
            trace.goesOnSince = watched[place].goesOnSince(look.node, day: day)
            trace.silentDays = look.silentDays
            return trace
        }
    }

    package mutating func close(
        _ days: Range<Int>, _ book: any DayBook, call: (Int, Measure) -> RuleOutcome
    ) -> CloseOutcome {
        update(book)
        firstDay = firstDay ?? days.lowerBound
        var outcome = CloseOutcome()
        for day in days {
            // Nothing is left to be seen: a single event of a far future day closes thousands of days.
            guard day - sight <= books.map(\.lastDay).max() ?? .min || day - sight <= firstDay ?? day else { break }
            for place in watched.indices where watched[place].isDue(atCloseOf: day) {
                if traced == TracedLook(rule: place, day: day) { outcome.traces = traces(place, day, book) }
                look(place, day, book, call, &outcome)
            }
        }
        return outcome
    }

    /// Takes over what came since the last close.
    mutating func update(_ book: any DayBook) {
        for place in books.indices { books[place].update(book) }
    }

    /// How many days after the last answer a rule may still see something, or end what goes on.
    private var sight: Int { watched.map(\.sight).max() ?? 0 }

    private mutating func look(
        _ place: Int, _ day: Int, _ book: any DayBook, _ call: (Int, Measure) -> RuleOutcome,
        _ outcome: inout CloseOutcome
    ) {
        let (began, counts) = (ContinuousClock.now, watched[place].counts)
        defer {
            if isCounted(day) {
                seconds[place] += (ContinuousClock.now - began) / .seconds(1)
            } else {
                watched[place].counts = counts
            }
        }
        let looks: [Look]
        if let silence = silences[place] {
            looks = silence.look(books[watched[place].series], day: day, since: firstDay ?? day)
        } else {
            let series = watched[place].series
            let sums = places[place].flatMap { books[series].sums($0, watched[place].rule, atCloseOf: day) }
            looks = MetricLook(books[series], book, targets, day: day, sums: sums).look(&watched[place])
        }
        for unsettled in watched[place].settle(looks, day: day) {
            switch unsettled {
            case .holds(let look): decide(place, look, day, book, call, &outcome)
            case .ended(let node, let alerts): tell(place, node, day, ended: alerts, &outcome)
            }
        }
    }

    /// Makes the decisions of a rule on a group; those that it made at the look before go on, and are not made again.
    private mutating func decide(
        _ place: Int, _ look: Look, _ day: Int, _ book: any DayBook, _ call: (Int, Measure) -> RuleOutcome,
        _ outcome: inout CloseOutcome
    ) {
        let rule = watched[place].rule
        let measure = measure(place, look, day, book)
        var decisions = templates[place].map { $0.decision(measure, words) }
        if rule.program != nil {
            switch call(place, measure) {
            case .decided(let more): decisions += more
            case .failed(let failure):
                watched[place].counts.failed += 1
                outcome.failures.append(
                    CloseFailure(rule: place, day: day, group: measure.group, failure: failure))
                return
            }
        }
        // What a question found comes and goes near its level as what match found does.
        if decisions.isEmpty, !rule.questions.isEmpty {
            let ended = watched[place].end(on: look.node, day: day)
            return tell(place, look.node, day, ended: ended, &outcome)
        }
        func made(_ ordinal: Int, _ decision: Decision) -> CloseDecision {
            CloseDecision(
                rule: place, day: day, group: measure.group, ordinal: ordinal, decision: decision,
                finding: look.finding)
        }
        let (new, ended) = watched[place].begin(decisions, on: look.node, day: day)
        for (ordinal, decision) in new {
            watched[place].counts.decided += 1
            outcome.decisions.append(made(ordinal, decision))
        }
        for (ordinal, decision) in ended { outcome.alerts.append(CloseAlert(made(ordinal, decision), holds: false)) }
        let alerts = WatchedRule.alerts(among: decisions)
        guard !alerts.isEmpty else { return }
        let (summary, figures) = (words.summary(measure), measure.figures)
        for (ordinal, decision) in alerts {
            outcome.alerts.append(
                CloseAlert(
                    made(ordinal, decision), holds: true, summary: summary, figures: figures.isFinite ? figures : nil))
        }
    }

    /// Tells of the alerts of a group that the rule does not hold of any more.
    private func tell(
        _ place: Int, _ node: Int, _ day: Int, ended: [(ordinal: Int, decision: Decision)],
        _ outcome: inout CloseOutcome
    ) {
        guard !ended.isEmpty else { return }
        let group = group(place, node)
        for (ordinal, decision) in ended {
            let made = CloseDecision(
                rule: place, day: day, group: group, ordinal: ordinal, decision: decision, finding: nil)
            outcome.alerts.append(CloseAlert(made, holds: false))
        }
    }

    /// A group of a rule, by its place among those of the rule's series.
    func group(_ place: Int, _ node: Int) -> [(key: String, value: String?)] {
        silences[place]?.group(node) ?? books[watched[place].series].group(node, watched[place].rule.keys)
    }

    /// The place of the group of a rule with some values; nil for one that there is not.
    func node(_ place: Int, of values: [String?]) -> Int? {
        if let silence = silences[place] { return silence.place(of: values) }
        return books[watched[place].series].node(with: values)
    }

    private func measure(_ place: Int, _ look: Look, _ day: Int, _ book: any DayBook) -> Measure {
        let rule = watched[place].rule
        let days = LookDays(rule, atCloseOf: day)
        let series = books[watched[place].series]
        let group = group(place, look.node)
        guard case .metric(let metric) = rule.subject else {
            var measure = Measure(
                rule: rule.id, metric: "", group: group, day: CivilDate(dayNumber: day),
                time: book.start(ofDay: day + 1), result: MetricResult(none: MetricResult.noAnswers),
                previous: MetricResult(none: MetricResult.noAnswers), target: nil, finding: nil, against: { _ in nil },
                chart: { _, _ throws(ChartError) in throw ChartError("a rule about silence has no chart") })
            measure.silentDays = look.silentDays
            return measure
        }
        let node = look.node
        let result: @Sendable (LookBase) -> MetricResult? = { base in
            days.base(base, rule).map { series.result(node, in: $0, book) }
        }
        // Only a `run` may ask for more than the window.
        let previous = rule.program == nil ? nil : result(.previous)
        var measure = Measure(
            rule: rule.id, metric: metric, group: group, day: CivilDate(dayNumber: day),
            time: book.start(ofDay: day + 1), result: series.result(look.node, in: days.window, book),
            previous: previous ?? MetricResult(none: MetricResult.noAnswers),
            target: targets.target(of: metric, group: group), finding: look.finding,
            against: { LookBase($0).flatMap(result) },
            chart: { name, settings throws(ChartError) in
                try LookChart(name, settings).reading(upTo: day) { series.result(node, in: $0, book) }
            })
        measure.answers = zip(rule.questions, look.answers).map { ($0, $1) }
        return measure
    }
}

extension DaySeries {
    /// What a rule looks at.
    init(_ rule: MetricRule) {
        if case .metric(let metric) = rule.subject {
            self.init(metric: metric, keys: rule.keys + (rule.cluster.map { [$0] } ?? []))
        } else {
            self.init(metric: nil, keys: rule.keys)
        }
    }
}

extension Workspace {
    /// The fewest answers of a group that anything may be said of.
    fileprivate func minimumGroup(of metric: String?) -> Int {
        if let least = organisation.minimumGroup { return least }
        let isOfEmployees = metrics.first { $0.id == metric }?.respondents.contains(.employee) ?? false
        return isOfEmployees ? 5 : 0
    }
}
