package import Engine
package import FirstLook

/// The report of a run over files that nobody has described: how they were read, then what a first look can say.
///
/// Pure, like ``TableReport``, whose sections it uses. The block for `tuntuma.lua` is printed as it is, at whatever width:
/// it is made to be pasted.
package struct FirstLookReport {
    let looks: [FirstLook]
    let script: String
    let standOuts: StandOuts
    let rule: ShippedRuleOutcome
    let table: TableReport

    /// - Parameters:
    ///   - script: The workspace that was run, as Lua.
    ///   - standOuts: The segments of the files, compared.
    package init(
        _ looks: [FirstLook], script: String, report: RunReport, standOuts: StandOuts, rule: ShippedRuleOutcome,
        language: Language, width: Int = 80, colour: Bool = false
    ) {
        self.looks = looks
        self.script = script
        self.standOuts = standOuts
        self.rule = rule
        var report = report
        // How long it took, and that a file is not in the order of time, is of no interest to who has just met the program.
        report.seconds = 0
        report.events.late = 0
        // Where no file has dates, the time of its answers is only that of the file.
        if looks.allSatisfy({ $0.time == nil }) { report.timeSpan = nil }
        table = TableReport(report, language: language, width: width, colour: colour)
    }

    /// The whole text, with a newline at its end.
    package func text() -> String {
        let guess = GuessReport(
            looks, script: script, language: table.language, width: table.width, colour: table.colour)
        let sections =
            [table.headLines()] + table.metricLines() + [standOutLines(), commentLines(), ruleLines()]
            + [table.failureLines(), table.rejectionLines(), table.conflictLines()]
        return guess.text() + "\n" + table.text(of: sections)
    }

    func say(_ phrase: FirstLookPhrase) -> String { phrase.text(in: table.language) }
}
