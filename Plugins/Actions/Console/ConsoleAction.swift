import Foundation
import Synchronization
public import Tuntuma

/// Prints each decision as one line, for a person at a terminal and for trying rules out.
///
/// The same key is printed once in the action's lifetime. What comes from events is escaped, so that a comment can
/// neither start a new line nor talk to the terminal.
public struct ConsoleAction: Action {
    /// What a workspace may set.
    public struct Configuration: Codable, Sendable {
        /// Where lines go: `stderr` or `stdout`.
        public var stream: String

        /// Makes a configuration; without arguments the default one.
        public init(stream: String = "stderr") {
            self.stream = stream
        }

        /// Reads what a workspace sets.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            stream = try container.decodeIfPresent(String.self, forKey: .stream) ?? "stderr"
        }
    }

    /// Who the plugin is.
    public static var manifest: PluginManifest {
        PluginManifest(
            id: "console", kind: .action, summary: "Prints each decision as one line, on standard error or output",
            sample: """
                action { id = "console", plugin = "console", stream = "stderr" }
                """)
    }

    /// Writes one line, its newline included, or throws when it cannot.
    typealias Writer = @Sendable (String) throws -> Void

    private let printer: Printer

    /// Makes the action; it writes to the process's own standard error or standard output.
    public init(configuration: Configuration, environment: PluginEnvironment) throws(ConfigurationError) {
        let write: Writer
        switch configuration.stream {
        case "stderr": write = { try FileHandle.standardError.write(contentsOf: Data($0.utf8)) }
        case "stdout": write = { try FileHandle.standardOutput.write(contentsOf: Data($0.utf8)) }
        default:
            throw ConfigurationError(
                key: "stream", problem: "\"\(configuration.stream)\" is none", expected: "\"stderr\" or \"stdout\"")
        }
        self.init(write: write)
    }

    /// Makes the action with another place to write to.
    init(write: @escaping Writer) {
        printer = Printer(write: write)
    }

    /// Prints a request, unless its key was printed before.
    public func perform(_ request: ActionRequest) async -> ActionOutcome {
        printer.print(request)
    }

    /// Keeps lines whole and remembers keys. The lock is held while a line is written: a decision is either printed and
    /// remembered or neither.
    private final class Printer: Sendable {
        private let write: Writer
        private let keys = Mutex(RecentKeys())

        init(write: @escaping Writer) {
            self.write = write
        }

        func print(_ request: ActionRequest) -> ActionOutcome {
            let line = ConsoleLine(request).text + "\n"
            return keys.withLock { keys in
                guard !keys.contains(request.key) else { return .duplicate }
                do {
                    try write(line)
                } catch {
                    return .retry(reason: "the line could not be written: \(error.localizedDescription)", after: nil)
                }
                keys.insert(request.key)
                return .delivered(receipt: nil)
            }
        }
    }
}
