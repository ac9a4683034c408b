package import TableSurvey

extension FirstLook {
    /// What a column of survey answers is for.
    package enum Role: Sendable, Equatable {
        /// Names the answer: another value in every row.
        case identifier
        /// When it was answered.
        case time(TimePattern)
        /// A score on a scale.
        case score(Score)
        /// What people wrote.
        case comment
        /// Few values, by which answers can be grouped.
        case segment
        /// The language of the answer.
        case language
        /// How much the answer weighs.
        case weight
        /// Nothing that was recognised.
        case other
    }

    /// A scale, and what it seems to measure.
    package struct Score: Sendable, Equatable {
        /// The metrics that a score may be for; the raw value is the plugin's id and the usual question's name.
        package enum Metric: String, Sendable, CaseIterable {
            case nps, csat, ces
        }

        package var metric: Metric
        package var low: Int
        package var high: Int
        /// Nil when the values are bare numbers.
        package var label: ScoreLabel?
        /// A value with a number that is no answer all the same, such as `0 - en osaa sanoa`; nil when there is none.
        package var missing: String?

        package init(metric: Metric, low: Int, high: Int, label: ScoreLabel? = nil, missing: String? = nil) {
            self.metric = metric
            self.low = low
            self.high = high
            self.label = label
            self.missing = missing
        }

        /// The scale that the metric's plugin takes when none is named.
        package var isUsualScale: Bool {
            switch metric {
            case .nps: low == 0 && high == 10
            case .csat: low == 1 && high == 5
            case .ces: low == 1 && high == 7
            }
        }
    }

    /// One column, and the guess of what it is for.
    package struct Column: Sendable, Equatable {
        /// The name as the CSV channel gives it to `row`.
        package var name: String
        package var role: Guess<Role>
    }
}
