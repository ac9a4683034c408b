import Memory
import Workspace

/// What a test expects of a rule's state beside what is there, a line each: `-` was expected and is missing, `+` is there
/// instead. Of a table only the keys that the test names are looked at.
enum StateDiff {
    /// - Returns: Nothing when all is as expected.
    static func lines(_ expected: PlainData, _ found: PlainData) -> [String] {
        lines(expected, found, at: "state")
    }

    private static func lines(_ expected: PlainData, _ found: PlainData?, at path: String) -> [String] {
        if case .table(let entries) = expected, case .table(let others)? = found {
            // An empty table is expected to be empty; any other names what must be in it.
            if entries.isEmpty, !others.isEmpty { return ["- \(path) = {}", "+ \(path) = \(PlainData.table(others))"] }
            return entries.flatMap { entry in
                lines(entry.value, found?[entry.key], at: path + text(of: entry.key))
            }
        }
        if let found, isEqual(expected, found) { return [] }
        return ["- \(path) = \(expected)"] + (found.map { ["+ \(path) = \($0)"] } ?? [])
    }

    private static func text(of key: PlainData.Key) -> String {
        switch key {
        case .integer(let number): "[\(number)]"
        case .text(let name): ".\(name)"
        }
    }

    /// 3 is 3.0, as in Lua.
    private static func isEqual(_ left: PlainData, _ right: PlainData) -> Bool {
        switch (left, right) {
        case (.integer(let left), .decimal(let right)): Double(left) == right
        case (.decimal(let left), .integer(let right)): left == Double(right)
        default: left == right
        }
    }
}
