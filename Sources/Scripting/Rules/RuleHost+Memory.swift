import LuaWall
import Memory
import Tuntuma
import Workspace

extension RuleHost {
    /// `remember(name, key [, value])`, `count(name, key, span)`, `last(name, key)` and `distinct(name, key, value, span)`.
    func recall(_ function: HostFunction, _ arguments: [LuaValue]) throws(HostRefusal) -> LuaWallValue {
        let call = Arguments(function: function, values: arguments)
        let name = try call.name(at: 0)
        guard memory != nil else {
            throw HostRefusal(
                "\(function.name): the rule declares no memory; write memory = { \(name) = \"30d\" } in it")
        }
        let key = try call.key(at: 1)
        do {
            switch function {
            case .remember:
                try memory?.remember(name, key, try call.value(at: 2))
                return .absent
            case .recalledCount:
                let count = try memory?.count(name, key, within: try call.span(at: 2)) ?? 0
                return .integer(Int64(count))
            case .last:
                let time = try memory?.last(name, key)
                return time.map { EventReader.seconds(Timestamp(milliseconds: $0)) } ?? .absent
            default:
                let (values, records) =
                    try memory?.distinct(name, key, try call.value(at: 2), within: try call.span(at: 3)) ?? (0, 0)
                work = UInt64(records)
                return .integer(Int64(values))
            }
        } catch let error as MemoryError {
            throw HostRefusal("\(function.name): \(error.problem)")
        } catch let refusal as HostRefusal {
            throw refusal
        } catch {
            throw HostRefusal("\(function.name): \(error)")
        }
    }

    /// The arguments of such a call, read one by one.
    private struct Arguments {
        let function: HostFunction
        let values: [LuaValue]

        private func value(_ place: Int) -> LuaValue { place < values.count ? values[place] : .nil }

        private func refusal(_ problem: String) -> HostRefusal { HostRefusal("\(function.name): \(problem)") }

        func name(at place: Int) throws(HostRefusal) -> String {
            guard case .text(let name) = value(place) else {
                throw refusal("expected a name of the rule's memory first, but it is \(value(place).kind)")
            }
            return name
        }

        /// What is remembered of, or asked for: 42 and "42" are the same.
        func key(at place: Int) throws(HostRefusal) -> String {
            if case .nil = value(place) {
                throw refusal("the key is nil: does the event not have the field?")
            }
            guard let text = text(place) else {
                throw refusal("expected a text or a number as the key, but it is \(value(place).kind)")
            }
            return text
        }

        func value(at place: Int) throws(HostRefusal) -> String? {
            if case .nil = value(place) { return nil }
            guard let text = text(place) else {
                throw refusal("expected a text or a number as the value, but it is \(value(place).kind)")
            }
            return text
        }

        func span(at place: Int) throws(HostRefusal) -> Int64 {
            guard case .text(let text) = value(place), let span = SpanText.milliseconds(text), span > 0 else {
                let found = if case .text(let text) = value(place) { "\"\(text)\"" } else { value(place).kind }
                throw refusal("expected a span of time such as \"7d\", but it is \(found)")
            }
            return span
        }

        private func text(_ place: Int) -> String? { value(place).keyText }
    }
}
