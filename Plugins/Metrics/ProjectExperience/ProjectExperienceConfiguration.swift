public import Tuntuma

extension ProjectExperienceMetric {
    /// What a workspace may set; all of it has a default.
    public struct Configuration: Codable, Sendable {
        /// The survey whose responses count; "" for any.
        public var survey: String
        /// The questions that the index is made of.
        public var items: [String]
        /// The scale that all items are asked on.
        public var scale: Scale
        /// The 0-10 question about recommending, reported beside the index; "" for none.
        public var recommend: String
        /// The field with the weight of a response: `attributes.NAME`.
        public var weight: String?

        /// Makes a configuration; without arguments the default one.
        public init(
            survey: String = "project", items: [String] = ["goals", "communication", "schedule", "expertise"],
            scale: Scale = .oneToFive, recommend: String = "recommend", weight: String? = nil
        ) {
            self.survey = survey
            self.items = items
            self.scale = scale
            self.recommend = recommend
            self.weight = weight
        }

        /// Reads what a workspace sets.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let usual = Configuration()
            self.init(
                survey: try container.decodeIfPresent(String.self, forKey: .survey) ?? usual.survey,
                items: try container.decodeIfPresent([String].self, forKey: .items) ?? usual.items,
                scale: try container.decodeIfPresent(Scale.self, forKey: .scale) ?? usual.scale,
                recommend: try container.decodeIfPresent(String.self, forKey: .recommend) ?? usual.recommend,
                weight: try container.decodeIfPresent(String.self, forKey: .weight))
        }

        /// Refuses items that cannot make an index.
        func check() throws(ConfigurationError) {
            let expected = "1 to \(mostItems) different questions, such as { \"goals\", \"schedule\" }"
            guard !items.isEmpty, items.count <= mostItems else {
                throw ConfigurationError(key: "items", problem: "has \(items.count) questions", expected: expected)
            }
            for (index, item) in items.enumerated() {
                if item.isEmpty {
                    throw ConfigurationError(key: "items", problem: "has an empty name", expected: expected)
                }
                if items[..<index].contains(item) {
                    throw ConfigurationError(key: "items", problem: "has \"\(item)\" twice", expected: expected)
                }
            }
            // A score takes a byte of a response while it is read.
            if scale.span > 200 {
                throw ConfigurationError(
                    key: "scale", problem: "\(scale.text) is too wide", expected: "a scale of at most 201 scores")
            }
            if items.contains(recommend) {
                throw ConfigurationError(
                    key: "recommend", problem: "\"\(recommend)\" is an item of the index too",
                    expected: "a question that is not in items, or \"\" for none")
            }
        }
    }
}
