/// A question on a scale, and the weight of its answers: what most metrics read of an event.
public struct ScaleQuestion: Sendable {
    /// The question's name, as in the events' `answers`.
    public let name: String
    /// The scale.
    public let scale: Scale
    /// The field that holds the weight of an answer; nil: all count the same.
    public let weight: EventField?
    @usableFromInline let question: Symbol

    /// Makes a question from a plugin's configuration.
    /// - Throws: ``ConfigurationError`` for an empty name (key `question`) or a field that can hold no weight (key
    ///   `weight`).
    public init(
        _ name: String, scale: Scale, weight: String? = nil, environment: PluginEnvironment
    ) throws(ConfigurationError) {
        if name.isEmpty {
            throw ConfigurationError(key: "question", problem: "is empty", expected: "the name of a question")
        }
        self.name = name
        self.scale = scale
        self.weight = try EventField(weight: weight, symbols: environment.symbols)
        self.question = environment.symbols.symbol(for: name)
    }

    /// It alone, for ``Metric/questions``.
    public var asSet: QuestionSet { QuestionSet([question]) }

    /// What an event has for the metric.
    public enum Reading: Equatable, Sendable {
        /// Nothing: the question was not answered.
        case ignored
        /// Something that cannot be counted, for this reason.
        case rejected(reason: String)
        /// A score on the scale, and its weight where one is declared.
        case score(Int, weight: Weight?)
    }

    /// Reads the answer of an event. Once an event: makes no text but for a weight that is one.
    @inlinable @inline(__always) public func read(_ event: Event) -> Reading {
        switch scale.read(event.scaleAnswer(question)) {
        case .missing: .ignored
        case .rejected(let reason): .rejected(reason: reason)
        case .score(let score): weight == nil ? .score(score, weight: nil) : readWeight(of: event, score)
        }
    }

    @usableFromInline func readWeight(of event: Event, _ score: Int) -> Reading {
        guard let weight else { return .score(score, weight: nil) }
        do throws(RejectedWeight) {
            return .score(score, weight: try Weight(event.value(of: weight)))
        } catch {
            return .rejected(reason: error.reason)
        }
    }
}

extension EventField {
    /// The field of a configuration's `weight`; nil for nil.
    /// - Throws: ``ConfigurationError`` for a text that names no answer and no attribute.
    public init?(weight text: String?, symbols: SymbolTable) throws(ConfigurationError) {
        guard let text else { return nil }
        switch EventField(text, symbols: symbols) {
        case .attribute(let symbol, let name): self = .attribute(symbol, name: name)
        case .answer(let symbol, let name): self = .answer(symbol, name: name)
        case .named, nil:
            throw ConfigurationError(
                key: "weight", problem: "\"\(text)\" is not a field that holds a weight",
                expected: "\"attributes.NAME\" or \"answers.NAME\"")
        }
    }
}
