import Foundation
import SignalTrials

/// `tuntuma-signals`: writes the level table anew, proves by simulation that rules keep to their budgets, and times exact p values.
@main enum SignalsCommand {
    static let usage = """
        usage: tuntuma-signals calibrate [--draws N] [--seed N]
               tuntuma-signals simulate [--runs N] [--seed N]
               tuntuma-signals time

          calibrate  writes the level table, a Swift file, to standard output
          simulate   tries rules in worlds without and with a change; ends with code 1
                     when false alarms are more than 1.5 times a budget
          time       how long an exact p takes

          --draws N  simulated paths for each row of the table (8000)
          --runs N   simulated histories for each line (2000)
          --seed N   what the generator starts from

        Example: tuntuma-signals simulate --runs 500 --seed 7
        """

    static func main() {
        var arguments = CommandLine.arguments.dropFirst()
        let command = arguments.popFirst()
        var numbers: [String: UInt64] = [:]
        let known = ["calibrate": ["--draws", "--seed"], "simulate": ["--runs", "--seed"], "time": []]
        if command == "--help" || command == "-h" {
            print(usage)
            return
        }
        guard let command, let options = known[command] else { fail("say what to do: calibrate, simulate or time") }
        while let option = arguments.popFirst() {
            guard options.contains(option) else { fail("\(command) has no option \(option)") }
            guard let number = arguments.popFirst().flatMap(UInt64.init), number > 0, number <= 1 << 62 else {
                fail("\(option) takes a whole number from 1")
            }
            numbers[option] = number
        }
        switch command {
        case "calibrate":
            let calibration = Calibration(draws: Int(numbers["--draws"] ?? 8000), seed: numbers["--seed"] ?? 2026)
            print(calibration.source(), terminator: "")
        case "simulate":
            let proof = Proof(runs: Int(numbers["--runs"] ?? 2000), seed: numbers["--seed"] ?? 2026)
            let isKept = proof.run { line in
                FileHandle.standardOutput.write(Data((line + "\n").utf8))
            }
            if !isKept { exit(1) }
        default:
            Stopwatch.lines().forEach { print($0) }
        }
    }

    private static func fail(_ problem: String) -> Never {
        FileHandle.standardError.write(Data("tuntuma-signals: \(problem)\n\n\(usage)\n".utf8))
        exit(2)
    }
}
