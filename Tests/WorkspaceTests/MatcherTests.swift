import Deciding
import Testing
import Tuntuma
import TuntumaTesting
import Workspace

@Suite struct MatcherTests {
    static let surveys = ["nps", "NPS", "csat", "Häiriö", "HA\u{308}IRIO\u{308}", ""]
    static let comments = [
        "Lasku tuli väärin", "LASKUT MYÖHÄSSÄ", "Fakturan är fel", "Too slow", "", "Kiitos! 👍", "invoice…", "x\u{301}a",
    ]
    static let words = ["lasku", "FAKTURA", "invoice", "too", "ä", "KIITOS", "👍", "x"]

    static func event(_ index: Int, _ random: inout SplitMix64) -> EventDraft {
        func value(_ random: inout SplitMix64, lists: Bool) -> Value {
            switch Int.random(in: 0...(lists ? 5 : 4), using: &random) {
            case 0: .integer(Int64.random(in: 0...10, using: &random))
            case 1: .decimal(Double(Int.random(in: 0...20, using: &random)) / 4)
            case 2: .boolean(Bool.random(using: &random))
            case 5:
                .list(
                    (0..<Int.random(in: 0...3, using: &random)).map { _ in words.randomElement(using: &random) ?? "" })
            default: .text(comments.randomElement(using: &random) ?? "")
            }
        }
        var answers: [String: Value] = [:]
        for name in ["nps", "comment", "reasons"] where Bool.random(using: &random) {
            answers[name] = value(&random, lists: true)
        }
        var attributes: [String: Value] = [:]
        for name in ["segment", "size"] where Bool.random(using: &random) {
            attributes[name] = value(&random, lists: false)
        }
        var draft = EventDraft(
            id: "r-\(index)", time: Timestamp(milliseconds: Int64.random(in: 0...100, using: &random)),
            answers: answers,
            attributes: attributes)
        draft.survey = surveys.randomElement(using: &random) ?? ""
        draft.unit = ["turku", "Turku", "tampere", ""].randomElement(using: &random) ?? ""
        draft.respondent = Respondent.allCases.randomElement(using: &random) ?? .customer
        draft.contact = [true, false, nil].randomElement(using: &random) ?? nil
        draft.solicited = Bool.random(using: &random)
        draft.status = Bool.random(using: &random) ? .partial : .complete
        draft.identity = [Identity.unstated, .anonymous, .named].randomElement(using: &random) ?? .unstated
        draft.about =
            Bool.random(using: &random) ? nil : Timestamp(milliseconds: Int64.random(in: 0...100, using: &random))
        draft.revision = Int.random(in: 1...3, using: &random)
        draft.subject = ["c-1", "C-2", ""].randomElement(using: &random) ?? ""
        return draft
    }

    static func condition(_ depth: Int, _ random: inout SplitMix64) -> Condition {
        if depth > 0, Int.random(in: 0...2, using: &random) > 0 {
            let inner = (0..<Int.random(in: 0...3, using: &random)).map { _ in condition(depth - 1, &random) }
            switch Int.random(in: 0...2, using: &random) {
            case 0: return .all(inner)
            case 1: return .any(inner)
            default: return .none(inner)
            }
        }
        let fields = [
            "survey", "unit", "respondent", "contact", "solicited", "status", "identity", "time", "about", "revision",
            "id",
            "subject", "answers.nps", "answers.comment", "answers.reasons", "attributes.segment", "attributes.size",
        ]
        return .field(fields.randomElement(using: &random) ?? "id", test(&random))
    }

