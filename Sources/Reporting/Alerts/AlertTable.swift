package import Alerting
import TerminalTables
import Workspace

/// The alerts at a moment, for people: what fires, since when and why, and who was told.
package struct AlertTable: TextReport {
    let standings: [AlertStanding]
    let silences: [Silence]
    let moment: Int64?
    let time: LocalTime
    let language: Language
    let width: Int
    let colour: Bool

    /// - Parameters:
    ///   - silences: Those of the workspace.
    ///   - moment: The moment of log time; nil: there is no event.
    package init(
        _ standings: [AlertStanding], silences: [Silence] = [], at moment: Int64?, time: LocalTime, language: Language,
        width: Int = 80,
        colour: Bool = false
    ) {
        self.standings = standings
        self.silences = silences
        self.moment = moment
        self.time = time
        self.language = language
        self.width = max(width, 24)
        self.colour = colour
    }

    /// The whole text, with a newline at its end.
    package func text() -> String { text(of: [headLines()] + standings.map(lines(of:)) + [silenceLines()]) }

    private func say(_ phrase: AlertPhrase) -> String { phrase.text(in: language) }

    private func headLines() -> [StyledText] {
        func number(_ status: Alert.Status) -> String { count(standings.count { $0.alert.status == status }) }
        var items = moment.map { [StyledText(say(.asOf(time.text($0, language))))] } ?? []
        items += [say(.firing(number(.firing))), say(.pending(number(.pending))), say(.resolved(number(.resolved)))]
            .map { StyledText($0) }
        return [StyledText(say(.alerts), .bold)] + flow("", items, indent: 2)
            + (standings.isEmpty ? wrap(say(.nothing), indent: 2) : [])
    }

    private func lines(of standing: AlertStanding) -> [StyledText] {
        let alert = standing.alert
        let (name, detail, summary) = (
            alert.name(in: language), alert.detail(in: language), alert.summary(in: language)
        )
        var head = StyledText(say(.status(alert.status)), style(of: alert))
        head.append(" ")
        head.append(say(.severity(alert.severity)))
        var lines = [head]
        if head.width + 2 + DisplayWidth.of(name) <= width {
            lines[0].append("  ")
            lines[0].append(name, .bold)
        } else {
            lines += wrap(name, indent: 2, style: .bold)
        }
        var moments = [StyledText(say(.since(time.text(alert.fired ?? alert.since, language))))]
        if let resolved = alert.resolved { moments.append(StyledText(say(.ended(time.text(resolved, language))))) }
        if !summary.isEmpty, !name.contains(summary), !detail.contains(summary) { moments.append(StyledText(summary)) }
        lines += flow("", moments, indent: 2)
        if !detail.isEmpty { lines += wrap(detail, indent: 2) }
        lines += wrap(alert.labels.text, indent: 2, style: .dim)
        for (receiver, word) in standing.receivers {
            switch word {
            case .told(let moment):
                lines += wrap(say(.told(receiver: receiver, time.text(moment, language))), indent: 2)
            case .waits(let moment):
                lines += wrap(say(.waits(receiver: receiver, time.text(moment, language))), indent: 2)
            case .kept(let cause):
                lines += wrap(
                    say(.kept(receiver: receiver, why: cause.text(time, language))), indent: 2, style: .yellow)
            }
        }
        return lines
    }

    /// All silences and how they stand, so that one that has ended is taken out.
    private func silenceLines() -> [StyledText] {
        guard let moment, !silences.isEmpty else { return [] }
        return [StyledText(say(.silences), .bold)]
            + silences.flatMap { silence in
                wrap("\(silence.match.text): \(silence.text(at: moment, time, language))", indent: 2)
            }
    }

    private func style(of alert: Alert) -> StyledText.Style {
        switch alert.status {
        case .firing: alert.severity == "critical" ? .red : .yellow
        case .pending: .cyan
        case .resolved: .dim
        }
    }
}

extension Silence {
    /// Who has silenced it until when and why, and whether it is in force, for people.
    func text(at moment: Int64, _ time: LocalTime, _ language: Language) -> String {
        func say(_ phrase: AlertPhrase) -> String { phrase.text(in: language) }
        let state =
            switch state(at: moment) {
            case .pending: say(.begins(time.text(starts ?? moment, language)))
            case .active: say(.isInForce)
            case .expired: say(.expired)
            }
        return "\(say(.silenced(author: author, until: time.text(ends, language), comment: comment))) (\(state))"
    }
}

extension Suppression.Cause {
    /// What keeps a receiver from hearing, for people.
    func text(_ time: LocalTime, _ language: Language) -> String {
        let phrase: AlertPhrase =
            switch self {
            case .silenced(let author, let comment, let until):
                .silenced(author: author, until: time.text(until, language), comment: comment)
            case .inhibited(let other): .inhibited(by: other.text)
            case .muted(let name): .muted(name)
            case .inactive(let names): .inactive(names.joined(separator: ", "))
            }
        return phrase.text(in: language)
    }
}
