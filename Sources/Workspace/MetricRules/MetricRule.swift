package import Tuntuma

/// A rule that looks at groups at the close of days, and not at events: at a metric (`on = "metric"`), or at who has fallen
/// silent (`on = "silence"`).
package struct MetricRule: Sendable {
    /// What it looks at.
    package enum Subject: Equatable, Sendable {
        /// A metric, by its id.
        case metric(String)
        /// Declared groups without a response for so many days.
        case silence(days: Int)
    }

    /// The rule's id, unique among all rules of the workspace.
    package var id: String
    package var doc: String
    package var subject: Subject
    /// The keys of its groups, from the highest level down; empty: one group of all answers.
    package var keys: [String] = []
    /// Of a rule about silence: the groups that can be missed, by their values in the order of the keys; nil: all that the workspace
    /// declares.
    package var groups: [[String]]?
    /// The days that a look is about.
    package var window = LookWindow.days(30)
    /// How often it looks.
    package var every = LookStep.day
    /// What must hold of a group, all of it; empty: `run` is called for every group with answers.
    package var predicates: [LookPredicate] = []
    /// What `run` asks of each group, each once.
    package var questions: [LookPredicate] = []
    /// How many false alarms the whole rule may raise; nil: each look is a test by itself (`correction = "none"`).
    package var falseAlarms: String? = LookPredicate.usualFalseAlarms
    /// Which answers belong together and may be alike for it: `project`, `account`, `subject`.
    package var cluster: String?
    /// The day from which on everything is the window: an interval that holds however often one looks.
    package var since: CivilDate?
    /// What it decides without entering Lua, in the order alert, route, act.
    package var decisions: [DecisionTemplate] = []
    /// Its `run` function; nil when it has none. After the declared decisions.
    package var program: (any LookProgram)?
    /// How many days it must hold of a group before its alert fires: `hold_for`.
    package var holdFor = 0
    package var tests: [MetricRuleTest] = []
    /// Whether its decisions are acted on.
    package var mode = RuleMode.live
    /// For a shadow: the rule about metrics whose place it is to take; nil: none.
    package var replaces: String?
    /// `sha256:` and the hash of the rule's file and of the version of the rule language.
    package var version: String
    /// Where it is declared.
    package var block: Block
    /// The rule as it is written in its file, from its keyword to its last brace; "" where there is no file.
    package var text = ""

    package init(id: String, doc: String, subject: Subject, version: String, block: Block) {
        self.id = id
        self.doc = doc
        self.subject = subject
        self.version = version
        self.block = block
    }
}

/// The days that a look of a rule is about; the last of them is the one that closes.
package enum LookWindow: Equatable, Sendable {
    case days(Int)
    /// The calendar month that closes.
    case month

    /// What a rule about a metric may look back on, in days.
    private static let spans = 1...3650

    /// The days of `30d`; nil for anything else.
    package static func days(in text: String) -> Int? {
        guard text.hasSuffix("d"), let days = Int(text.dropLast()), spans.contains(days) else { return nil }
        return days
    }
}

/// How often a rule looks.
package enum LookStep: String, Sendable, CaseIterable {
    case day = "1d"
    /// At the close of Sundays.
    case week = "1w"
    /// At the close of the last day of months.
    case month

    /// Whether it looks at the close of a day.
    package func isDue(atCloseOf day: Int) -> Bool {
        switch self {
        case .day: true
        // 1970-01-01 was a Thursday.
        case .week: ((day + 3) % 7 + 7) % 7 == 6
        case .month: CivilDate(dayNumber: day + 1).day == 1
        }
    }

    /// The day of the look after that of a day.
    package func lookAfter(_ day: Int) -> Int {
        var after = day + 1
        while !isDue(atCloseOf: after) { after += 1 }
        return after
    }

    /// The most days from one look to the next.
    package var longest: Int { self == .month ? 31 : days }

    /// Days from one look to the next, about.
    package var days: Int {
        switch self {
        case .day: 1
        case .week: 7
        case .month: 30
        }
    }
}

/// Something that must hold of a group: `dropped = { against = "180d", at_least = 5 }`.
package struct LookPredicate: Equatable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case dropped, rose, changed, below, above
    }

    package static let usualFalseAlarms = "1/year"
    /// The same for a rule with `since`, whose chance of an error is one for all time.
    package static let usualFalseAlarmsSince = "5%/year"

    package var kind: Kind
    package var against: LookBase
    /// The least observed difference in the metric's points.
    package var atLeast = 0.0
    /// The fewest answers on each side.
    package var leastAnswers = 30

    package init(_ kind: Kind, against: LookBase) {
        self.kind = kind
        self.against = against
    }
}

/// What a window is compared with.
package enum LookBase: Equatable, Sendable {
    /// So many days before the window.
    case days(Int)
    /// As many days before the window as it has; the month before.
    case previous
    /// The same days a year before.
    case lastYear
    /// The same days of the group with these values instead of its own, by key.
    case group([String: String])
    /// The group's goal.
    case target
    /// A number.
    case value(Double)
}
