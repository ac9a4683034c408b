package import Memory

/// What a script of a workspace may use up in one call, and what a rule may keep, as `limits` sets it for all of them or
/// for one rule.
///
/// A script that meets one of the former is stopped for that event, and nothing that it decided there counts. Of what is
/// remembered beyond the limits, the oldest goes.
package struct ScriptLimits: Equatable, Sendable {
    /// Bytes that live in the script's machine at one time, in kilobytes of 1024.
    package var memoryKilobytes = 2048
    /// Bytes that it asks for in one call, whether it gives them back or not, in kilobytes.
    package var allocatedKilobytes = 16_384
    /// Instructions of Lua, and the work of the functions it calls.
    package var steps = 100_000
    /// Decisions on one event.
    package var decisions = 100
    /// A backstop by the clock, far beyond what the steps take: running into it depends on the computer.
    package var milliseconds = 2000
    /// Keys that a rule remembers things of, over all names.
    package var memoryKeys = 100_000
    /// Things that a rule remembers.
    package var memoryRecords = 1_000_000
    /// A rule's `state`, as it is handed over, in kilobytes.
    package var stateKilobytes = 64

    package init() {}

    /// The limits by the names under which they are set, and what each may be. The upper bound is the ceiling: no workspace
    /// can go beyond it.
    package static let settings: [(name: String, range: ClosedRange<Int>)] = [
        ("memory_kb", 256...65_536), ("allocated_kb", 256...1_048_576), ("steps", 1000...10_000_000),
        ("decisions", 1...1000), ("milliseconds", 10...60_000), ("memory_keys", 1...10_000_000),
        ("memory_records", 1...100_000_000), ("state_kb", 1...1024),
    ]

    /// The limit of a name; nil for a name that is none.
    package subscript(name: String) -> Int? {
        get {
            switch name {
            case "memory_kb": memoryKilobytes
            case "allocated_kb": allocatedKilobytes
            case "steps": steps
            case "decisions": decisions
            case "milliseconds": milliseconds
            case "memory_keys": memoryKeys
            case "memory_records": memoryRecords
            case "state_kb": stateKilobytes
            default: nil
            }
        }
        set {
            guard let newValue else { return }
            switch name {
            case "memory_kb": memoryKilobytes = newValue
            case "allocated_kb": allocatedKilobytes = newValue
            case "steps": steps = newValue
            case "decisions": decisions = newValue
            case "milliseconds": milliseconds = newValue
            case "memory_keys": memoryKeys = newValue
            case "memory_records": memoryRecords = newValue
            case "state_kb": stateKilobytes = newValue
            default: break
            }
        }
    }
}

extension MemoryLimits {
    package init(_ limits: ScriptLimits) {
        self.init()
        keys = limits.memoryKeys
        records = limits.memoryRecords
    }
}
