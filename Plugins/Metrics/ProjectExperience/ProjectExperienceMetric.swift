public import Tuntuma

/// How a project went for the customer: an index of several items, 0 to 100.
///
/// Each item (goals, communication, schedule, expertise) is answered on a scale and rescaled to 0-100; a response's
/// index is the mean of its answered items, and the value is the mean of the responses' indexes. A response counts when
/// it answers at least half of the items. Contacts of one project are not independent of each other, so where events
/// name their project there is an interval over project means too.
public struct ProjectExperienceMetric: Metric {
    /// Sums over responses, items and projects.
    public typealias State = ProjectExperienceState

    /// Who the plugin is.
    public static var manifest: PluginManifest {
        PluginManifest(
            id: "project-experience", kind: .metric,
            summary: "Project experience: the mean of several items, 0 to 100, with recommendation beside it",
            sample: """
                metric {
                  id = "project-experience", plugin = "project-experience", survey = "project",
                  items = { "goals", "communication", "schedule", "expertise" }, recommend = "recommend",
                }
                """)
    }

    /// The most items; with more, sums of exact fractions would not fit 64 bits.
    static let mostItems = 16
    /// Why a response without half of the items is rejected.
    static let tooFewItems = "fewer than half of the items were answered"

    let survey: Symbol?
    let items: [Item]
    let scale: Scale
    let recommend: Item?
    /// The symbols of the items, apart from their texts: read for every event.
    private let itemQuestions: [Symbol]
    /// Those of the items.
    public let questions: QuestionSet
    private let recommendQuestion: Symbol
    let weight: EventField?
    /// The least common multiple of 1...items: a whole number of it is a fraction of any number of answered items.
    let unit: Int

    /// A question with the reason for rejecting its answer.
    struct Item: Sendable {
        let name: String
        let symbol: Symbol
        let rejection: String

        init(_ name: String, scale: Scale, symbols: SymbolTable) {
            self.name = name
            symbol = symbols.symbol(for: name)
            rejection = "\(name): \(scale.rejection)"
        }
    }

    /// Makes the metric.
    public init(configuration: Configuration, environment: PluginEnvironment) throws(ConfigurationError) {
        try configuration.check()
        let symbols = environment.symbols
        survey = configuration.survey.isEmpty ? nil : symbols.symbol(for: configuration.survey)
        scale = configuration.scale
        items = configuration.items.map { Item($0, scale: configuration.scale, symbols: symbols) }
        recommend =
            configuration.recommend.isEmpty
            ? nil : Item(configuration.recommend, scale: .zeroToTen, symbols: symbols)
        itemQuestions = items.map(\.symbol)
        questions = QuestionSet(itemQuestions)
        recommendQuestion = recommend?.symbol ?? .none
        weight = try EventField(weight: configuration.weight, symbols: symbols)
        unit = (1...configuration.items.count).reduce(1) { $0 / Self.greatestCommonDivisor($0, $1) * $1 }
    }

    private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
        b == 0 ? a : greatestCommonDivisor(b, a % b)
    }

    /// No responses.
    public var emptyState: State {
        State(items: items.count, hasRecommend: recommend != nil, isWeighted: weight != nil)
    }

    /// Counts the response of an event.
    public func add(_ event: Event, to state: inout State) -> Uptake {
        var response = Response()
        if let uptake = read(event, into: &response) { return uptake }
        state.add(response, items: items.count)
        if event.project.isPresent {
            let share = ProjectSums(count: 1, sum: response.total * (unit / response.answered))
            state.add(share, of: event.batch.symbols.text(of: event.project))
        }
        return .counted
    }

    /// Counts the responses of a batch.
    ///
    /// As the default does, but the text of a project is looked up once for a batch, not once for a response.
    public func fold(_ batch: EventBatch, slots: [Int32], into cells: inout [MetricCell<State>]) {
        var projects: [ProjectInCell: ProjectSums] = [:]
        var response = Response()
        for row in 0..<slots.count {
            let slot = Int(slots[row])
            guard slot >= 0 else { continue }
            if batch.surelyLacksAnswers(to: questions, inRow: row) {
                cells[slot].uptake.ignored += 1
                continue
            }
            let event = batch[row]
            if let uptake = read(event, into: &response) {
                cells[slot].uptake.count(uptake)
                continue
            }
            cells[slot].state.add(response, items: items.count)
            cells[slot].uptake.count(.counted)
            if event.project.isPresent {
                let share = ProjectSums(count: 1, sum: response.total * (unit / response.answered))
                projects[ProjectInCell(slot: slot, project: event.project), default: ProjectSums()].merge(share)
            }
        }
        var texts: [Symbol: String] = [:]
        for (key, sums) in projects {
            let text = texts[key.project] ?? batch.symbols.text(of: key.project)
            texts[key.project] = text
            cells[key.slot].state.add(sums, of: text)
        }
    }

    private struct ProjectInCell: Hashable {
        let slot: Int
        let project: Symbol
    }

    /// Reads a response. Once an event: makes no text but for a weight that is one.
    /// - Returns: Nil when the response counts; else what became of the event, and `response` means nothing.
    @inline(__always) private func read(_ event: Event, into response: inout Response) -> Uptake? {
        if let survey, event.survey != survey { return .ignored }
        response = Response()
        for index in 0..<itemQuestions.count {
            switch event.scaleAnswer(itemQuestions[index]) {
            case .missing:
                break
            case .score(let score) where scale.low <= score && score <= scale.high:
                response.scores.set(score - scale.low, of: index)
                response.total += score - scale.low
                response.answered += 1
            case .score, .notAWholeNumber:
                return .rejected(reason: items[index].rejection)
            }
        }
        guard 2 * response.answered >= itemQuestions.count else {
            return response.answered == 0 ? .ignored : .rejected(reason: Self.tooFewItems)
        }
        if recommendQuestion.isPresent {
            switch event.scaleAnswer(recommendQuestion) {
            case .missing: break
            case .score(let score) where 0 <= score && score <= 10: response.recommend = score
            case .score, .notAWholeNumber: return .rejected(reason: recommend?.rejection ?? "")
            }
        }
        return weight == nil ? nil : readWeight(of: event, into: &response)
    }

    private func readWeight(of event: Event, into response: inout Response) -> Uptake? {
        guard let weight else { return nil }
        do throws(RejectedWeight) {
            response.weight = try Weight(event.value(of: weight))
            return nil
        } catch {
            return .rejected(reason: error.reason)
        }
    }
}
