import LuaWall
import Tuntuma

/// What the functions of a Lua metric can ask: `add` an event and a state that takes amounts, `value` a state that can be
/// read.
final class MetricHost: EventHost {
    static let adding: UInt32 = 3
    static let reading: UInt32 = 4
    /// The histogram of the field at place i is the object `firstHistogram` + i.
    static let firstHistogram: UInt32 = 16

    private let declaration: StateDeclaration
    /// What `add` has asked for so far.
    var changes: [Change] = []
    /// The state that `value` looks at.
    var state: ScriptedState?

    init(_ declaration: StateDeclaration) {
        self.declaration = declaration
    }

    override class var unwritable: StaticString {
        "an event and a state cannot be changed so; write state:add(\"name\", amount) in `add`"
    }

    override func read(_ object: UInt32, _ name: FieldName) throws(HostRefusal) -> LuaWallValue {
        switch object {
        case EventReader.event...EventReader.attributes: return try super.read(object, name)
        case Self.adding:
            if name.text == "add" { return .method(HostFunction.add.rawValue) }
            throw HostRefusal("in `add` a state can only be added to: state:add(\"name\", amount); read it in `value`")
        case Self.reading: return try field(name.text)
        default:
            switch name.text {
            case "count": return .method(HostFunction.histogramCount.rawValue)
            case "n": return .method(HostFunction.histogramTotal.rawValue)
            case "mean": return .method(HostFunction.histogramMean.rawValue)
            default: throw HostRefusal("a histogram has count(value), n() and mean(), but no '\(name.text.prefix(60))'")
            }
        }
    }

    override func name(_ object: UInt32, _ place: Int) throws(HostRefusal) -> LuaWallValue {
        guard object == Self.reading else { return try super.name(object, place) }
        return place < declaration.fields.count ? scratch.hold(declaration.fields[place].name) : .absent
    }

    private func field(_ name: String) throws(HostRefusal) -> LuaWallValue {
        guard let state else { return .absent }
        if name == "n" { return .integer(Int64(state.counted)) }
        guard let index = declaration.index(of: name) else {
            throw HostRefusal("the state has no field '\(name.prefix(60))'; it has \(fieldNames) and n")
        }
        switch state.values[index] {
        case .count(let count): return .integer(Int64(count))
        case .sum(let sum): return value(sum.number)
        case .least(let bound), .greatest(let bound): return value(bound?.number ?? .nil)
        case .latest(let latest): return value(latest?.value.value ?? .nil)
        case .histogram: return .object(Self.firstHistogram + UInt32(index))
        }
    }

    private func value(_ value: LuaValue) -> LuaWallValue {
        switch value {
        case .integer(let number): .integer(number)
        case .decimal(let number): .decimal(number)
        case .text(let text): scratch.hold(text)
        case .boolean(let value): .boolean(value)
        default: .absent
        }
    }

    private var fieldNames: String {
        declaration.fields.map(\.name).joined(separator: ", ")
    }

    override func call(
        _ function: HostFunction, _ object: UInt32?, _ arguments: [LuaValue]
    ) throws(HostRefusal) -> LuaWallValue {
        switch function {
        case .add:
            try add(arguments)
            return .absent
        case .histogramCount, .histogramTotal, .histogramMean:
            guard let histogram = histogram(object) else { throw HostRefusal("this is no histogram") }
            return try read(histogram, function, arguments)
        default:
            return try super.call(function, object, arguments)
        }
    }

    private func add(_ arguments: [LuaValue]) throws(HostRefusal) {
        guard let event = events.current, let name = arguments.first?.text else {
            throw HostRefusal("write state:add(\"name\", amount)")
        }
        guard let index = declaration.index(of: name) else {
            throw HostRefusal("the state has no field '\(name.prefix(60))'; it has \(fieldNames)")
        }
        let amount = arguments.count > 1 ? arguments[1] : nil
        changes.append(try Change(amount, to: index, of: declaration, event: event))
    }

    /// The histogram that an object of the host stands for.
    func histogram(_ object: UInt32?) -> Histogram? {
        guard let object, let state, object >= Self.firstHistogram else { return nil }
        let index = Int(object - Self.firstHistogram)
        guard index < state.values.count, case .histogram(let histogram) = state.values[index] else { return nil }
        return histogram
    }

    private func read(
        _ histogram: Histogram, _ function: HostFunction, _ arguments: [LuaValue]
    ) throws(HostRefusal) -> LuaWallValue {
        switch function {
        case .histogramTotal: return .integer(Int64(histogram.count))
        case .histogramMean: return histogram.mean.map { .number($0) } ?? .absent
        default:
            var bounds: [Int] = []
            for argument in arguments {
                guard case .integer(let value) = argument, let bound = Int(exactly: value) else { break }
                bounds.append(bound)
            }
            guard bounds.count == arguments.count, let first = bounds.first, bounds.count <= 2 else {
                throw HostRefusal(
                    "write histogram:count(value) or histogram:count(lowest, highest), with whole numbers")
            }
            let last = bounds.count == 2 ? bounds[1] : first
            return .integer(Int64(first <= last ? histogram.count(in: first...last) : 0))
        }
    }
}
