import Tuntuma

/// What a look says of a group, in figures alone: an alert keeps them, so that each reader is told in a language of their own.
package enum LookFigures: Equatable, Codable, Sendable {
    /// What a test found.
    case found(LookFinding)
    /// A window, of a rule that tests nothing in `match`. No value: no answers.
    case window(value: Double?, n: Int)
    /// Days without an answer.
    case silent(days: Int)

    /// Whether all of it is a number: else it cannot stand in a file.
    package var isFinite: Bool {
        switch self {
        case .found(let finding):
            [finding.value, finding.base, finding.difference, finding.p].allSatisfy(\.isFinite)
        case .window(let value, _): value?.isFinite ?? true
        case .silent: true
        }
    }
}

extension Measure {
    /// What the look says, in figures.
    package var figures: LookFigures {
        if let silentDays { return .silent(days: silentDays) }
        // Where `run` asked and one question alone was answered, that is what it has to tell.
        let answers = answers.compactMap(\.finding)
        if let finding = finding ?? (answers.count == 1 ? answers.first : nil) { return .found(finding) }
        return .window(value: result.value, n: result.n)
    }
}
