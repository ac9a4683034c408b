import Engine
import TerminalTables

extension TableReport {
    /// Which lines were no events, and why: the reasons with their counts, then the first lines.
    func rejectionLines() -> [StyledText] {
        guard report.events.rejected > 0 || !report.rejections.isEmpty else { return [] }
        var lines = [StyledText(say(.rejectedLines), .bold)]
        if !report.rejectionReasons.isEmpty {
            let reasons = report.rejectionReasons.prefix(2 * Self.shownExamples)
            let numbers = reasons.map { DisplayWidth.of(count($0.count)) }.max() ?? 0
            for (reason, number) in reasons {
                let label = StyledText(count(number)).padded(to: numbers, alignRight: true)
                lines += hanging(label, KnownReason.text(reason, in: language), style: .red)
            }
        }
        let shown = report.rejections.prefix(Self.shownExamples)
        for rejection in shown {
            let byte = rejection.byte.map { ", \(say(.byte(count($0))))" } ?? ""
            let place = "\(rejection.file):\(rejection.line)\(byte)"
            lines += wrap("\(place): \(KnownReason.text(rejection.reason, in: language))", indent: 2)
        }
        guard !shown.isEmpty else { return lines + wrap(say(.allRejected), indent: 2, style: .dim) }
        return lines + moreLines(report.events.rejected - shown.count, hint: .allRejected)
    }

    /// Events that came twice with different contents.
    func conflictLines() -> [StyledText] {
        guard !report.conflicts.isEmpty else { return [] }
        let shown = report.conflicts.prefix(Self.shownExamples)
        var lines = wrap(say(.conflictingEvents), indent: 0, style: .bold)
        for conflict in shown {
            let event: Phrase =
                conflict.source.isEmpty
                ? .conflict(event: conflict.event) : .conflictFrom(event: conflict.event, source: conflict.source)
            lines += wrap("\(conflict.file):\(conflict.line): \(say(event))", indent: 2)
        }
        return lines + moreLines(report.events.conflicts - shown.count, hint: nil)
    }
}
