import Tuntuma
import Workspace

/// How a field of a metric's state takes numbers in, and how two of them become one.
enum Combiner: Equatable, Sendable {
    /// Whole numbers from 0 on, added up.
    case count
    /// Numbers, added up.
    case sum
    case least
    case greatest
    /// How often each whole number of a scale came.
    case histogram(Scale)
    /// The value of the latest event, by (time, source, id).
    case latest

    /// Reads `count()`, `histogram(-4, 4)`; throws what is wrong.
    init(_ setting: Setting) throws(HostRefusal) {
        let known = "count(), sum(), min(), max(), histogram(lowest, highest) or latest()"
        guard let call = ConstructorCall(setting) else {
            throw HostRefusal("is \(setting.kind); expected \(known)")
        }
        switch call.name {
        case "count": self = .count
        case "sum": self = .sum
        case "min": self = .least
        case "max": self = .greatest
        case "latest": self = .latest
        case "histogram":
            guard let scale = Self.scale(call.arguments) else {
                throw HostRefusal("expected histogram(lowest, highest), two whole numbers at most 1000 apart")
            }
            self = .histogram(scale)
        default: throw HostRefusal("is \(call.name)(...); expected \(known)")
        }
    }

    /// The ends of a scale, from two whole numbers.
    static func scale(_ ends: [LuaValue]) -> Scale? {
        guard ends.count == 2, case .integer(let low) = ends[0], case .integer(let high) = ends[1] else { return nil }
        return Scale(Int(low), Int(high))
    }
}

/// The fields that a metric keeps, in the order of their names.
struct StateDeclaration: Equatable, Sendable {
    struct Field: Equatable, Sendable {
        var name: String
        var combiner: Combiner
    }

    var fields: [Field]

    func index(of name: String) -> Int? {
        fields.firstIndex { $0.name == name }
    }
}