    static func test(_ random: inout SplitMix64) -> Condition.Test {
        func setting(_ random: inout SplitMix64) -> Setting {
            switch Int.random(in: 0...6, using: &random) {
            case 0: .integer(Int64.random(in: 0...10, using: &random))
            case 1: .decimal(Double(Int.random(in: 0...20, using: &random)) / 4)
            case 2: .boolean(Bool.random(using: &random))
            case 3: .text(words.randomElement(using: &random) ?? "")
            case 4:
                .text(
                    ["turku", "customer", "EMPLOYEE", "partial", "named", "r-3", "c-2"].randomElement(using: &random)
                        ?? "")
            case 5: .text(comments.randomElement(using: &random) ?? "")
            default: .text(surveys.randomElement(using: &random) ?? "")
            }
        }
        let settings = (0..<Int.random(in: 1...3, using: &random)).map { _ in setting(&random) }
        let texts = (0..<Int.random(in: 1...3, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
        switch Int.random(in: 0...6, using: &random) {
        case 0, 1: return .isOneOf(settings)
        case 2: return .isNot(settings)
        case 3:
            let bounds = [nil, 0, 2.5, 5, 50, 100]
            return .between(
                min: bounds.randomElement(using: &random) ?? nil, max: bounds.randomElement(using: &random) ?? nil)
        case 4: return .exists(Bool.random(using: &random))
        case 5: return .hasPrefix(texts)
        default: return .contains(texts)
        }
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func agreesWithTheNaiveEvaluator(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let symbols = SymbolTable()
        let batch = EventBatch((0..<150).map { Self.event($0, &random) }, symbols: symbols)
        let naive = NaiveCondition(symbols: symbols)
        var scratch = MatchScratch(symbols: symbols)
        var hits = 0
        for _ in 0..<400 {
            let condition = Self.condition(3, &random)
            let matcher = Matcher(condition, symbols: symbols)
            let expected = (0..<batch.count).filter { naive.holds(condition, batch[$0]) }.map { Int32($0) }
            let single = (0..<batch.count).filter { matcher.matches(batch[$0], using: &scratch) }.map { Int32($0) }
            var selected: [Int32] = []
            matcher.select(batch, into: &selected, using: &scratch)
            #expect(single == expected, "\(condition)")
            #expect(selected == expected, "\(condition)")
            let odd = (0..<Int32(batch.count)).filter { $0 % 2 == 1 }
            selected = []
            matcher.select(batch, among: odd, into: &selected, using: &scratch)
            #expect(selected == expected.filter { $0 % 2 == 1 }, "\(condition)")
            hits += expected.count
        }
        // The property says nothing when conditions hold always or never.
        #expect(hits > 5_000 && hits < 55_000)
    }

    private func matches(
        _ condition: Condition?, types: [String] = [], respondents: [Respondent] = [], _ draft: EventDraft
    ) -> Bool {
        let symbols = SymbolTable()
        let batch = EventBatch([draft], symbols: symbols)
        var scratch = MatchScratch(symbols: symbols)
        return Matcher(condition, types: types, respondents: respondents, symbols: symbols)
            .matches(batch[0], using: &scratch)
    }

    @Test func typesAndRespondentsNarrowACondition() {
        var draft = EventDraft(id: "1")
        draft.respondent = .employee
        #expect(matches(nil, draft))
        #expect(matches(nil, types: ["response"], draft))
        #expect(!matches(nil, types: ["invitation"], draft))
        #expect(!matches(nil, respondents: [.customer], draft))
        #expect(matches(nil, respondents: [.customer, .employee], draft))
        #expect(!matches(.field("survey", .exists(true)), types: ["response"], draft))
    }

    @Test func symbolsMetAfterTheMatcherWasMadeCompareFolded() {
        let symbols = SymbolTable()
        let matcher = Matcher(.field("survey", .isOneOf([.text("Häiriö")])), symbols: symbols)
        var scratch = MatchScratch(symbols: symbols)
        for (survey, expected) in [("HÄIRIÖ", true), ("hairio", false), ("ha\u{308}irio\u{308}", true)] {
            var draft = EventDraft(id: "1")
            draft.survey = survey
            #expect(matcher.matches(EventBatch([draft], symbols: symbols)[0], using: &scratch) == expected)
        }
    }

    @Test func wholeNumbersBeyondDoublesAreExact() {
        let draft = EventDraft(id: "1", answers: ["n": .integer(9_007_199_254_740_993)])
        #expect(matches(.field("answers.n", .isOneOf([.integer(9_007_199_254_740_993)])), draft))
        #expect(!matches(.field("answers.n", .isOneOf([.integer(9_007_199_254_740_992)])), draft))
    }

    @Test func anEmptyTextIsNotAMissingField() {
        #expect(!matches(.field("survey", .isOneOf([.text("")])), EventDraft(id: "1")))
        #expect(!matches(.field("survey", .isOneOf([.text(""), .text("nps")])), EventDraft(id: "1")))
        #expect(matches(.field("survey", .isNot([.text("nps")])), EventDraft(id: "1")))
    }

    @Test func aFieldThatEventsDoNotHaveNeverMatches() {
        #expect(!matches(.field("colour", .exists(true)), EventDraft(id: "1")))
    }
}
