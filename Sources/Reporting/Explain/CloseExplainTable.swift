import Deciding
import Engine
package import Hindsight
import TerminalTables
import Tuntuma
import Workspace

/// The explanation of a close for people at a terminal.
package struct CloseExplainTable: TextReport {
    let explanation: CloseExplanation
    /// The version of the rule when the decision was recorded, where that is known.
    let recordedVersion: String?
    let language: Language
    let width: Int
    let colour: Bool

    package init(
        _ explanation: CloseExplanation, recordedVersion: String? = nil, language: Language, width: Int = 80,
        colour: Bool = false
    ) {
        self.explanation = explanation
        self.recordedVersion = recordedVersion
        self.language = language
        self.width = max(width, 24)
        self.colour = colour
    }

    private var rule: MetricRule { explanation.rule }
    private var place: String { "\(rule.block.file):\(rule.block.line)" }

    /// The whole text, with a newline at its end.
    package func text() -> String {
        var sections: [[StyledText]] = []
        if let decision = explanation.decision { sections.append(lines(decision)) }
        sections.append(headLines())
        sections += explanation.groups.map(lines)
        if explanation.groups.isEmpty { sections.append(wrap(say(.noGroups), indent: 2)) }
        return text(of: sections) + (explanation.decision == nil ? "" : ruleText(rule.text, at: place))
    }

    private func say(_ phrase: LookPhrase) -> String { phrase.text(in: language) }
    private func day(_ number: Int) -> String { language.day(CivilDate(dayNumber: number).text) }

    private func lines(_ found: FoundCloseDecision) -> [StyledText] {
        var lines = [StyledText(say(.key(found.key)), .bold)]
        lines += wrap("\(found.rule): \(DecisionText.text(of: found.decision))", indent: 2)
        if let recordedVersion { lines += versionLines(recorded: recordedVersion, now: rule.version) }
        if !explanation.groups.contains(where: { $0.decisions.contains { $0.key.text == found.key } }) {
            lines += wrap(say(.notMadeNow), indent: 2, style: .yellow)
        }
        return lines
    }

    private func headLines() -> [StyledText] {
        var items = [StyledText(say(.version(short(rule.version))), .dim)]
        if rule.mode == .shadow { items.append(StyledText(say(.shadow), .yellow)) }
        var close = [StyledText(say(.close(language.day(explanation.day.text))))]
        if case .metric = rule.subject, let days = explanation.groups.first?.trace.days {
            close.append(StyledText(say(.window(first: day(days.lowerBound), last: day(days.upperBound)))))
        }
        return [StyledText(say(.rule(rule.id, place: place)), .bold)] + flow("", items, indent: 2)
            + flow("", close, indent: 2)
    }

    private func lines(_ group: CloseExplanation.Group) -> [StyledText] {
        let trace = group.trace
        let words = LookText(language: language, result: trace.result)
        var lines = [StyledText(words.name(of: trace.group) ?? say(.everybody), .bold)]
        if let result = trace.result, let value = result.value {
            var items = [say(.result(value: words.number(value), n: count(result.n)))]
            if let interval = result.interval {
                items.append(
                    say(.withInterval(lower: words.number(interval.lower), upper: words.number(interval.upper))))
            }
            if let weighted = result.weighted {
                items.append("\(Phrase.weighted.text(in: language)) \(words.number(weighted.value))")
            }
            lines += flow("", items.map { StyledText($0) }, indent: 2)
        } else if let result = trace.result, let reason = result.reason, result.n > 0 {
            let text = say(.result(value: "–", n: count(result.n)))
            lines += flow("", [text, KnownReason.text(reason, in: language)].map { StyledText($0) }, indent: 2)
        }
        if let days = trace.silentDays, case .silence(let after) = rule.subject {
            lines += wrap(say(.silent(days: count(days), after: count(after))), indent: 2)
        }
        if case .metric = rule.subject, rule.predicates.isEmpty { lines += wrap(say(.noMatch), indent: 2, style: .dim) }
        let holds = trace.outcome == .holds
        lines.append(StyledText("  " + say(holds ? .matches : .doesNotMatch)))
        for part in trace.parts { lines += self.lines(part, words) }
        if case .notEvaluated(let reason) = trace.outcome {
            let text = say(.cannotSay(Phrase.lookReason(reason).text(in: language)))
            return lines + wrap("\(say(.because)): \(text)", indent: 2, style: .yellow)
        }
        guard holds else {
            let reasons = trace.parts.filter { $0.verdict != .holds }.map { words.reason(of: $0) }
            guard !reasons.isEmpty else { return lines }
            return lines
                + wrap("\(say(.because)): \(reasons.joined(separator: "; "))", indent: 2, style: .yellow)
        }
        return lines + outcomeLines(group)
    }

    private func outcomeLines(_ group: CloseExplanation.Group) -> [StyledText] {
        if let failure = group.failure { return lines(of: failure) }
        var lines: [StyledText] = []
        if let since = group.trace.goesOnSince { lines += wrap(say(.goesOn(since: day(since))), indent: 2) }
        for (key, decision) in group.decisions {
            lines += wrap("\(say(.decided)): \(DecisionText.text(of: decision))", indent: 2, style: .cyan)
            lines += wrap(say(.key(key.text)), indent: 4, style: .dim)
        }
        return lines.isEmpty ? wrap(say(LookPhrase.decidedNothing), indent: 2) : lines
    }

    /// One predicate: what is asked, what was held against what, and what the test said.
    private func lines(_ part: LookTrace.Part, _ words: LookText) -> [StyledText] {
        var first = StyledText("    ")
        let holds = part.verdict == .holds
        first.append(holds ? "✓ " : "✗ ", holds ? .cyan : .red)
        let sentence = wrap(part.predicate.text, indent: 6)
        first.append(String((sentence.first?.spans.map(\.text).joined() ?? "").dropFirst(6)))
        var lines = [first] + sentence.dropFirst()
        lines += wrap(words.comparison(of: part), indent: 8)
        if let test = part.test { lines += wrap(words.text(of: test), indent: 8) }
        return lines
    }
}
