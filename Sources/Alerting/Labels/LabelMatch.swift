/// What the labels of an alert must be for a route, a silence or an inhibition to be about it. All tests must hold.
package struct LabelMatch: Equatable, Sendable {
    /// What the value of one label must be. A label that is not there has the value "".
    package enum Test: Equatable, Sendable {
        case isOneOf([String])
        case isNot([String])
        case hasPrefix(String)
        case exists(Bool)
        case matches(LabelPattern)
        case matchesNot(LabelPattern)

        package func holds(for value: String) -> Bool {
            switch self {
            case .isOneOf(let values): values.contains(value)
            case .isNot(let values): !values.contains(value)
            case .hasPrefix(let prefix): value.utf8.starts(with: prefix.utf8)
            case .exists(let exists): value.isEmpty != exists
            case .matches(let pattern): pattern.matches(value)
            case .matchesNot(let pattern): !pattern.matches(value)
            }
        }

        /// The test as it is written in a workspace.
        package var text: String {
            switch self {
            case .isOneOf(let values): Self.text(of: values)
            case .isNot(let values): "{ is_not = \(Self.text(of: values)) }"
            case .hasPrefix(let prefix): "{ prefix = \"\(prefix)\" }"
            case .exists(let exists): "{ exists = \(exists) }"
            case .matches(let pattern): "{ matches = \(Self.quoted(pattern.text)) }"
            case .matchesNot(let pattern): "{ matches_not = \(Self.quoted(pattern.text)) }"
            }
        }

        private static func quoted(_ text: String) -> String {
            "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
        }

        private static func text(of values: [String]) -> String {
            let quoted = values.map { "\"\($0)\"" }
            return quoted.count == 1 ? quoted[0] : "{ \(quoted.joined(separator: ", ")) }"
        }
    }

    /// In the order of the labels' names; a label may have several.
    package var tests: [(label: String, test: Test)]

    package init(_ tests: [(label: String, test: Test)] = []) {
        self.tests = tests
    }

    package func holds(for labels: Labels) -> Bool {
        tests.allSatisfy { $0.test.holds(for: labels[$0.label]) }
    }

    /// The first test that does not hold, with the value it has met; nil when all hold.
    package func obstacle(for labels: Labels) -> (label: String, test: Test, value: String)? {
        tests.first { !$0.test.holds(for: labels[$0.label]) }.map { ($0.label, $0.test, labels[$0.label]) }
    }

    package static func == (left: LabelMatch, right: LabelMatch) -> Bool {
        left.tests.elementsEqual(right.tests, by: ==)
    }
}
