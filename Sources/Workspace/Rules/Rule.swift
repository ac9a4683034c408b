package import Memory
package import Tuntuma

/// A rule as declared: when it looks, what it looks for, what it decides.
package struct Rule: Sendable {
    /// The rule's id, unique in the workspace.
    package var id: String
    package var doc: String
    /// The types of event it looks at.
    package var types: [String]
    /// The condition; nil: every event of its types.
    package var condition: Condition?
    /// What it decides without entering Lua, in the order alert, route, act; each kind may hold several.
    package var decisions: [DecisionTemplate] = []
    /// Its `run` function; nil when it has none. After the declared decisions.
    package var program: (any RuleProgram)?
    /// What it keeps from one event to the next; nil: nothing.
    package var memory: MemoryPlan?
    package var tests: [RuleTest] = []
    package var file: String
    package var line: Int
    /// `sha256:` and the hash of the rule's file and of the version of the rule language.
    package var version: String
    /// The rule as it is written in its file, from its keyword to its last brace; "" where there is no file.
    package var text = ""
    /// Whether its decisions are acted on.
    package var mode = RuleMode.live
    /// For a shadow: the rule whose place it is to take; nil: none.
    package var replaces: String?

    package init(id: String, doc: String, types: [String], file: String, line: Int, version: String) {
        self.id = id
        self.doc = doc
        self.types = types
        self.file = file
        self.line = line
        self.version = version
    }
}

/// Whether what a rule decides is acted on.
package enum RuleMode: String, Sendable, CaseIterable {
    /// Its decisions are the organisation's.
    case live
    /// It runs beside the others, and its decisions are recorded apart; nobody acts on them.
    case shadow
}

/// A rule's `run` function, before it has been given to a worker.
package protocol RuleProgram: Sendable {
    /// Loads the rule for one worker.
    func makeEvaluator() throws(Complaint) -> any RuleEvaluator
    /// The same for a worker that has another rule already, with which this one may share what both need. To the rules it makes no
    /// difference.
    func makeEvaluator(beside neighbour: (any RuleEvaluator)?) throws(Complaint) -> any RuleEvaluator
    /// The fields of events that its text mentions, such as `answers.nps`, each once, in their order. Read from the text
    /// and not from what it does: a field whose name the rule computes is not among them.
    var mentionedFields: [String] { get }
    /// The names that its text remembers things under, where they stand there as texts.
    var rememberedNames: [RememberedName] { get }
    /// The metrics that its text asks.
    var askedMetrics: [MetricMention] { get }
    /// Calls of `metric` in its text that do not say what they ask for.
    var unclearMetrics: [MetricMention.Problem] { get }
    /// Whether it has a `migrate` function.
    var migrates: Bool { get }
}

/// For programs that remember nothing and share nothing.
extension RuleProgram {
    package func makeEvaluator(beside neighbour: (any RuleEvaluator)?) throws(Complaint) -> any RuleEvaluator {
        try makeEvaluator()
    }

    package var rememberedNames: [RememberedName] { [] }
    package var askedMetrics: [MetricMention] { [] }
    package var unclearMetrics: [MetricMention.Problem] { [] }
    package var migrates: Bool { false }
}

/// A name in a call such as `count("calls", event.subject)`.
package struct RememberedName: Equatable, Sendable {
    /// `remember`, `count`, `last` or `distinct`.
    package var function: String
    package var name: String
    package var line: Int

    package init(function: String, name: String, line: Int) {
        self.function = function
        self.name = name
        self.line = line
    }
}

