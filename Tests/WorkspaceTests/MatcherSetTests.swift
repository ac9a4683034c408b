import Deciding
import Testing
import Tuntuma
import TuntumaTesting
import Workspace

/// Conditions together select what each selects alone.
@Suite struct MatcherSetTests {
    /// Conditions as rules have them: a few fields of all, of which many rules test the same.
    private static func condition(_ random: inout SplitMix64) -> Condition? {
        var parts: [Condition] = []
        for (field, texts) in [
            ("survey", ["nps", "CSAT", "häiriö", "unheard of"]), ("unit", ["turku", "tampere"]), ("channel", ["sms"]),
        ] where Int.random(in: 0...2, using: &random) > 0 {
            let wanted = (0..<Int.random(in: 1...2, using: &random)).compactMap { _ in
                texts.randomElement(using: &random).map(Setting.text)
            }
            let isNot = Int.random(in: 0...5, using: &random) == 0
            parts.append(.field(field, isNot ? .isNot(wanted) : .isOneOf(wanted)))
        }
        if Bool.random(using: &random) { parts.append(MatcherTests.condition(1, &random)) }
        switch Int.random(in: 0...5, using: &random) {
        case 0: return nil
        case 1: return .any(parts)
        default: return .all(parts)
        }
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func togetherIsAlone(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let symbols = SymbolTable()
        let matchers = (0..<Int.random(in: 0...25, using: &random)).map { _ in
            let types = [[], ["response"], ["response", "note"]].randomElement(using: &random) ?? []
            return Matcher(Self.condition(&random), types: types, symbols: symbols)
        }
        let set = MatcherSet(matchers)
        var scratch = MatchScratch(symbols: symbols)
        for _ in 0..<3 {
            let batch = EventBatch((0..<60).map { MatcherTests.event($0, &random) }, symbols: symbols)
            let rows = (0..<Int32(batch.count)).filter { _ in Int.random(in: 0...4, using: &random) > 0 }
            var selections = [[Int32]](repeating: [], count: matchers.count)
            set.select(batch, among: rows, into: &selections, using: &scratch)
            for (matcher, selection) in zip(matchers, selections) {
                #expect(selection == rows.filter { matcher.matches(batch[Int($0)], using: &scratch) })
            }
        }
    }

    /// What is selected is put behind what is there, in the order of the rows.
    @Test func selectionsGrow() {
        let symbols = SymbolTable()
        let drafts = ["turku", "oulu", "turku"].enumerated().map { number, unit in
            var draft = EventDraft(id: "r-\(number)")
            draft.unit = unit
            return draft
        }
        let set = MatcherSet(
            ["turku", "oulu", "TURKU"].map { Matcher(.field("unit", .isOneOf([.text($0)])), symbols: symbols) })
        var scratch = MatchScratch(symbols: symbols)
        var selections: [[Int32]] = [[7], [], [8, 9]]
        set.select(EventBatch(drafts, symbols: symbols), among: [2, 1, 0], into: &selections, using: &scratch)
        #expect(selections == [[7, 2, 0], [1], [8, 9, 2, 0]])
    }
}
