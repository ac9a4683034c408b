import Engine
import Hindsight

/// Sentences of a replay that the table and the page share.
enum ReplayWarning {
    /// A queue that the candidate fills beyond its capacity on more days than the current rules do; nil for any other.
    static func text(_ load: QueueLoad, days: Int, _ language: Language) -> String? {
        guard let capacity = load.capacity, load.candidate.daysOver > load.current.daysOver else { return nil }
        func perDay(_ side: QueueLoad.Side) -> String { rate(side.perDay(over: days), language) }
        let queue = load.unit.map { ReplayPhrase.queueOfUnit(queue: load.queue, unit: $0).text(in: language) }
        return ReplayPhrase.overCapacity(
            queue: queue ?? load.queue, from: perDay(load.current), to: perDay(load.candidate),
            capacity: language.format(capacity), days: language.format(load.candidate.daysOver),
            of: language.format(days)
        ).text(in: language)
    }

    /// Items a day: with more decimals where there are few.
    static func rate(_ perDay: Double, _ language: Language) -> String {
        language.format(perDay, decimals: perDay > 0 && perDay < 1 ? 2 : 1)
    }

    /// What history cannot say.
    static func text(_ gap: HistoryGap, _ language: Language) -> String {
        switch gap.missing {
        case .field(let field): ReplayPhrase.missingField(rule: gap.rule, field: field).text(in: language)
        case .types(let types):
            ReplayPhrase.missingTypes(rule: gap.rule, types: types.joined(separator: ", ")).text(in: language)
        }
    }
}
