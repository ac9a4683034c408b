import Engine
import EventLog
import FirstLook
import Loading
import Reporting
import Scripting
import TerminalTables
import Tuntuma
import Workspace

/// What is run when delimited files are named and no workspace is: the guess at the files, loaded from the very text that
/// is shown, and the shipped call-back rule.
struct GuessedWorkspace {
    /// How each file is read, in the order in which they were named.
    let looks: [FirstLook]
    /// The guess as Lua.
    let script: String
    let workspace: Workspace
    let rule: ShippedRuleOutcome
    /// The logs that were named, and for files that are channels the number of their channel.
    let inputs: [(path: String, channel: Int?)]

    /// - Returns: Nil when none of the logs is a delimited file.
    /// - Throws: What is wrong with a file, or with a file of rules.
    init?(_ logs: [String], host: Host, runsRules: Bool, environment: [String: String]) throws {
        var looks: [FirstLook] = []
        var inputs: [(path: String, channel: Int?)] = []
        for path in logs {
            guard FirstLook.isNamedAsTable(path), !FirstLook.beginsAsJSON(path) else {
                inputs.append((path, nil))
                continue
            }
            inputs.append((path, looks.count))
            looks.append(try FirstLook(answers: path))
        }
        guard !looks.isEmpty else { return nil }
        self.looks = looks
        self.inputs = inputs
        // Characters that act on a terminal are written as escapes, which Lua reads in the same way.
        script = FirstLook.workspaceBlocks(of: looks).split(separator: "\n", omittingEmptySubsequences: false)
            .map { TerminalText.escape(String($0)) }.joined(separator: "\n")
        var workspace = try WorkspaceLoader.load(
            sources: [ScriptSource(file: "the guess", text: script)], symbols: host.symbols)
        rule = Self.addRule(to: &workspace, host, runsRules: runsRules, environment)
        self.workspace = workspace
    }

    private static func addRule(
        to workspace: inout Workspace, _ host: Host, runsRules: Bool, _ environment: [String: String]
    ) -> ShippedRuleOutcome {
        guard runsRules else { return .unwanted }
        guard let folder = ShippedRules.folder(environment: environment) else { return .notFound }
        do throws(WorkspaceError) {
            workspace.rules = try WorkspaceLoader.load(
                files: ["\(folder)/\(ShippedRules.callback)"], symbols: host.symbols
            ).rules
            return .ran(examples: [])
        } catch {
            return .broken(error.complaints.map(\.description).joined(separator: "; "))
        }
    }

    /// The keys by which the answers can be grouped, each once.
    func segments(_ host: Host) throws -> [GroupKey] {
        var keys: [String] = []
        for look in looks {
            for key in look.fields.map(\.field) + look.attributes.map({ "attributes.\($0.name)" })
            where !keys.contains(key) { keys.append(key) }
        }
        return try keys.map { key throws(GroupKeyError) in
            try GroupKey(key, workspace: workspace, symbols: host.symbols)
        }
    }

    /// Where the comments are; nil without a column of them or of scores.
    func comments(_ host: Host) -> CommentQuestions? {
        guard let question = looks.lazy.compactMap({ $0.comments.first?.question }).first else { return nil }
        let scores = looks.flatMap(\.scores)
        guard !scores.isEmpty else { return nil }
        // The question of a metric's own name first: NPS, where it is asked.
        let order = FirstLook.Score.Metric.allCases.map(\.rawValue)
        let sorted = scores.enumerated().sorted { left, right in
            let places = [left, right].map { order.firstIndex(of: $0.element.question) ?? order.count }
            return (places[0], left.offset) < (places[1], right.offset)
        }
        return CommentQuestions(
            comment: host.symbols.symbol(for: question),
            scores: sorted.map { _, score in
                .init(question: host.symbols.symbol(for: score.question), scale: score.score.low...score.score.high)
            })
    }

    /// Reads the channels; logs that were named with them are read beside them.
    /// - Parameter rejected: Takes the rows that are no events.
    func runInputs(_ host: Host, rejected: (@Sendable ([UInt8]) throws -> Void)? = nil) async throws -> RunInputs {
        let reading = ChannelReading(registry: host.registry, symbols: host.symbols)
        var result = RunInputs()
        for (path, channel) in inputs {
            guard let channel else {
                result.logs += try LogInput.expand([path]).map { try $0.kept(&result.spools) }
                continue
            }
            let (input, spool, outcome) = try await reading.input(of: workspace.channels[channel], rejected: rejected)
            result.logs.append(input)
            result.spools.append(spool)
            result.outcomes.append(outcome)
        }
        return result
    }
}
