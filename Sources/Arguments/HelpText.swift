/// The texts of `--help`: at most 24 lines of 80 columns, an example at the end.
enum HelpText {
    /// All commands.
    static var overview: String {
        let names = CommandSpecification.all.map { command in
            command.operands.isEmpty ? command.name : "\(command.name) \(command.operands)"
        }
        let width = names.map(\.count).max() ?? 0
        let commands = zip(names, CommandSpecification.all).map { name, command in
            "  \(pad(name, to: width))  \(command.summary)"
        }
        let lines =
            [
                "tuntuma measures customer experience: it reads a log of survey answers, gives",
                "the metrics with their intervals, and runs rules that decide what to do next.",
                "",
                "usage: tuntuma COMMAND [options]",
                "",
            ] + commands + [
                "",
                "  --help, --version      help of tuntuma and of every command; the version",
                "",
                "Exit codes: 0 done, 1 a replay differs, 2 usage, 3 a mistake in the workspace",
                "or a rule, 4 input or output fails, 5 rejected lines (--strict), 70 our bug.",
                "",
                "Example:",
                "  tuntuma init sample --sample && tuntuma run --workspace sample --by unit",
            ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// The commands of two words that begin with one.
    static func text(forFamily word: String) -> String {
        let members = CommandSpecification.all.filter { $0.words.count > 1 && $0.words.first == word }
        let names = members.map { "\($0.name) \($0.operands)" }
        let width = names.map(\.count).max() ?? 0
        let commands = zip(names, members).map { name, command in "  \(pad(name, to: width))  \(command.summary)" }
        let example = members.first?.example ?? ""
        let lines = ["usage: tuntuma \(word) COMMAND [options]", ""] + commands
        return (lines + ["", "Example:", "  \(example)"]).joined(separator: "\n") + "\n"
    }

    /// One command.
    static func text(for command: CommandSpecification) -> String {
        let options = (command.options + [.init(name: "help", help: "this text")]).map { option in
            ("--\(option.name)" + (option.value.map { " \($0)" } ?? ""), option.help)
        }
        let width = options.map(\.0.count).max() ?? 0
        let usage = ["usage: tuntuma \(command.name)", command.operands, command.options.isEmpty ? "" : "[options]"]
        var lines = ["tuntuma \(command.name): \(command.summary)", ""]
        lines += [usage.filter { !$0.isEmpty }.joined(separator: " "), ""]
        if !command.notes.isEmpty { lines += command.notes + [""] }
        lines += options.map { "  \(pad($0.0, to: width))  \($0.1)" }
        lines += ["", "Example:", "  \(command.example)"]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func pad(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
