public import Tuntuma

extension [EventDraft] {
    /// 400 events for the kits: answers to the questions of the built-in metrics, on their scales and off them, missing,
    /// of the wrong kind; projects, weights and comments. Always the same.
    public static var sample: [EventDraft] { sample() }

    /// Random events; the same arguments give the same events.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - seed: Another seed, other events.
    ///   - questions: Questions and the scale they are answered on. About one answer in twenty is off the scale or no
    ///     whole number, and one in six is missing.
    ///   - surveys: The surveys the events are of.
    ///   - weight: The attribute that holds a weight; about one in ten is no weight.
    public static func sample(
        count: Int = 400, seed: UInt64 = 20_260_101,
        questions: [String: ClosedRange<Int>] = [
            "nps": 0...10, "csat": 1...5, "ces": 1...7, "recommend": 0...10, "goals": 1...5, "communication": 1...5,
            "schedule": 1...5, "expertise": 1...5,
        ],
        surveys: [String] = ["project", "nps"], weight: String = "weight"
    ) -> [EventDraft] {
        var generator = SplitMix64(seed: seed)
        let questions = questions.sorted { $0.key < $1.key }
        return (0..<count).map { number in
            var answers: [String: Value] = [:]
            for (question, scale) in questions {
                answers[question] = Value.random(on: scale, using: &generator)
            }
            answers["comment"] = ["Hidas.", "Tack så mycket!", "", "Ääkköset \u{1B}[31m", nil]
                .randomElement(using: &generator)?.map { .text($0) }
            var draft = EventDraft(
                id: "sample-\(number)", time: Timestamp(milliseconds: 1_772_442_900_000 + Int64(number) * 3_600_000),
                answers: answers, attributes: [:])
            if let value = Value.randomWeight(using: &generator) {
                draft.attributes.append((name: weight, value: value))
            }
            draft.survey = surveys.randomElement(using: &generator) ?? ""
            draft.project = ["", "p-1", "p-2", "p-3", "sähkö-7"].randomElement(using: &generator) ?? ""
            draft.touchpoint = ["go-live", "delivery", "support"].randomElement(using: &generator) ?? ""
            draft.unit = ["tampere", "turku", "åbo"].randomElement(using: &generator) ?? ""
            return draft
        }
    }
}

extension Value {
    /// An answer on a scale, mostly.
    fileprivate static func random(on scale: ClosedRange<Int>, using generator: inout SplitMix64) -> Value? {
        switch Int.random(in: 0..<120, using: &generator) {
        case 0..<20: nil
        case 20: .integer(Int64(scale.upperBound) + 1)
        case 21: .integer(Int64(scale.lowerBound) - 1)
        case 22: .integer(.max)
        case 23: .decimal(4.5)
        case 24: .text("very good")
        case 25: .boolean(true)
        default: .integer(Int64(Int.random(in: scale, using: &generator)))
        }
    }

    /// A weight, mostly.
    fileprivate static func randomWeight(using generator: inout SplitMix64) -> Value? {
        switch Int.random(in: 0..<60, using: &generator) {
        case 0: nil
        case 1: .integer(0)
        case 2: .decimal(-0.5)
        case 3: .text("1,5")
        case 4: .decimal(10_000.5)
        case 5: .decimal(1e-12)
        case 6..<20: .integer(Int64.random(in: 1...4, using: &generator))
        default: .decimal((Double.random(in: 0.05...5, using: &generator) * 10_000).rounded() / 10_000)
        }
    }
}
