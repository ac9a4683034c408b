import Engine
package import FirstLook
import TableSurvey
import TerminalTables

/// How files were read that nobody has described: every guess with its reason, what to check, and the block that says the
/// same in Lua.
package struct GuessReport {
    private let looks: [FirstLook]
    private let script: String
    private let table: TableReport

    /// - Parameter script: The blocks for `tuntuma.lua`.
    package init(_ looks: [FirstLook], script: String, language: Language, width: Int = 80, colour: Bool = false) {
        self.looks = looks
        self.script = script
        table = TableReport(RunReport(), language: language, width: width, colour: colour)
    }

    /// The whole text, with a newline at its end.
    package func text() -> String {
        let heading = table.wrap(say(.toKeep), indent: 0, style: .bold)
        return table.text(of: looks.map(lines) + [heading]) + script
    }

    /// What to do about files in which no column looks like a score.
    package static func withoutScores(in language: Language) -> String {
        FirstLookPhrase.withoutScores.text(in: language)
    }

    private func say(_ phrase: FirstLookPhrase) -> String { phrase.text(in: table.language) }

    private func lines(_ look: FirstLook) -> [StyledText] {
        var lines = table.wrap(say(.howRead(look.path)), indent: 0, style: .bold)
        lines += line(say(.encoding(look.encodingName)), look.encoding.reason)
        lines += line(say(.separator(look.separatorName)), look.separator.reason)
        lines += line(say(look.decimalComma.value ? .decimalComma : .decimalPoint), look.decimalComma.reason)
        lines += line(say(.header), look.layout.reason)
        for column in look.recognised {
            lines += line(GuessReport.onOneLine("\(column.name): \(say(.role(column.role.value)))"), column.role.reason)
        }
        for warning in look.warnings {
            let text = GuessReport.onOneLine(KnownGuess.text(warning, in: table.language))
            lines += table.wrap("\(say(.check)): \(text)", indent: 2, style: .yellow)
        }
        return lines
    }

    /// Questions stand in headers with the line breaks of the questionnaire.
    private static func onOneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private func line(_ subject: String, _ reason: String) -> [StyledText] {
        let text = KnownGuess.text(reason, in: table.language)
        return table.wrap(text.isEmpty ? subject : "\(subject) – \(text)", indent: 2)
    }
}