/// A rule's `run` function in the hands of one worker, on one thread.
package protocol RuleEvaluator: AnyObject {
    /// Runs the rule on one event that passed its condition.
    func evaluate(_ event: Event) -> RuleOutcome
    /// Runs the rule on events that passed its condition, one after the other, until one call decides or fails.
    /// - Parameters:
    ///   - rows: Of the batch, ascending.
    ///   - place: Among the rows, of the event to begin with; on return of the one whose outcome this is.
    /// - Returns: Nil when none of them led to anything: the place is then behind the last.
    func evaluate(_ batch: EventBatch, rows: [Int32], from place: inout Int) -> RuleOutcome?
    /// The same for one event, and how many steps it took, each counted: slower, for those who ask what a rule costs.
    func evaluateCountingSteps(_ event: Event) -> (outcome: RuleOutcome, steps: Int)
    /// Runs a rule that has a memory. What the call changes in it is in `call` when it went well.
    func evaluate(_ event: Event, remembering call: inout MemoryCall) -> RuleOutcome
    /// The same, counting steps.
    func evaluateCountingSteps(
        _ event: Event, remembering call: inout MemoryCall
    ) -> (outcome: RuleOutcome, steps: Int)
    /// Makes a new state of an old one of another shape, by the rule's `migrate` function.
    /// - Parameter version: That of the rule which left the old state.
    func migrate(_ old: PlainData, from version: String) throws(RuleFailure) -> PlainData
}

/// For rules that remember nothing.
extension RuleEvaluator {
    package func evaluate(_ batch: EventBatch, rows: [Int32], from place: inout Int) -> RuleOutcome? {
        while place < rows.count {
            let outcome = evaluate(batch[Int(rows[place])])
            if case .decided(let decisions) = outcome, decisions.isEmpty { place += 1 } else { return outcome }
        }
        return nil
    }

    package func evaluate(_ event: Event, remembering call: inout MemoryCall) -> RuleOutcome { evaluate(event) }

    package func evaluateCountingSteps(
        _ event: Event, remembering call: inout MemoryCall
    ) -> (outcome: RuleOutcome, steps: Int) { evaluateCountingSteps(event) }

    package func migrate(_ old: PlainData, from version: String) throws(RuleFailure) -> PlainData { old }
}

/// How a rule's `run` ended for one event.
package enum RuleOutcome: Sendable {
    /// It decided this, perhaps nothing.
    case decided([Decision])
    /// It failed; what it had decided until then does not count.
    case failed(RuleFailure)
}

/// A rule that failed on an event.
package struct RuleFailure: Error, Equatable, Sendable {
    /// What kind of failure: `error`, `blocked`, `steps`, `memory`, `allocated`, `time`, `decisions`, `load`,
    /// `lookup`.
    package var kind: String
    package var file: String
    package var line: Int?
    /// The text of that line, without indentation.
    package var sourceLine: String?
    /// What happened, for a person.
    package var message: String

    package init(kind: String, file: String, line: Int?, sourceLine: String?, message: String) {
        self.kind = kind
        self.file = file
        self.line = line
        self.sourceLine = sourceLine
        self.message = message
    }
}

extension RuleFailure {
    /// Whether it was stopped by one of its limits.
    package var isStop: Bool { ["steps", "memory", "allocated", "time", "decisions"].contains(kind) }
}

/// A test that stands in a rule: some events in their order, and what the rule must decide on them.
package struct RuleTest: Sendable {
    /// One event of a test.
    package struct Step: Sendable {
        /// The event as written: a JSON object, completed with an id, a time and a type where those are missing.
        package var given: Setting
        /// How long after the event before it, in milliseconds; nil: at its own time, else at that of the one before.
        package var after: Int64?
        /// The decisions that must come, each with the fields that must match; nil: the event only prepares others.
        package var expected: [Setting]?
        /// What must be in the rule's state after the event; nil: the test does not say.
        package var state: PlainData?
        package var line: Int

        package init(
            given: Setting, after: Int64? = nil, expected: [Setting]?, state: PlainData? = nil, line: Int
        ) {
            self.given = given
            self.after = after
            self.expected = expected
            self.state = state
            self.line = line
        }
    }

    package var name: String
    /// At least one.
    package var steps: [Step]
    package var line: Int

    package init(name: String, steps: [Step], line: Int) {
        self.name = name
        self.steps = steps
        self.line = line
    }
}
