import Tuntuma

/// What a Lua metric keeps of the events of a cell: the fields it has declared. Merging runs here, not in the script, so
/// that a script cannot break it.
struct ScriptedState: MetricState {
    /// Events that were counted.
    var counted = 0
    /// In the order of the declaration.
    var values: [Combined]

    init(_ declaration: StateDeclaration) {
        values = declaration.fields.map { Combined(empty: $0.combiner) }
    }

    mutating func merge(_ other: ScriptedState) {
        counted += other.counted
        for (index, value) in zip(values.indices, other.values) { values[index].merge(value) }
    }
}

/// The value of one field of a state.
enum Combined: Codable, Equatable, Sendable {
    case count(Int)
    case sum(Scaled)
    case least(Scaled?)
    case greatest(Scaled?)
    case histogram(Histogram)
    case latest(Latest?)

    /// A value and the event it came from.
    struct Latest: Codable, Equatable, Sendable {
        var time: Int64
        var source: String
        var id: String
        var value: Answer

        /// Later by time, then by the bytes of source and id.
        func isLater(than other: Latest) -> Bool {
            if time != other.time { return time > other.time }
            if !source.utf8.elementsEqual(other.source.utf8) {
                return other.source.utf8.lexicographicallyPrecedes(source.utf8)
            }
            return other.id.utf8.lexicographicallyPrecedes(id.utf8)
        }
    }

    /// What `latest()` keeps.
    enum Answer: Codable, Equatable, Sendable {
        case number(Scaled)
        case text(String)
        case boolean(Bool)

        var value: LuaValue {
            switch self {
            case .number(let number): number.number
            case .text(let text): .text(text)
            case .boolean(let value): .boolean(value)
            }
        }
    }

    init(empty combiner: Combiner) {
        switch combiner {
        case .count: self = .count(0)
        case .sum: self = .sum(Scaled(units: 0))
        case .least: self = .least(nil)
        case .greatest: self = .greatest(nil)
        case .histogram(let scale): self = .histogram(Histogram(scale))
        case .latest: self = .latest(nil)
        }
    }

    /// Adds a value of the same field. One of another kind comes from no state of this metric, and changes nothing.
    mutating func merge(_ other: Combined) {
        switch (self, other) {
        case (.count(let left), .count(let right)): self = .count(left &+ right)
        case (.sum(let left), .sum(let right)): self = .sum(Scaled(units: left.units &+ right.units))
        case (.least(let left), .least(let right)): self = .least([left, right].compactMap { $0 }.min())
        case (.greatest(let left), .greatest(let right)): self = .greatest([left, right].compactMap { $0 }.max())
        case (.histogram(var histogram), .histogram(let other)):
            self = .count(0)  // As for one answer: the counts are changed in place.
            histogram.merge(other)
            self = .histogram(histogram)
        case (.latest(let left), .latest(let right)):
            guard let right else { return }
            if let left, !right.isLater(than: left) { return }
            self = .latest(right)
        default: return
        }
    }
}
