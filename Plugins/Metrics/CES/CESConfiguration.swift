public import Tuntuma

extension CESMetric {
    /// What a workspace may set; all of it has a default.
    public struct Configuration: Codable, Sendable {
        /// The question's name in the events' answers.
        public var question: String
        /// The scale it is asked on, from difficult to easy.
        public var scale: Scale
        /// `mean`, `share` or `index`.
        public var aggregation: String
        /// The lowest score that is easy; used by `share` and `index`.
        public var easy: Int?
        /// The highest score that is difficult; used by `index`.
        public var difficult: Int?
        /// The field with the weight of an answer: `attributes.NAME`.
        public var weight: String?

        /// Makes a configuration; without arguments the default one.
        ///
        /// On 1-7 a `share` is that of 5-7 and an `index` 6-7 minus 1-3; on another scale `easy` and `difficult` must be
        /// given.
        public init(
            question: String = "ces", scale: Scale = .oneToSeven, aggregation: String = "mean", easy: Int? = nil,
            difficult: Int? = nil, weight: String? = nil
        ) {
            self.question = question
            self.scale = scale
            self.aggregation = aggregation
            let isUsual = scale == .oneToSeven
            self.easy = easy ?? (isUsual && aggregation == "share" ? 5 : isUsual && aggregation == "index" ? 6 : nil)
            self.difficult = difficult ?? (isUsual && aggregation == "index" ? 3 : nil)
            self.weight = weight
        }

        /// Reads what a workspace sets.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                question: try container.decodeIfPresent(String.self, forKey: .question) ?? "ces",
                scale: try container.decodeIfPresent(Scale.self, forKey: .scale) ?? .oneToSeven,
                aggregation: try container.decodeIfPresent(String.self, forKey: .aggregation) ?? "mean",
                easy: try container.decodeIfPresent(Int.self, forKey: .easy),
                difficult: try container.decodeIfPresent(Int.self, forKey: .difficult),
                weight: try container.decodeIfPresent(String.self, forKey: .weight))
        }

        /// The aggregation, its bounds checked against the scale; a bound that it does not use is an error.
        func checkedAggregation() throws(ConfigurationError) -> Aggregation {
            switch aggregation {
            case "mean":
                try refuse(easy, "easy")
                try refuse(difficult, "difficult")
                return .mean
            case "share":
                try refuse(difficult, "difficult")
                return .share(easy: try bound(easy, "easy", scale.low + 1...scale.high))
            case "index":
                let easy = try bound(easy, "easy", scale.low + 1...scale.high)
                return .index(easy: easy, difficult: try bound(difficult, "difficult", scale.low...easy - 1))
            default:
                throw ConfigurationError(
                    key: "aggregation", problem: "\"\(aggregation)\" is no aggregation",
                    expected: "\"mean\", \"share\" or \"index\"")
            }
        }

        private func refuse(_ value: Int?, _ key: String) throws(ConfigurationError) {
            guard value != nil else { return }
            throw ConfigurationError(
                key: key, problem: "is not used by the aggregation \"\(aggregation)\"",
                expected: "nothing, or another aggregation")
        }

        private func bound(
            _ value: Int?, _ key: String, _ range: ClosedRange<Int>
        ) throws(ConfigurationError) -> Int {
            if let value, range.contains(value) { return value }
            let end = key == "easy" ? "lowest" : "highest"
            throw ConfigurationError(
                key: key,
                problem: value.map { "\($0) is out of place on the scale \(scale.text)" }
                    ?? "is missing; the scale \(scale.text) has no usual one",
                expected: "the \(end) score that is \(key), from \(range.lowerBound) to \(range.upperBound)")
        }
    }
}
