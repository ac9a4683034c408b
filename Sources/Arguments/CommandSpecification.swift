/// What a subcommand takes, as data: the parser, the help and the test of the man page read the same table.
struct CommandSpecification: Sendable {
    /// An option that begins with `--`.
    struct Option: Sendable {
        /// Without the dashes.
        var name: String
        /// What stands for its value in help; nil: it has none.
        var value: String?
        /// One line of help.
        var help: String
        /// Whether it may be given more than once.
        var isRepeatable = false
    }

    /// How it is called: `["rules", "test"]`.
    var words: [String]
    /// One line for the overview.
    var summary: String
    /// The operands as help shows them: `[LOG...]`.
    var operands: String
    /// How many operands there may be.
    var operandCount: ClosedRange<Int>
    /// What help says between the usage and the options.
    var notes: [String] = []
    var options: [Option]
    var example: String

    var name: String { words.joined(separator: " ") }

    func option(_ name: String) -> Option? { options.first { $0.name == name } }
}
