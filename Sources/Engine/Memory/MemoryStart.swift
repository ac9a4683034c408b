/// How a rule's memory began in a run.
package enum MemoryStart: Equatable, Sendable {
    /// Nothing of it was saved.
    case new
    /// As an earlier run left it.
    case resumed
    /// The rule's `migrate` made its state of that of this version.
    case migrated(from: String)
    /// The rule keeps something else than it did, so these begin with nothing.
    case clean([Part])

    /// A part of what a rule keeps.
    package enum Part: String, CaseIterable, Sendable {
        case once, memory, state, metrics
    }

    /// For programs.
    package var name: String {
        switch self {
        case .new: "new"
        case .resumed: "resumed"
        case .migrated: "migrated"
        case .clean: "clean"
        }
    }
}
