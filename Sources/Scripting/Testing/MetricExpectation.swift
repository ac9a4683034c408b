import JSONText
import Suggestions
import Tuntuma
import Workspace

/// What a metric's test expects: `{ value = 40, n = 5, parts = { kept = 2 } }`. What is not named is free.
struct MetricExpectation: Sendable {
    private static let keys = ["value", "n", "reason", "parts", "rejected", "tolerance"]

    /// The value; nil when the test names none.
    private(set) var value: Double?
    private(set) var n: Int?
    /// Why there is no value; a test that names a reason expects that there is no value.
    private(set) var reason: String?
    /// In the order of their names. Parts that are not named are free.
    private(set) var parts: [(name: String, number: Double)] = []
    /// How many events cannot be counted.
    private(set) var rejected: Int?
    /// How far numbers may be off.
    private(set) var tolerance = 1e-9

    /// Reads an expectation; throws what is wrong, beginning with the key.
    init(_ setting: Setting) throws(HostRefusal) {
        let table: [String: Setting]
        switch setting {
        case .table(let fields): table = fields
        case .list(let items) where items.isEmpty: table = [:]
        default: throw HostRefusal("expected a table such as { value = 40, n = 5 }, but this is \(setting.kind)")
        }
        for key in table.keys.sorted() where !Self.keys.contains(key) {
            throw HostRefusal("\(key): unknown key\(Suggestion.hint(for: key, among: Self.keys))")
        }
        if Self.keys.dropLast().allSatisfy({ table[$0] == nil }) {
            throw HostRefusal("expects nothing; name a value, n, reason, parts or rejected")
        }
        value = try Self.number(table["value"], "value")
        n = try Self.count(table["n"], "n")
        rejected = try Self.count(table["rejected"], "rejected")
        if let tolerance = try Self.number(table["tolerance"], "tolerance") {
            guard tolerance >= 0 else { throw HostRefusal("tolerance: expected a number from 0 on") }
            self.tolerance = tolerance
        }
        if let reason = table["reason"] {
            guard case .text(let text) = reason else {
                throw HostRefusal("reason: expected a text, but this is \(reason.kind)")
            }
            guard value == nil else { throw HostRefusal("reason: goes with no value: it says why there is none") }
            self.reason = text
        }
        guard let parts = table["parts"] else { return }
        guard case .table(let fields) = parts else {
            throw HostRefusal("parts: expected a table of named numbers, but this is \(parts.kind)")
        }
        for (name, part) in fields.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            if let number = try Self.number(part, "parts.\(name)") { self.parts.append((name, number)) }
        }
    }

    private static func number(_ setting: Setting?, _ key: String) throws(HostRefusal) -> Double? {
        guard let setting else { return nil }
        guard let number = LuaValue(setting).number else {
            throw HostRefusal("\(key): expected a number, but this is \(setting.kind)")
        }
        return number
    }

    private static func count(_ setting: Setting?, _ key: String) throws(HostRefusal) -> Int? {
        guard let setting else { return nil }
        guard case .integer(let number) = setting, number >= 0, let count = Int(exactly: number) else {
            throw HostRefusal("\(key): expected a whole number from 0 on, but this is \(setting.insteadOfWhole)")
        }
        return count
    }

    /// What is different from what was expected, in one line for a person; nil when nothing is.
    func difference(from result: MetricResult, _ uptake: UptakeCounts) -> String? {
        let found = Self.text(result, uptake)
        if let value {
            guard let actual = result.value else { return "value: expected \(Self.text(value)); \(found)" }
            if !isEqual(value, actual) { return "value: expected \(Self.text(value)); \(found)" }
        }
        if let reason, result.value != nil || result.reason != reason {
            return "reason: expected no value because \"\(reason)\"; \(found)"
        }
        if let n, n != result.n { return "n: expected \(n); \(found)" }
        let rejections = uptake.rejected.values.reduce(0, +)
        if let rejected, rejected != rejections { return "rejected: expected \(rejected); \(found)" }
        for (name, number) in parts {
            switch result.parts.first(where: { $0.name == name })?.part {
            case .count(let count)? where isEqual(number, Double(count)): continue
            case .number(let actual?)? where isEqual(number, actual): continue
            case nil: return "parts.\(name): expected \(Self.text(number)), but there is no such part; \(found)"
            default: return "parts.\(name): expected \(Self.text(number)); \(found)"
            }
        }
        return nil
    }

    private func isEqual(_ expected: Double, _ actual: Double) -> Bool {
        (expected - actual).magnitude <= tolerance
    }

    private static func text(_ number: Double) -> String { JSONText.text(of: number) }

    /// What the metric says, in one line.
    private static func text(_ result: MetricResult, _ uptake: UptakeCounts) -> String {
        let value = result.value.map { text($0) } ?? "no value because \"\(result.reason ?? "")\""
        let parts = result.parts.compactMap { name, part -> String? in
            switch part {
            case .count(let count): "\(name) = \(count)"
            case .number(let number): "\(name) = \(number.map { text($0) } ?? "nothing")"
            case .interval, .group: nil
            }
        }
        let reasons = uptake.rejected.sorted { $0.key < $1.key }.map { "\($0.value) rejected: \($0.key)" }
        let lists = [parts.isEmpty ? nil : "parts { \(parts.joined(separator: ", ")) }"].compactMap { $0 } + reasons
        return "the metric says \(value), n = \(result.n)\(lists.map { ", \($0)" }.joined())"
    }
}
