import JSONText
import Tuntuma

/// A result as a metric's test expects it: `{ value = 40, n = 5, parts = { kept = 2 } }`. What is not named is free.
package struct ExpectedResult: Equatable, Sendable {
    /// How far a number may be from what is expected, unless the test says otherwise.
    static let usualTolerance = 1e-9

    var value: Double?
    var n: Int?
    var reason: String?
    /// The parts by name; those of a group with a point between (`projects.n`).
    var parts: [(name: String, value: Double)] = []
    var tolerance = usualTolerance

    package static func == (left: ExpectedResult, right: ExpectedResult) -> Bool {
        left.value == right.value && left.n == right.n && left.reason == right.reason
            && left.parts.elementsEqual(right.parts, by: ==) && left.tolerance == right.tolerance
    }

    /// What is expected beside what came, `-` and `+` before what differs; nil when nothing does.
    func differences(from result: MetricResult) -> [String]? {
        var lines: [String] = []
        var differs = false
        func compare(_ name: String, _ expected: String, _ actual: String?, isEqual: Bool) {
            guard !isEqual else { return lines.append("  \(name) = \(expected)") }
            differs = true
            lines.append("- \(name) = \(expected)")
            if let actual { lines.append("+ \(name) = \(actual)") }
        }
        if let value {
            compare(
                "value", JSONText.text(of: value), result.value.map { JSONText.text(of: $0) },
                isEqual: isNear(value, result.value))
        }
        if let n { compare("n", String(n), String(result.n), isEqual: n == result.n) }
        // Why there is no value, where one was expected, is worth a line too.
        if let reason {
            compare("reason", "\"\(reason)\"", result.reason.map { "\"\($0)\"" }, isEqual: reason == result.reason)
        } else if value != nil, let reason = result.reason {
            lines.append("+ reason = \"\(reason)\"")
        }
        let actual = Self.flattened(result.parts, below: "parts.")
        for (name, value) in parts {
            let found = actual.first { $0.name == name }?.value
            compare(name, JSONText.text(of: value), found.map { JSONText.text(of: $0) }, isEqual: isNear(value, found))
        }
        return differs ? lines : nil
    }

    private func isNear(_ expected: Double, _ actual: Double?) -> Bool {
        actual.map { abs($0 - expected) <= tolerance } ?? false
    }

    private static func flattened(
        _ parts: [(name: String, part: MetricResult.Part)], below path: String
    ) -> [(name: String, value: Double)] {
        parts.flatMap { name, part -> [(name: String, value: Double)] in
            switch part {
            case .count(let count): [(path + name, Double(count))]
            case .number(let number): number.map { [(path + name, $0)] } ?? []
            case .interval: []
            case .group(let inner): flattened(inner, below: "\(path)\(name).")
            }
        }
    }
}
