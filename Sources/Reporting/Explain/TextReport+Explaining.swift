import TerminalTables
import Workspace

// What explanations of events and of closes share.
extension TextReport {
    func say(_ phrase: ExplainPhrase) -> String { phrase.text(in: language) }

    func short(_ version: String) -> String { String(version.prefix("sha256:".count + 12)) }

    /// A rule as it is written: whole, at whatever width. "" where its text is not known.
    func ruleText(_ text: String, at place: String) -> String {
        guard !text.isEmpty else { return "" }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let title = "\(say(.ruleText)), \(place)"
        return "\n" + ([title] + lines.map(String.init)).map { TerminalText.escape($0) + "\n" }.joined()
    }

    /// Whether a rule has been edited since a decision was recorded.
    func versionLines(recorded: String, now: String) -> [StyledText] {
        let isSame = recorded == now
        return wrap(
            say(isSame ? .sameVersion : .otherVersion(then: short(recorded), now: short(now))), indent: 2,
            style: isSame ? .plain : .yellow)
    }

    func lines(of failure: RuleFailure) -> [StyledText] {
        let place = failure.line.map { "\(failure.file):\($0): " } ?? ""
        let source = failure.sourceLine.map { [StyledText("      " + $0, .dim)] } ?? []
        return wrap(say(.failed(place + failure.message)), indent: 2, style: .red) + source
    }
}
