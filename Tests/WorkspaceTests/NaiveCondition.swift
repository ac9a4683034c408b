import Tuntuma
import Workspace

/// Evaluates conditions over Swift strings, one field after the other: slow and obvious, to hold the matcher against.
struct NaiveCondition {
    let symbols: SymbolTable

    func holds(_ condition: Condition, _ event: Event) -> Bool {
        switch condition {
        case .all(let conditions): conditions.allSatisfy { holds($0, event) }
        case .any(let conditions): conditions.contains { holds($0, event) }
        case .none(let conditions): !conditions.contains { holds($0, event) }
        case .field(let name, let test):
            holds(test, EventField(name, symbols: symbols).flatMap { event.value(of: $0) })
        }
    }

    private func holds(_ test: Condition.Test, _ value: Value?) -> Bool {
        switch test {
        case .exists(let wanted): return (value != nil) == wanted
        case .isOneOf(let settings): return settings.contains { isEqual($0, value) }
        case .isNot(let settings): return !settings.contains { isEqual($0, value) }
        case .between(let minimum, let maximum):
            guard let number = value?.number else { return false }
            return number >= minimum ?? -.infinity && number <= maximum ?? .infinity
        case .hasPrefix(let words):
            return texts(value).contains { text in words.contains { fold(text).starts(with: fold($0)) } }
        // The random conditions have none of these: they are tested against what they mean, in WordMatchTests.
        case .hasWord, .within: return false
        case .contains(let words):
            return texts(value).contains { text in
                words.contains { word in
                    let word = fold(word)
                    let text = fold(text)
                    return word.isEmpty || text.indices.contains { text[$0...].starts(with: word) }
                }
            }
        }
    }

    private func isEqual(_ setting: Setting, _ value: Value?) -> Bool {
        switch (setting, value) {
        case (.text(let word), .some(let value)): texts(value).contains { fold($0) == fold(word) }
        case (.boolean(let left), .boolean(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.decimal(let left), .integer(let right)): left == Double(right)
        case (.decimal(let left), .decimal(let right)): left == right
        default: false
        }
    }

    private func texts(_ value: Value?) -> [String] {
        switch value {
        case .text(let text): [text]
        case .list(let texts): texts
        default: []
        }
    }

    private func fold(_ text: String) -> [UInt8] {
        TextFoldingTests.reference(text)
    }
}
