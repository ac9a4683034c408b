import Tuntuma

/// What one `state:add(name, amount)` does to a field. Kept until the call has succeeded.
struct Change {
    enum Kind {
        case count(Int)
        case sum(Scaled)
        case bound(Scaled)
        case score(Int)
        case latest(Combined.Latest)
    }

    var field: Int
    var kind: Kind

    /// Checks an amount; throws why it cannot be added.
    init(
        _ amount: LuaValue?, to field: Int, of declaration: StateDeclaration, event: Event
    ) throws(HostRefusal) {
        self.field = field
        let declared = declaration.fields[field]
        let name = declared.name
        switch declared.combiner {
        case .count:
            guard case .integer(let number) = amount ?? .integer(1), (0...1 << 40).contains(number) else {
                throw HostRefusal("state:add(\"\(name)\", ...) counts: the amount is a whole number from 0 on")
            }
            kind = .count(Int(number))
        case .sum: kind = .sum(try Self.scaled(amount, name))
        case .least, .greatest: kind = .bound(try Self.scaled(amount, name))
        case .histogram(let scale):
            guard case .integer(let number)? = amount, let score = Int(exactly: number), scale.scores.contains(score)
            else {
                throw HostRefusal("\(scale.rejection): \(name)")
            }
            kind = .score(score)
        case .latest:
            let answer: Combined.Answer
            switch amount ?? .nil {
            case .text(let text): answer = .text(String(text.prefix(1000)))
            case .boolean(let value): answer = .boolean(value)
            case .integer, .decimal: answer = .number(try Self.scaled(amount, name))
            default: throw HostRefusal("state:add(\"\(name)\", ...) takes a number, a text, true or false")
            }
            kind = .latest(
                Combined.Latest(
                    time: event.time.milliseconds, source: event.batch.symbols.text(of: event.source), id: event.id,
                    value: answer))
        }
    }

    private static func scaled(_ amount: LuaValue?, _ name: String) throws(HostRefusal) -> Scaled {
        guard let amount, let scaled = Scaled(amount) else {
            throw HostRefusal(
                "state:add(\"\(name)\", ...) takes a number between -10^15 and 10^15, not \((amount ?? .nil).kind)")
        }
        return scaled
    }
}

extension ScriptedState {
    /// Carries a checked change out.
    mutating func apply(_ change: Change) {
        switch (values[change.field], change.kind) {
        case (.count(let count), .count(let amount)): values[change.field] = .count(count &+ amount)
        case (.sum, .sum(let amount)): values[change.field].merge(.sum(amount))
        case (.least, .bound(let amount)): values[change.field].merge(.least(amount))
        case (.greatest, .bound(let amount)): values[change.field].merge(.greatest(amount))
        case (.histogram(var histogram), .score(let score)):
            values[change.field] = .count(0)  // Gives up the second reference, so that the counts are changed in place.
            histogram.add(score)
            values[change.field] = .histogram(histogram)
        case (.latest, .latest(let latest)): values[change.field].merge(.latest(latest))
        default: return
        }
    }
}
