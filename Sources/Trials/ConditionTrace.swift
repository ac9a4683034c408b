import Deciding
package import Tuntuma
import WordForms
package import Workspace

/// A condition held against one event: the whole tree, each part with what became of it. Each part is asked of the same
/// matcher that a run asks.
package struct ConditionTrace: Sendable {
    /// What a part of a condition is.
    package enum Part: Equatable, Sendable {
        /// A field, what is asked of it as it is written in Lua, and the value that the event has.
        case field(name: String, test: String, value: Value?)
        case all, any, none
    }

    package var part: Part
    package var holds: Bool
    package var parts: [ConditionTrace] = []

    /// Holds a rule's types (`on`) and its condition against an event.
    package init(_ rule: Rule, on event: Event) {
        let symbols = event.batch.symbols
        var scratch = MatchScratch(symbols: symbols)
        var conditions: [Condition] = []
        if !rule.types.isEmpty { conditions.append(.field("type", .isOneOf(rule.types.map { .text($0) }))) }
        switch rule.condition {
        case .all(let parts)?: conditions += parts
        case let condition?: conditions.append(condition)
        case nil: break
        }
        self.init(.all(conditions), on: event, &scratch)
        holds = Matcher(rule.condition, types: rule.types, symbols: symbols).matches(event, using: &scratch)
    }

    private init(_ condition: Condition, on event: Event, _ scratch: inout MatchScratch) {
        let symbols = event.batch.symbols
        holds = Matcher(condition, symbols: symbols).matches(event, using: &scratch)
        var conditions: [Condition] = []
        switch condition {
        case .field(let name, let test):
            let value = EventField(name, symbols: symbols).flatMap { event.value(of: $0) }
            part = .field(name: name, test: test.text(of: name), value: value)
        case .all(let all):
            part = .all
            conditions = all
        case .any(let any):
            part = .any
            conditions = any
        case .none(let none):
            part = .none
            conditions = none
        }
        for condition in conditions { parts.append(ConditionTrace(condition, on: event, &scratch)) }
    }

    /// The parts because of which it does not hold, the nearest to the leaves first; empty when it holds.
    package var reasons: [ConditionTrace] {
        guard !holds else { return [] }
        switch part {
        case .field, .any: return [self]
        case .all: return parts.flatMap(\.reasons)
        case .none: return parts.filter(\.holds)
        }
    }
}

extension Condition.Test {
    /// The test as it is written in a rule: `{ min = 0, max = 6 }`.
    /// - Parameter field: The field; bounds of times are shown as times.
    package func text(of field: String) -> String {
        let isTime = field == "time" || field == "about"
        func show(_ setting: Setting) -> String {
            if isTime, let number = setting.asNumber, let milliseconds = Int64(exactly: number) {
                return "\"\(Timestamp(milliseconds: milliseconds).internetTime)\""
            }
            return setting.text
        }
        func list(_ settings: [Setting]) -> String {
            settings.count == 1 ? show(settings[0]) : "{ \(settings.map(show).joined(separator: ", ")) }"
        }
        switch self {
        case .isOneOf(let settings): return list(settings)
        case .between(let minimum, let maximum):
            let bounds = [("min", minimum), ("max", maximum)].compactMap { name, bound in
                bound.map { "\(name) = \(show(.decimal($0)))" }
            }
            return "{ \(bounds.joined(separator: ", ")) }"
        case .exists(let exists): return "{ exists = \(exists) }"
        case .isNot(let settings): return "{ is_not = \(list(settings)) }"
        case .hasPrefix(let words): return "{ prefix = \(list(words.map { .text($0) })) }"
        case .contains(let words): return "{ contains = \(list(words.map { .text($0) })) }"
        case .hasWord(let words, let language):
            let words = words.map { show(.text($0)) }.joined(separator: ", ")
            return "{ words = { \(words) }, language = \"\(language.rawValue)\" }"
        case .within(let milliseconds): return "{ within = \"\(SpanText.text(milliseconds))\" }"
        }
    }
}
