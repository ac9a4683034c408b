import LuaWall
import Memory
import Tuntuma
import Workspace

extension RuleHost {
    /// `metric(name [, { key = value, window = "30d" }])`; the line of the call comes last.
    func ask(_ arguments: [LuaValue], on event: Event) throws(HostRefusal) -> LuaWallValue {
        guard case .integer(let line)? = arguments.last, 2...3 ~= arguments.count,
            case .text(let name)? = arguments.first
        else { throw Self.unclear }
        var given: [String: LuaValue] = [:]
        switch arguments.count == 3 ? arguments[1] : .list([]) {
        case .table(let fields): given = fields
        case .list(let items) where items.isEmpty: break
        default: throw Self.unclear
        }
        let mention = try mention(of: name, given, line: Int(line))
        var values: [String] = []
        for key in mention.keys {
            guard let value = given[key] else { return answer(MetricResult(none: "no \(key)")) }
            guard let text = value.keyText else {
                throw HostRefusal("metric: \(key): expected a text or a number, but it is \(value.kind)")
            }
            if text.isEmpty { return answer(MetricResult(none: "no \(key)")) }
            values.append(text)
        }
        do {
            guard let (result, steps) = try memory?.metric(mention, values: values, at: event.time.milliseconds) else {
                throw Self.unclear
            }
            work = UInt64(steps)
            return answer(result)
        } catch let error as MemoryError {
            throw HostRefusal("metric: \(error.problem)")
        } catch let refusal as HostRefusal {
            throw refusal
        } catch {
            throw HostRefusal("metric: \(error)")
        }
    }

    private static let unclear = HostRefusal(
        "metric: write the call out in the rule itself: metric(\"ces\", { unit = event.unit, window = \"30d\" })")

    private func answer(_ result: MetricResult) -> LuaWallValue {
        scratch.hold(data: DataWriter.bytes(of: LuaValue(result)))
    }

    /// Which call of the text this is: a key whose value is nil is not in the table any more, so the line tells.
    private func mention(
        of name: String, _ given: [String: LuaValue], line: Int
    ) throws(HostRefusal) -> MetricMention {
        let span = given["window"]?.text.flatMap(SpanText.milliseconds)
        let keys = Set(given.keys).subtracting(["window"])
        let found = asks.first { $0.line == line && $0.metric == name && $0.span == span && $0.mayShow(keys) }
        guard let found else { throw Self.unclear }
        return found
    }
}

extension LuaValue {
    /// A text, a number, true or false as the text by which things are told apart: 42 and "42" are the same. Nil for the rest.
    var keyText: String? {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        case .decimal(let number): Value.decimal(number).plainText
        case .boolean(let truth): truth ? "true" : "false"
        case .nil, .list, .table, .function, .object: nil
        }
    }
}
