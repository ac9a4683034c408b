import Engine
import TerminalTables

extension FirstLookReport {
    /// What the shipped call-back rule would have decided, or why it did not run.
    func ruleLines() -> [StyledText] {
        switch rule {
        case .unwanted: return []
        case .notFound: return table.wrap(say(.ruleNotFound), indent: 0)
        case .broken(let problem): return table.wrap(say(.ruleBroken(problem)), indent: 0)
        case .ran(let examples): return decisionLines(examples)
        }
    }

    private func decisionLines(_ examples: [DecisionExample]) -> [StyledText] {
        var lines = [StyledText(say(.ruleHeading), .bold)]
        for row in table.report.rules {
            let decided = say(.decided(table.count(row.decided), of: table.count(table.report.events.accepted)))
            lines += table.wrap("\(row.rule): \(decided)", indent: 2)
        }
        for example in examples {
            let values = example.values.map { "\($0.name) \"\($0.text)\"" }.joined(separator: ", ")
            let place = say(.exampleOf(example.event, line: table.count(example.line)))
            lines += table.wrap("\(place): \(values)", indent: 4)
        }
        return lines + table.wrap(say(.nothingSent), indent: 2, style: .dim)
    }
}
