import Engine
import FirstLook
import TerminalTables
import Tuntuma

extension FirstLookReport {
    /// Of a long comment as many lines are shown.
    private static let mostLines = 4

    /// A few comments worth reading; nothing where there are none.
    func commentLines() -> [StyledText] {
        let comments = table.report.comments
        guard !comments.isEmpty else { return [] }
        // Where no file has dates, the time of its answers is only that of the file.
        let hasDates = looks.contains { $0.time != nil }
        var lines = [StyledText(say(.comments), .bold)]
        for comment in comments {
            var head = StyledText("  ")
            let score = "\(table.count(comment.score))/\(table.count(comment.highest))"
            head.append(score, comment.isPraise ? .cyan : .red)
            if hasDates {
                head.append(" · " + table.language.day(CivilDate(dayNumber: comment.time.dayNumber).text), .dim)
            }
            head.append(" · " + say(.answer(comment.event)), .dim)
            lines.append(head)
            // The lines of a comment are shown as one text; what else would act on a terminal is escaped.
            let text = comment.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let wrapped = table.wrap(text, indent: 4)
            lines += wrapped.prefix(Self.mostLines)
            if wrapped.count > Self.mostLines { lines.append(StyledText("    …", .dim)) }
        }
        return lines
    }
}
