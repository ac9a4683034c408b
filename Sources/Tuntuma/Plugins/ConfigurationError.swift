/// A value of a plugin's configuration that cannot be used.
///
/// The host adds file and line and shows it as `tuntuma.lua:12: metric "nps": scale: ...`.
public struct ConfigurationError: Error, Equatable, Sendable {
    /// The key, in the workspace's spelling (`top_boxes`).
    public let key: String
    /// What is wrong with the value.
    public let problem: String
    /// What would be right.
    public let expected: String

    /// Makes an error about one key.
    public init(key: String, problem: String, expected: String) {
        self.key = key
        self.problem = problem
        self.expected = expected
    }
}
