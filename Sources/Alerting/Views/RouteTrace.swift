package import JSONText
import Tuntuma

/// The way of an alert with some labels through a plan at a moment, and everything that would keep its receivers from hearing
/// of it: what `tuntuma notifications test` shows.
package struct RouteTrace: Sendable {
    /// Why a node is the alert's or not.
    package enum Outcome: Equatable, Sendable {
        /// The alert ends here.
        case destination
        /// The alert goes on below.
        case passed
        /// This label is in the way.
        case obstacle(label: String, test: LabelMatch.Test, value: String)
        /// A route before it has taken the alert and does not say `continue`.
        case notAsked
    }

    /// A node on the way, or beside it.
    package struct Step: Sendable {
        /// How many nodes are above it.
        package var depth: Int
        package var route: Route
        package var outcome: Outcome
        /// Of a destination: the group and what keeps its receiver quiet now.
        package var group = Labels()
        package var cause: Suppression.Cause?
    }

    package let labels: Labels
    package let time: Int64
    /// In the order of the tree.
    package let steps: [Step]
    /// Every silence that is about the alert, whether it is in force or not.
    package let silences: [Silence]
    /// Every inhibition whose target it is, with the labels that a firing alert must have to keep it quiet.
    package let inhibitions: [(inhibition: Inhibition, shared: Labels)]
    /// All named times, and whether they are in force.
    package let times: [(name: String, isInForce: Bool)]
    package let receivers: [String: Receiver]

    package init(of labels: Labels, through plan: NotificationPlan, at time: Int64) {
        self.labels = labels
        self.time = time
        receivers = plan.receivers
        var steps: [Step] = []
        func visit(_ route: Route, depth: Int) {
            let place = steps.count
            steps.append(Step(depth: depth, route: route, outcome: .destination))
            var isTaken = false
            var goesOn = true
            for child in route.routes {
                guard goesOn else {
                    steps.append(Step(depth: depth + 1, route: child, outcome: .notAsked))
                    continue
                }
                if let obstacle = child.match.obstacle(for: labels) {
                    let outcome = Outcome.obstacle(
                        label: obstacle.label, test: obstacle.test, value: obstacle.value)
                    steps.append(Step(depth: depth + 1, route: child, outcome: outcome))
                    continue
                }
                visit(child, depth: depth + 1)
                isTaken = true
                goesOn = child.continues
            }
            if isTaken {
                steps[place].outcome = .passed
            } else {
                steps[place].group = route.group(of: labels)
                steps[place].cause = plan.closing(route, at: time) ?? plan.silence(of: labels, at: time)
            }
        }
        if let route = plan.route { visit(route, depth: 0) }
        self.steps = steps
        silences = plan.silences.filter { $0.match.holds(for: labels) }
        inhibitions = plan.inhibitions.filter { $0.target.holds(for: labels) }.map {
            ($0, labels.picked($0.equal))
        }
        times = plan.times.sorted { $0.key < $1.key }.map { ($0.key, $0.value.contains(time)) }
    }

    package var json: JSONValue {
        .object([
            ("labels", labels.json), ("time", .time(time)), ("routes", .array(steps.map(value(of:)))),
            ("silences", .array(silences.map { $0.json(at: time) })),
            (
                "inhibitions",
                .array(
                    inhibitions.map { inhibition, shared in
                        .object([
                            ("source", .string(inhibition.source.text)), ("shared", shared.json),
                            ("line", .integer(inhibition.line)),
                        ])
                    })
            ),
            ("time_intervals", .object(times.map { ($0.name, .boolean($0.isInForce)) })),
        ])
    }

    private func value(of step: Step) -> JSONValue {
        let outcome: [(name: String, value: JSONValue)] =
            switch step.outcome {
            case .destination:
                [
                    ("outcome", .string("destination")), ("receiver", .string(step.route.receiver)),
                    ("action", .string(orNull: receivers[step.route.receiver]?.action)), ("group", step.group.json),
                    ("suppressed", step.cause.map { .object($0.members) } ?? .null),
                ]
            case .passed: [("outcome", .string("passed"))]
            case .obstacle(let label, _, let value):
                [
                    ("outcome", .string("not_matched")), ("label", .string(label)),
                    ("value", .string(value)),
                ]
            case .notAsked: [("outcome", .string("not_asked"))]
            }
        return .object(
            [
                ("depth", .integer(step.depth)), ("line", .integer(step.route.line)),
                ("match", .string(step.route.match.text)), ("continue", .boolean(step.route.continues)),
            ] + outcome)
    }
}

extension LabelMatch {
    /// The match as it is written in a workspace: `severity = "critical", unit = "turku"`.
    package var text: String {
        tests.map { "\($0.label) = \($0.test.text)" }.joined(separator: ", ")
    }
}
