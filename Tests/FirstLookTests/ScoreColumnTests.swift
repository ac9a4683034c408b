import FirstLook
import TableSurvey
import Testing

/// Which columns are scores, and on which scale.
@Suite struct ScoreColumnTests {
    private typealias Score = FirstLook.Score

    private func look(_ name: String, _ values: [String]) throws -> FirstLook {
        let quoted = "\"\(name.replacing("\"", with: "\"\""))\""
        let rows = values.enumerated().map { "a\($0.offset);\"\($0.element)\"\n" }.joined()
        return try FirstLook(csv: "id;\(quoted)\n" + rows)
    }

    private func score(_ name: String, _ values: [Int]) throws -> Score? {
        try look(name, values.map(String.init)).scores.first?.score
    }

    private static let low = (0..<40).map { $0 % 6 + 1 }

    @Test(arguments: [
        ("nps", Metric.nps, 0, 10), ("NPS_score", .nps, 0, 10), ("suosittelet (0-10)", .nps, 0, 10),
        ("Suosittelisitko? (asteikolla 0–10)", .nps, 0, 10), ("Would you recommend us?", .nps, 0, 10),
        ("Skulle du rekommendera oss?", .nps, 0, 10), ("Recommend, 1 to 10", .nps, 1, 10),
        ("Suositteletko? 1 ... 7", .csat, 1, 7), ("Arvosana 1–7", .csat, 1, 7), ("Tyytyväisyys (0-10)", .csat, 0, 10),
        ("Kouluarvosana 4–10", .csat, 4, 10), ("Hur nöjd, från 1 till 7?", .csat, 1, 7),
        ("Effort (1-7)", .ces, 1, 7), ("Kysymys 3: nopeus 1-7", .ces, 1, 7),
        ("How likely, from 0 (not at all) to 10 (very likely), is it?", .nps, 0, 10),
        ("1 (svårt) - 7 (lätt)", .ces, 1, 7),
        ("Recommend? 10 - strongly agree, 1 - strongly disagree", .nps, 1, 10),
        ("Suosittelu\n(0 = en lainkaan,\n10 = erittäin todennäköisesti)", .nps, 0, 10),
    ])
    func theScaleInANameWins(name: String, metric: Metric, low: Int, high: Int) throws {
        let values = low == 4 ? Self.low.map { $0 + 3 } : Self.low
        #expect(try score(name, values) == Score(metric: metric, low: low, high: high))
    }

    typealias Metric = FirstLook.Score.Metric

    @Test(arguments: ["Tyytyväisyys Q1-5", "Tyytyväisyys 2026-1-5", "Tyytyväisyys 1-50", "Tyytyväisyys v. 2.1-5"])
    func whatIsNoScaleInANameIsNotTakenForOne(name: String) throws {
        #expect(try score(name, Self.low + [7]) == Score(metric: .csat, low: 1, high: 7))
    }

    @Test func aScaleInTheNameThatTheAnswersDoNotHaveIsNoScale() throws {
        #expect(try score("Rating (1-5)", (0..<40).map { $0 % 11 }) == Score(metric: .csat, low: 0, high: 10))
    }

    @Test func anAssumedScaleIsSaid() throws {
        let values = Self.low.map(String.init)
        #expect(
            try look("nps", values).warnings.contains(
                "nps: taken for 0-10, as its name speaks of recommending, but all answers are from 1 to 6; if it was asked "
                    + "on another scale, write the scale in the metric"))
        #expect(
            try look("nps", values + ["77"]).warnings.contains {
                $0.contains("but all answers are from 1 to 6; if it was")
            })
        #expect(try !look("nps (0-10)", values).warnings.contains { $0.contains("taken for") })
        #expect(try !look("nps", values + ["9"]).warnings.contains { $0.contains("taken for") })
    }

    @Test(arguments: [
        (["10 - extremely likely", "9", "8", "7", "0 - not at all likely", "3"], "Recommend?", Metric.nps, 10),
        (["Extremely likely - 10", "9", "8", "7", "Not at all likely - 0", "3"], "Recommend?", .nps, 10),
        (
            [
                "1 – täysin eri mieltä", "2 – jokseenkin eri mieltä", "3 – en osaa sanoa",
                "4 – jokseenkin samaa mieltä",
                "5 – täysin samaa mieltä",
            ], "Palvelu oli ystävällistä", .csat, 5
        ),
        (["5 = erittäin tyytyväinen", "4", "3", "2", "1 = erittäin tyytymätön"], "Q7", .csat, 5),
        (["5. Mycket nöjd", "4. Nöjd", "3. Varken eller", "2. Missnöjd", "1. Mycket missnöjd"], "Fråga 2", .csat, 5),
        (["5 tähteä", "4 tähteä", "3 tähteä", "2 tähteä", "1 tähti"], "Mielipide", .csat, 5),
        (["9/10", "10/10", "0/10", "3 / 10"], "Recommend?", .nps, 10),
        (["5/5", "4/5", "3/5", "2/5", "1/5"], "Q", .csat, 5),
        (["5 (erinomainen)", "4 (hyvä)", "3 (ok)", "2 (huono)", "1 (surkea)"], "Q", .csat, 5),
    ])
    func aNumberWithItsMeaningIsAScore(values: [String], name: String, metric: Metric, high: Int) throws {
        let look = try look(name, (0..<60).map { values[$0 % values.count] })
        let score = try #require(look.scores.first?.score, "\(look.summary())")
        #expect(score.metric == metric && score.high == high)
        let isBefore = values[0].first?.isNumber != true
        #expect(score.label == (isBefore ? .before : .behind))
        #expect(look.channelBlock().contains(isBefore ? "= last_number(row[" : "= first_number(row["))
        #expect(try luaComplaint(about: look.workspaceBlocks()) == nil)
        #expect(score.missing == nil)
        #expect(!look.warnings.contains { $0.hasPrefix(name) })
    }

    /// At an end of the numbers it is no step of the scale; in the middle it is one.
    @Test(arguments: ["0 - En osaa sanoa", "6 - EOS", "9 - Vet ej"])
    func aNumberForNoAnswerIsNone(text: String) throws {
        let values = ["1 - Erittäin huono", "2 - huono", "3 - ok", "4 - hyvä", "5 - erittäin hyvä", text]
        let look = try look("Palvelun nopeus", (0..<60).map { values[$0 % 6] })
        #expect(look.scores.map(\.score) == [Score(metric: .csat, low: 1, high: 5, label: .behind, missing: text)])
        #expect(look.channelBlock().contains("csat = first_number(row[\"Palvelun nopeus\"], \"\(text)\"),"))
        #expect(look.warnings.first == "Palvelun nopeus: \"\(text)\" (rows: 10) is read as no answer")
        #expect(try luaComplaint(about: look.workspaceBlocks()) == nil)
    }

    @Test(arguments: [
        ["1 - Uusimaa", "2 - Pirkanmaa", "3 - Lappi", "4 - Kainuu", "5 - Häme"], ["18-24", "25-34", "35-44", "45-54"],
        ["1 - hyvä", "1 - huono", "2 - hyvä", "2 - huono"], ["5 years", "3 years", "1 years", "2 years", "4 years"],
        ["1.2.2026", "Q1 - 2026", "4/5"], ["1/5", "2/6", "3/7", "4/8", "5/9"],
    ])
    func codesAndRangesAreNoScores(values: [String]) throws {
        #expect(try look("Tausta", (0..<60).map { values[$0 % values.count] }).scores.isEmpty)
    }

    @Test func aBoxThatCouldBeTickedIsNoScore() throws {
        let ticked = (0..<40).map { $0 % 3 == 0 ? "" : "4" }
        #expect(try look("Would you recommend us? / - 4", ticked).scores.isEmpty)
        #expect(try look("Would you recommend us? / - 3", ticked).scores.count == 1)
    }

    @Test func whatIsNoNumberAmongScoresIsSaid() throws {
        let look = try look("nps", (0..<58).map { "\($0 % 11)" } + ["kymmenen", "7.5"])
        #expect(look.scores.map(\.question) == ["nps"])
        #expect(
            look.warnings.contains(
                "nps: 1 of 60 values are no numbers, such as \"kymmenen\"; these rows have no answer to it"))
        #expect(
            look.warnings.contains("nps: 1 of 60 values are not whole numbers; these are rejected and counted"))
    }

    @Test func ofAWideTableTheSurestScoresAreUsed() throws {
        let names = (1...3000).map { "Q\($0)" }
        let text =
            "id;nps;" + names.joined(separator: ";") + "\n"
            + (0..<40).map { row in
                "r\(row);\(row % 11);" + names.indices.map { "\((row + $0) % 5 + 1)" }.joined(separator: ";") + "\n"
            }.joined()
        let look = try FirstLook(csv: text)
        #expect(look.scores.count == 12)
        #expect(look.scores.first?.question == "nps")
        #expect(look.workspaceBlocks().utf8.count < 16_384)
        #expect(look.warnings.contains("3001 columns look like scores; the block has the surest 12 of them"))
        #expect(look.recognised.count < 30)
    }
}
