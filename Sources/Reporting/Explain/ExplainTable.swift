import Deciding
import Engine
package import Hindsight
import Memory
import TerminalTables
import Trials
import Tuntuma
import Workspace

/// An explanation for people at a terminal.
package struct ExplainTable: TextReport {
    let explanation: Explanation
    /// The version of the rule when the decision was recorded, where that is known.
    let recordedVersion: String?
    /// The versions that decided on the event, where a run's decisions were given.
    let recordedVersions: RecordedVersions?
    let language: Language
    let width: Int
    let colour: Bool

    package init(
        _ explanation: Explanation, recordedVersion: String? = nil, recordedVersions: RecordedVersions? = nil,
        language: Language, width: Int = 80, colour: Bool = false
    ) {
        self.explanation = explanation
        self.recordedVersion = recordedVersion
        self.recordedVersions = recordedVersions
        self.language = language
        self.width = max(width, 24)
        self.colour = colour
    }

    /// The whole text, with a newline at its end.
    package func text() -> String {
        var sections: [[StyledText]] = []
        if let decision = explanation.decision { sections.append(lines(decision)) }
        for event in explanation.events {
            sections.append(lines(event))
            for rule in event.rules { sections.append(lines(rule, from: event.source)) }
        }
        let rejected = explanation.rejected.flatMap { line in
            wrap(
                say(.rejected(place: "\(line.file):\(line.line)", reason: KnownReason.text(line.reason, in: language))),
                indent: 2, style: .yellow)
        }
        // The rules of a decision stand at the end.
        let rules = explanation.decision == nil ? [] : explanation.events.flatMap(\.rules)
        return text(of: sections + [rejected]) + rules.map { ruleText($0.text, at: $0.place) }.joined()
    }

    /// The decision that was asked for, and what has become of its rule.
    private func lines(_ found: FoundDecision) -> [StyledText] {
        var lines = [StyledText(say(.key(found.key)), .bold)]
        lines += wrap("\(found.rule): \(DecisionText.text(of: found.decision))", indent: 2)
        let rules = explanation.events.flatMap(\.rules).filter { $0.rule == found.rule }
        guard let rule = rules.first else { return lines + wrap(say(.ruleGone(found.rule)), indent: 2, style: .yellow) }
        if let recordedVersion { lines += versionLines(recorded: recordedVersion, now: rule.version) }
        if !rules.contains(where: { $0.keys.contains { $0.text == found.key } }) {
            lines += wrap(say(.notMadeNow), indent: 2, style: .yellow)
        }
        return lines
    }

    private func lines(_ event: EventExplanation) -> [StyledText] {
        var lines = [StyledText(say(.event(event.event, source: event.source.isEmpty ? nil : event.source)), .bold)]
        let fields = event.fields.filter { $0.name != "id" && $0.name != "source" }
        lines += flow("", fields.map { StyledText("\($0.name) = \(show($0.value, of: $0.name))") }, indent: 2)
        for sighting in event.sightings {
            lines += wrap(
                say(.sighting(sighting.verdict, place: sighting.place)), indent: 2,
                style: sighting.verdict == .first ? .dim : .yellow)
        }
        for amendment in event.amendments {
            lines += wrap(
                say(
                    .amendment(
                        amendment.kind, event: amendment.event, time: amendment.time.internetTime,
                        place: amendment.place)), indent: 2, style: .yellow)
        }
        if !event.amendments.isEmpty { lines += wrap(say(.amendmentNote), indent: 2, style: .dim) }
        return lines
    }

    private func lines(_ rule: RuleExplanation, from source: String) -> [StyledText] {
        var lines = [StyledText(say(.rule(rule.rule, place: rule.place)), .bold)]
        var items = [StyledText(say(.version(short(rule.version))), .dim)]
        if rule.mode == .shadow { items.append(StyledText(say(.shadow), .yellow)) }
        lines += flow("", items, indent: 2)
        if let recordedVersions {
            let versions = recordedVersions.versions(of: rule.rule, source: source)
            lines +=
                versions.last.map { last in
                    versionLines(recorded: versions.contains(rule.version) ? rule.version : last, now: rule.version)
                } ?? wrap(say(.notRecorded), indent: 2, style: .yellow)
        }
        lines.append(StyledText("  " + say(rule.condition.holds ? .matches : .doesNotMatch)))
        lines += rule.condition.parts.flatMap { tree($0, depth: 2) }
        if !rule.condition.holds {
            return lines + because(rule.condition.reasons.map(sentence))
        }
        lines += breakerLines(rule) + memoryLines(rule)
        switch rule.outcome {
        case .heldBack(let since):
            lines += wrap(say(.heldBack(since: Timestamp(milliseconds: since).internetTime)), indent: 2, style: .yellow)
        case .passedOver: lines += wrap(say(.passedOver), indent: 2, style: .yellow)
        case .unmatched, .decided([]): lines += wrap(say(.decidedNothing), indent: 2)
        case .decided(let decisions):
            for (decision, key) in zip(decisions, rule.keys) {
                lines += wrap("\(say(.decided)): \(DecisionText.text(of: decision))", indent: 2, style: .cyan)
                lines += wrap(say(.key(key.text)), indent: 4, style: .dim)
            }
        case .failed(let failure): lines += self.lines(of: failure)
        }
        return lines
    }

    private func because(_ reasons: [String]) -> [StyledText] {
        let items = reasons.map { StyledText($0, .yellow) }
        let lines = flow(say(.because), items, indent: 2)
        if lines.allSatisfy({ $0.width <= width }) { return lines }
        return [StyledText("  " + say(.because), .dim)] + reasons.flatMap { wrap($0, indent: 4, style: .yellow) }
    }

    /// How the rule's breaker stood, and since when it does.
    private func breakerLines(_ rule: RuleExplanation) -> [StyledText] {
        guard let breaker = rule.breaker else { return [] }
        let isWell = breaker.before == .closed && breaker.after == .closed
        let states =
            breaker.before == breaker.after
            ? say(.breakerState(breaker.before))
            : "\(say(.breakerState(breaker.before))) → \(say(.breakerState(breaker.after)))"
        var lines = wrap("\(say(.breaker)): \(states)", indent: 2, style: isWell ? .dim : .yellow)
        if let change = breaker.change {
            let reason = KnownFailure.translations(of: change.reason)[language]
            lines += wrap(
                say(
                    .breakerChange(
                        to: say(.breakerState(change.to)), time: Timestamp(milliseconds: change.time).internetTime,
                        event: change.event, place: change.place)) + ": \(reason)", indent: 4, style: .dim)
        }
        return lines
    }

    /// What a metric said: `metric nps, unit "oulu", 30d: 14.3, n 7 (-40.2 – 68.8)`.
    private func sentence(_ answer: MetricAnswer) -> String {
        let mention = answer.mention
        let asked =
            ["metric \(mention.metric)"] + zip(mention.keys, answer.values).map { "\($0) \"\($1)\"" }
            + (mention.span.map { [SpanText.text($0)] } ?? [])
        var said = KnownReason.text(answer.result.reason ?? "", in: language)
        if let value = answer.result.value { said = language.format(value, decimals: 1) }
        said += ", n \(self.count(answer.result.n))"
        if let interval = answer.result.interval {
            said +=
                " (\(language.format(interval.lower, decimals: 1)) – \(language.format(interval.upper, decimals: 1)))"
        }
        return "\(asked.joined(separator: ", ")): \(said)"
    }

    /// What the rule kept before the event, and after it.
    private func memoryLines(_ rule: RuleExplanation) -> [StyledText] {
        guard let memory = rule.memory else { return [] }
        var lines = wrap(say(.logTime(memory.logTime.internetTime)), indent: 2, style: .dim)
        if let key = memory.onceKey { lines += wrap(say(.onceKey(key)), indent: 2) }
        for place in memory.places {
            lines += wrap("\(place.name) \"\(place.key)\": \(say(place.before)) → \(say(place.after))", indent: 2)
        }
        for answer in memory.answers { lines += wrap(sentence(answer), indent: 2) }
        if let before = memory.stateBefore, let after = memory.stateAfter {
            lines += wrap(say(.stateBefore("\(before)")), indent: 2)
            lines += wrap(say(before == after ? .stateUnchanged : .stateAfter("\(after)")), indent: 2)
        }
        return lines
    }

    private func say(_ count: MemoryExplanation.Place.Count) -> String {
        guard let last = count.last else { return self.count(0) }
        return "\(self.count(count.records)) (\(say(.lastRemembered(last.internetTime))))"
    }

    /// A condition with its parts below it. What is longer than a line goes on in the next, under its own beginning.
    private func tree(_ trace: ConditionTrace, depth: Int) -> [StyledText] {
        let indent = 2 * depth + 2
        let lines = wrap(sentence(trace), indent: indent)
        var first = StyledText(String(repeating: "  ", count: depth))
        first.append(trace.holds ? "✓ " : "✗ ", trace.holds ? .cyan : .red)
        first.append(String((lines.first?.spans.map(\.text).joined() ?? "").dropFirst(indent)))
        return [first] + lines.dropFirst() + trace.parts.flatMap { tree($0, depth: depth + 1) }
    }

    /// One part: what is asked, and what the event has.
    private func sentence(_ trace: ConditionTrace) -> String {
        switch trace.part {
        case .all: say(.all)
        case .any: say(.any)
        case .none: say(.none)
        case .field(let name, let test, let value):
            "\(name) = \(test) · " + (value.map { show($0, of: name) } ?? say(.missing))
        }
    }

    private func show(_ value: Value, of name: String) -> String {
        switch value {
        case .integer(let number) where name == "time" || name == "about":
            Timestamp(milliseconds: number).internetTime
        case .text(let text): "\"\(text)\""
        default: value.plainText
        }
    }
}
