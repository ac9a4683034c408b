import Arguments
import Engine
import FirstLook
import Glibc
import Output
import Reporting

extension RunCommand {
    /// Shows the guess and the report over it. Where a program reads standard output, the guess goes to standard error.
    func show(
        _ guess: GuessedWorkspace, _ report: RunReport, _ standOuts: StandOuts, _ examples: [DecisionExample]
    ) throws {
        guard options.format == .table else {
            try streams.error.write(text(of: guess, STDERR_FILENO))
            try streams.error.flush()
            try streams.output.write(text(of: report))
            return
        }
        var rule = guess.rule
        if case .ran = rule { rule = .ran(examples: examples) }
        let terminal = Terminal(descriptor: STDOUT_FILENO, environment: environment)
        let text = FirstLookReport(
            guess.looks, script: guess.script, report: report, standOuts: standOuts, rule: rule, language: language,
            width: terminal.width, colour: terminal.usesColour
        ).text()
        try streams.output.write(text)
    }

    /// Shows what was seen in files without a score, and says what to do.
    func tellWithoutScores(_ guess: GuessedWorkspace) throws -> ExitCode {
        if options.format == .table {
            try streams.output.write(text(of: guess, STDOUT_FILENO))
            try streams.output.flush()
        } else {
            try streams.error.write(text(of: guess, STDERR_FILENO))
            try streams.error.flush()
        }
        let paths = guess.looks.map(\.path).joined(separator: ", ")
        streams.complain(
            "\(paths): \(GuessReport.withoutScores(in: language))")
        return .input
    }

    private func text(of guess: GuessedWorkspace, _ descriptor: Int32) -> String {
        let terminal = Terminal(descriptor: descriptor, environment: environment)
        return GuessReport(
            guess.looks, script: guess.script, language: language, width: terminal.width, colour: terminal.usesColour
        ).text()
    }
}
