package import Tuntuma

/// All that an organisation has declared: what `tuntuma.lua`, `metrics/*.lua` and `rules/*.lua` evaluate to.
///
/// A value, checked when it is made. Scripting makes it from the files; Engine runs it.
package struct Workspace: Sendable {
    package var organisation = Organisation()
    /// What its scripts may use up; a rule may have limits of its own.
    package var limits = ScriptLimits()
    /// Units by id, in the order of the file; empty when the organisation has not declared them.
    package var units: [String: Unit] = [:]
    package var touchpoints: [String: Touchpoint] = [:]
    package var surveys: [String: Survey] = [:]
    /// The metrics to compute, in the order in which they were declared.
    package var metrics: [MetricDeclaration] = []
    package var channels: [ChannelDeclaration] = []
    package var actions: [ActionDeclaration] = []
    package var queues: [String: Queue] = [:]
    package var goals: [Goal] = []
    /// Who is told of alerts, as it was written; nil: nobody is.
    package var notifications: Block?
    /// The rules in the order in which they run: file name, then place in the file.
    package var rules: [Rule] = []
    /// The rules about metrics and silence, in the same order.
    package var metricRules: [MetricRule] = []

    package init() {}
}

/// Who the workspace belongs to.
package struct Organisation: Equatable, Sendable {
    package var name = ""
    /// An IANA time zone; days, weeks and months begin in it.
    package var timeZone = "UTC"
    /// The languages of the organisation's texts, the first being its own.
    package var languages = ["en"]
    /// A group with fewer answers is not shown. Nil: 5 for metrics of employees, none for others.
    package var minimumGroup: Int?
    /// How long after a day's end its metric rules wait for late events, in milliseconds.
    package var lateness: Int64 = 3_600_000

    package init() {}
}

/// A unit of the organisation.
package struct Unit: Equatable, Sendable {
    package var name: String?
    package var parent: String?

    package init(name: String? = nil, parent: String? = nil) {
        self.name = name
        self.parent = parent
    }
}

/// A touchpoint of the customer journey.
package struct Touchpoint: Equatable, Sendable {
    package var name: String?
    package var journey: String?
    package var stage: String?
    /// `physical`, `digital`, ...
    package var medium: String?
    /// Whether the organisation itself is in control of it.
    package var controlled: Bool?
    package var owner: String?

    package init() {}
}

/// A survey and its questions.
package struct Survey: Equatable, Sendable {
    package var touchpoint: String?
    package var respondent: Respondent?
    package var questions: [String: Question] = [:]

    package init() {}
}

/// What kind of answer a question takes.
package enum Question: Equatable, Sendable {
    /// Whole numbers from the lower to the upper bound.
    case scale(Int, Int)
    case text
    case choice([String])
    case yesNo
    case number
}

/// Where decided work waits for a person.
package struct Queue: Equatable, Sendable {
    package var owner: String?
    package var deputy: String?
    /// How many items the queue takes a day, over all units.
    package var capacity: Int?
    /// The same for single units, where each has hands of its own.
    package var unitCapacities: [String: Int] = [:]
    /// The calendar of working days, such as "FI".
    package var calendar: String?

    package init() {}
}

/// A goal of a metric, for the whole organisation or for one group.
package struct Goal: Equatable, Sendable {
    package var metric: String
    package var target: Double
    package var by: [String: String]
    package var period: String?

    package init(metric: String, target: Double, by: [String: String] = [:], period: String? = nil) {
        self.metric = metric
        self.target = target
        self.by = by
        self.period = period
    }
}
