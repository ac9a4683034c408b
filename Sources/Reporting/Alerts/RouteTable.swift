package import Alerting
import TerminalTables
import Tuntuma
import Workspace

/// The way of an alert through the tree of routes, for people.
package struct RouteTable: TextReport {
    let trace: RouteTrace
    let time: LocalTime
    let language: Language
    let width: Int
    let colour: Bool

    package init(
        _ trace: RouteTrace, time: LocalTime, language: Language, width: Int = 80, colour: Bool = false
    ) {
        self.trace = trace
        self.time = time
        self.language = language
        self.width = max(width, 24)
        self.colour = colour
    }

    /// The whole text, with a newline at its end.
    package func text() -> String {
        text(of: [headLines(), silenceLines(), inhibitionLines(), timeLines()])
    }

    private func say(_ phrase: AlertPhrase) -> String { phrase.text(in: language) }

    private func headLines() -> [StyledText] {
        let labels = trace.labels.text.isEmpty ? "{}" : trace.labels.text
        let title = say(.wayOf(labels: labels, at: time.text(trace.time, language)))
        guard !trace.steps.isEmpty else {
            return wrap(title, indent: 0, style: .bold) + wrap(say(.noRoutes), indent: 2)
        }
        return wrap(title, indent: 0, style: .bold) + trace.steps.flatMap(lines(of:))
    }

    private func lines(of step: RouteTrace.Step) -> [StyledText] {
        let indent = 2 + 2 * step.depth
        let match = step.depth == 0 ? say(.everything) : step.route.match.text
        let name = match.isEmpty ? say(.everything) : match
        switch step.outcome {
        case .obstacle(let label, _, let value):
            let why = value.isEmpty ? say(.obstacleMissing(label: label)) : say(.obstacle(label: label, value: value))
            return wrap("✗ \(name): \(why)", indent: indent, style: .dim)
        case .notAsked: return wrap("– \(name): \(say(.notAsked))", indent: indent, style: .dim)
        case .passed: return wrap("✓ \(name)\(continues(step))", indent: indent)
        case .destination:
            let node = step.route
            let receiver = say(.receiver(node.receiver, action: trace.receivers[node.receiver]?.action))
            let below = node.routes.isEmpty ? "" : " (\(say(.otherwise)))"
            var lines = wrap("✓ \(name) → \(receiver)\(below)\(continues(step))", indent: indent, style: .bold)
            let group = step.group.all.isEmpty ? say(.ungrouped) : say(.group(step.group.text))
            let pace = say(
                .pace(
                    wait: SpanText.text(node.groupWait), interval: SpanText.text(node.groupInterval),
                    repeats: SpanText.text(node.repeatInterval)))
            lines += flow("", [StyledText(group), StyledText(pace)], indent: indent + 2)
            if let cause = step.cause {
                lines += wrap(
                    say(.kept(receiver: node.receiver, why: cause.text(time, language))), indent: indent + 2,
                    style: .yellow)
            }
            return lines
        }
    }

    private func continues(_ step: RouteTrace.Step) -> String {
        step.route.continues ? "; \(say(.goesOn))" : ""
    }

    private func silenceLines() -> [StyledText] {
        let lines = trace.silences.flatMap { wrap($0.text(at: trace.time, time, language), indent: 2) }
        return [StyledText(say(.silences), .bold)] + (lines.isEmpty ? wrap(say(.none), indent: 2) : lines)
    }

    private func inhibitionLines() -> [StyledText] {
        let lines = trace.inhibitions.flatMap { inhibition, shared in
            wrap(
                shared.all.isEmpty
                    ? say(.sourceAlone(match: inhibition.source.text))
                    : say(.sourceNeeded(match: inhibition.source.text, shared: shared.text)), indent: 2)
        }
        return [StyledText(say(.inhibitions), .bold)] + (lines.isEmpty ? wrap(say(.none), indent: 2) : lines)
    }

    private func timeLines() -> [StyledText] {
        let lines = trace.times.flatMap { name, isInForce in
            wrap("\(name): \(say(isInForce ? .isInForce : .isNotInForce))", indent: 2)
        }
        return lines.isEmpty ? [] : [StyledText(say(.times), .bold)] + lines
    }
}
