import Tuntuma
import Workspace

/// The numbers of a look in a language.
struct LookText {
    let language: Language
    /// Decimals of the metric's values: on a scale of 1 to 7 a tenth is a lot.
    private let decimals: Int

    init(language: Language, result: MetricResult?) {
        self.language = language
        decimals = (result?.range.map { $0.upperBound - $0.lowerBound } ?? 100) >= 20 ? 1 : 2
    }

    private func say(_ phrase: LookPhrase) -> String { phrase.text(in: language) }

    func number(_ value: Double) -> String { language.format(value, decimals: decimals) }

    /// `unit = turku, touchpoint = order`; nil for everybody.
    func name(of group: [(key: String, value: String?)]) -> String? {
        group.isEmpty
            ? nil
            : group.map { key, value in
                "\(KnownName.key(key, in: language)) = \(value ?? Phrase.noValue.text(in: language))"
            }.joined(separator: ", ")
    }

    /// A p or a level: two digits that count, and never 0.
    func share(_ p: Double) -> String {
        guard p >= 0.000_001 else { return "< " + language.format(0.000_001, decimals: 6) }
        var (decimals, left) = (2, p)
        while left < 0.1, decimals < 6 {
            left *= 10
            decimals += 1
        }
        return language.format(p, decimals: decimals)
    }

    private func probability(_ p: Double) -> String { p < 0.000_001 ? "p \(share(p))" : "p = \(share(p))" }

    /// `22.0 (n 79) against 42.0 (n 106, 2025-10-04 – 2026-04-01)`.
    func comparison(of part: LookTrace.Part) -> String {
        var known: [String] = []
        if let n = part.baseCount { known.append(say(.baseAnswers(language.format(n)))) }
        if let days = part.baseDays {
            known.append(
                say(
                    .baseDays(
                        first: language.day(CivilDate(dayNumber: days.lowerBound).text),
                        last: language.day(CivilDate(dayNumber: days.upperBound).text))))
        }
        let base = part.base.map(number) ?? "–"
        return say(
            .against(
                value: part.value.map(number) ?? "–", n: language.format(part.n),
                base: known.isEmpty ? base : "\(base) (\(known.joined(separator: ", ")))"))
    }

    func text(of test: LookTrace.Test) -> String {
        say(
            .test(
                difference: number(test.difference), p: test.p.map(probability) ?? "p –", level: share(test.level)))
    }

    /// Why a predicate does not hold.
    func reason(of part: LookTrace.Part) -> String {
        switch part.verdict {
        case .notEvaluated(let reason): say(.cannotSay(Phrase.lookReason(reason).text(in: language)))
        case .otherWay: say(.otherWay)
        case .tooSmall: say(.tooSmall)
        case .holds: ""
        case .couldBeChance:
            part.test.flatMap { test in
                test.p.map { say(.chance(p: probability($0), level: "p ≤ \(share(test.level))")) }
            } ?? say(.notExcluded)
        }
    }
}
