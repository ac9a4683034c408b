import Suggestions
import Tuntuma
import WordForms
package import Workspace

/// Reads a `match` or a `where` into a ``Condition`` (DESIGN section 9) and complains of everything in it that can never
/// hold: fields that events do not have, unknown operators, values of the wrong kind.
package struct ConditionReader {
    private let block: Block
    private let book: ComplaintBook

    init(_ block: Block, _ book: ComplaintBook) {
        self.block = block
        self.book = book
    }

    /// Reads one condition of a block.
    /// - Throws: every mistake in it.
    package static func read(
        _ setting: Setting, of block: Block, at path: String
    ) throws(WorkspaceError) -> Condition {
        let book = ComplaintBook()
        let condition = ConditionReader(block, book).condition(setting, at: path)
        if !book.complaints.isEmpty { throw WorkspaceError(book.sorted) }
        return condition
    }

    /// What kinds of value a field of an event can have.
    private enum FieldKind {
        case text
        case words([String])
        case truth
        case time
        case whole
        case anything

        init(_ name: EventField.Name) {
            switch name {
            case .respondent: self = .words(Respondent.allCases.map(\.name))
            case .status: self = .words(["complete", "partial"])
            case .identity: self = .words(["anonymous", "pseudonymous", "named"])
            case .contact, .solicited: self = .truth
            case .time, .about: self = .time
            case .revision: self = .whole
            default: self = .text
            }
        }
    }

    /// The names of the tests that a field may have, `language` beside `words` not among them.
    package static let operators = ["min", "max", "exists", "is_not", "prefix", "contains", "words", "within"]

    /// A table of fields, all of which must hold.
    func condition(_ setting: Setting, at path: String) -> Condition {
        if let call = setting.asCall { return combination(call.name, call.arguments, at: path) }
        guard let table = setting.asTable else {
            complain(path, "expected a table of fields, but this is \(setting.kind)")
            return .all([])
        }
        var conditions: [Condition] = []
        for (key, value) in table.sorted(by: { $0.key < $1.key }) {
            let place = "\(path).\(key)"
            if let call = value.asCall, Int(key) != nil {
                conditions.append(combination(call.name, call.arguments, at: place))
            } else if Int(key) != nil {
                complain(place, "expected any { ... } or none { ... } here, but this is \(value.kind)")
            } else if key == "answers" || key == "attributes" {
                conditions += nested(key, value, at: place)
            } else if let name = EventField.Name(rawValue: key) {
                conditions.append(field(key, FieldKind(name), value, at: place))
            } else if key == "any" || key == "none" {
                complain(place, "is not a field; write \(key) { {...}, {...} } without =")
            } else if key.hasPrefix("answers.") || key.hasPrefix("attributes.") {
                conditions.append(field(key, .anything, value, at: place))
            } else {
                complain(place, "unknown field\(EventFieldNames.hint(for: key))")
            }
        }
        return conditions.count == 1 ? conditions[0] : .all(conditions)
    }

    private func combination(_ name: String, _ arguments: [Setting], at path: String) -> Condition {
        let conditions = arguments.map { condition($0, at: path) }
        if conditions.isEmpty, name == "any" || name == "none" {
            complain(path, "is empty; expected a table of fields, or several")
        }
        switch name {
        case "any": return .any(conditions)
        case "none": return .none(conditions)
        default:
            complain(path, "\(name)(...) cannot stand here; expected any { ... } or none { ... }")
            return .all([])
        }
    }

    private func nested(_ group: String, _ setting: Setting, at path: String) -> [Condition] {
        guard let table = setting.asTable else {
            complain(path, "expected a table of \(group), but this is \(setting.kind)")
            return []
        }
        return table.sorted { $0.key < $1.key }.map {
            field("\(group).\($0.key)", .anything, $0.value, at: "\(path).\($0.key)")
        }
    }

    private func field(_ name: String, _ kind: FieldKind, _ setting: Setting, at path: String) -> Condition {
        if let call = setting.asCall {
            complain(
                path, "\(call.name)(...) cannot stand here; expected a value, a list of values, or a table of tests")
            return .all([])
        }
        if let items = setting.asList {
            guard !items.isEmpty else {
                complain(
                    path, "is empty; expected a value, a list of values, or one of \(Suggestion.oneOf(Self.operators))")
                return .all([])
            }
            return .field(name, .isOneOf(values(items, kind, at: path)))
        }
        guard let table = setting.asTable else {
            return .field(name, .isOneOf(values([setting], kind, at: path)))
        }
        var tests: [Condition] = []
        if table["min"] != nil || table["max"] != nil {
            let minimum = table["min"].flatMap { bound($0, kind, at: "\(path).min") }
            let maximum = table["max"].flatMap { bound($0, kind, at: "\(path).max") }
            if let minimum, let maximum, minimum > maximum {
                complain(path, "min is greater than max, so nothing can match")
            }
            tests.append(.field(name, .between(min: minimum, max: maximum)))
        }
        if table["language"] != nil, table["words"] == nil {
            complain("\(path).language", "stands beside words; there are none")
        }
        for (key, value) in table.sorted(by: { $0.key < $1.key }) where !["min", "max", "language"].contains(key) {
            let place = "\(path).\(key)"
            switch key {
            case "exists":
                if case .boolean(let exists) = value {
                    tests.append(.field(name, .exists(exists)))
                } else {
                    complain(place, "expected true or false, but this is \(value.kind)")
                }
            case "is_not":
                tests.append(.field(name, .isNot(values(value.asList ?? [value], kind, at: place))))
            case "prefix":
                tests.append(.field(name, .hasPrefix(words(value, kind, at: place))))
            case "contains":
                tests.append(.field(name, .contains(words(value, kind, at: place))))
            case "words":
                if let test = wordForms(value, table["language"], kind, at: path) { tests.append(.field(name, test)) }
            case "within":
                if let test = within(value, kind, at: place) { tests.append(.field(name, test)) }
            default:
                complain(place, "unknown test\(Suggestion.hint(for: key, among: Self.operators))")
            }
        }
        return tests.count == 1 ? tests[0] : .all(tests)
    }

    /// Values that the field may be equal to; texts of times become milliseconds.
    private func values(_ items: [Setting], _ kind: FieldKind, at path: String) -> [Setting] {
        items.map { item in
            switch (kind, item) {
            case (.text, .text(let text)), (.anything, .text(let text)):
                if text.isEmpty, case .text = kind {
                    complain(path, "is empty; for a field that is not given write { exists = false }")
                }
            case (.words(let words), .text(let text)):
                if !words.contains(text.lowercased()) {
                    complain(path, "\"\(text)\" is none of its values\(Suggestion.hint(for: text, among: words))")
                }
            case (.truth, .boolean), (.anything, .integer), (.anything, .decimal), (.anything, .boolean): break
            case (.time, _): return bound(item, kind, at: path).map { .decimal($0) } ?? item
            case (.whole, _) where item.asInteger != nil: break
            case (.whole, _): complain(path, "expected \(expectation(kind)), but this is \(item.insteadOfWhole)")
            default: complain(path, "expected \(expectation(kind)), but this is \(item.kind)")
            }
            return item
        }
    }

    private func expectation(_ kind: FieldKind) -> String {
        switch kind {
        case .text: "a text"
        case .words(let words): Suggestion.oneOf(words)
        case .truth: "true or false"
        case .time: "a time such as \"2026-03-02T09:15:00Z\""
        case .whole: "a whole number"
        case .anything: "a text, a number, or true or false"
        }
    }

    private func bound(_ setting: Setting, _ kind: FieldKind, at path: String) -> Double? {
        switch kind {
        case .whole, .anything:
            if let number = setting.asNumber, !number.isNaN { return number }
            complain(path, "expected a number, but this is \(setting.kind)")
        case .time:
            if let number = setting.asInteger { return Double(number) }
            if let time = setting.asText.flatMap({ Timestamp(internetTime: $0) }) { return Double(time.milliseconds) }
            complain(path, "expected \(expectation(kind))")
        case .text, .words, .truth:
            complain(path, "min and max are for numbers; this field is \(expectation(kind))")
        }
        return nil
    }

    private func words(_ setting: Setting, _ kind: FieldKind, at path: String) -> [String] {
        switch kind {
        case .text, .words, .anything: break
        case .truth, .time, .whole:
            complain(path, "is for texts; this field is \(expectation(kind))")
            return []
        }
        let items = setting.asList ?? [setting]
        let words = items.compactMap(\.asText).filter { !$0.isEmpty }
        if words.count != items.count || words.isEmpty {
            complain(path, "expected a text or a list of texts, none of them empty")
        }
        return words
    }

    /// `words = { ... }, language = "fi"`.
    private func wordForms(
        _ setting: Setting, _ language: Setting?, _ kind: FieldKind, at path: String
    ) -> Condition.Test? {
        guard case .anything = kind else {
            complain("\(path).words", "is for the texts of answers and attributes")
            return nil
        }
        let words = words(setting, kind, at: "\(path).words")
        for word in words where WordForms.words(of: word) != [word[...]] {
            complain("\(path).words", "\"\(word)\" is not one word; for several in a row write contains = \"\(word)\"")
        }
        let languages = WordLanguage.allCases.map(\.rawValue)
        guard let name = language?.asText, let language = WordLanguage(rawValue: name) else {
            complain("\(path).language", "expected the language of the words: \(Suggestion.oneOf(languages))")
            return nil
        }
        do throws(WordFormsError) {
            _ = try WordForms(language)
        } catch {
            complain("\(path).words", error.problem)
        }
        return .hasWord(words, language)
    }

    /// `within = "7d"`.
    private func within(_ setting: Setting, _ kind: FieldKind, at path: String) -> Condition.Test? {
        switch kind {
        case .time, .anything: break
        case .text, .words, .truth, .whole:
            complain(path, "is for times; this field is \(expectation(kind))")
            return nil
        }
        guard let milliseconds = setting.asText.flatMap(SpanText.milliseconds), milliseconds > 0 else {
            complain(path, "expected a span of time such as \"36h\" or \"7d\"")
            return nil
        }
        return .within(milliseconds: milliseconds)
    }

    private func complain(_ path: String, _ problem: String) {
        book.add(block.complaint(path, problem))
    }
}
