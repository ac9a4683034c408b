import Engine
import TerminalTables
import Tuntuma

extension TableReport {
    /// What the report covers and what became of the events.
    func headLines() -> [StyledText] {
        let labels = [say(.period), say(.events)]
        let labelWidth = labels.map { DisplayWidth.of($0) }.max() ?? 0
        var lines: [StyledText] = []
        if let days {
            let first = language.day(days.first)
            let last = language.day(days.last)
            let text = first == last ? first : "\(first) \u{2013} \(last)"
            lines += flow(say(.period), [StyledText(text, .bold)], labelWidth: labelWidth)
        }
        lines += flow(say(.events), eventItems(), labelWidth: labelWidth)
        let others = otherItems()
        if !others.isEmpty { lines += flow("", others, labelWidth: labelWidth) }
        return lines
    }

    private func eventItems() -> [StyledText] {
        let events = report.events
        return [
            StyledText(say(.read(count(events.read)))), StyledText(say(.accepted(count(events.accepted)))),
            StyledText(say(.duplicates(count(events.duplicates)))),
            StyledText(say(.conflicts(count(events.conflicts))), events.conflicts > 0 ? .yellow : .plain),
            StyledText(say(.rejected(count(events.rejected))), events.rejected > 0 ? .red : .plain),
        ]
    }

    private func otherItems() -> [StyledText] {
        let counts: [(Int, (String) -> Phrase)] = [
            (report.events.late, Phrase.late), (report.corrected, Phrase.corrected),
            (report.withdrawn, Phrase.withdrawn), (report.events.host, Phrase.fromHost),
            (report.danglingReferences, Phrase.dangling),
        ]
        var items = counts.filter { $0.0 > 0 }.map { StyledText(say($0.1(count($0.0)))) }
        if report.seconds > 0 { items.append(StyledText(say(.elapsed(language.duration(report.seconds))), .dim)) }
        return items
    }

    private var days: (first: String, last: String)? {
        report.daySpan
            ?? report.timeSpan.map { span in
                (
                    CivilDate(dayNumber: span.lowerBound.dayNumber).text,
                    CivilDate(dayNumber: span.upperBound.dayNumber).text
                )
            }
    }
}
