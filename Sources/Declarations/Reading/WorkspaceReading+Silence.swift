import Suggestions
import Tuntuma
import Workspace

extension WorkspaceReading {
    /// What a rule about silence has of its own: which groups can be missed, and after how many days.
    func readSilence(_ table: TableReader, _ rule: inout MetricRule) {
        if let items = table.list("groups") {
            readGroups(items, table, &rule)
        } else if table.table["groups"] == nil {
            readDeclaredKeys(table, rule)
        }
        if table.table["after"] == nil { table.complain("after", "is missing; expected days, such as \"14d\"") }
        rule.subject = .silence(days: days(table, "after") ?? 1)
    }

    /// Nobody misses a group that nobody knows of: without `groups` the workspace must say which there are.
    private func readDeclaredKeys(_ table: TableReader, _ rule: MetricRule) {
        let keys = Suggestion.oneOf(DeclaredGroups.keys.map { "\"\($0)\"" })
        if table.table["by"] == nil {
            table.complain("by", "is missing; expected \(keys), or groups = { { unit = \"turku\" } }")
        }
        for key in rule.keys where !DeclaredGroups.keys.contains(key) {
            table.complain(
                "by",
                "the workspace does not say which \(key) there is; name them: groups = { { \(Self.name(key)) = \"...\" } }, "
                    + "or expected \(keys)")
        }
    }

    /// A key as it stands in a table of Lua.
    private static func name(_ key: String) -> String { key.contains(".") ? "[\"\(key)\"]" : key }

    /// `groups = { { unit = "turku", touchpoint = "care" } }`: all of the same keys, those of `by` where there is one.
    private func readGroups(_ items: [Setting], _ table: TableReader, _ rule: inout MetricRule) {
        if items.isEmpty { table.complain("groups", "is empty; expected groups such as { unit = \"turku\" }") }
        var groups: [[String]] = []
        for (index, item) in items.enumerated() {
            let path = "groups.\(index + 1)"
            guard let group = TableReader(item, of: table.block, at: path, book) else { continue }
            let keys = group.table.keys.sorted()
            if rule.keys.isEmpty { rule.keys = keys }
            let values = rule.keys.compactMap { groupValue($0, group) }
            for key in keys where !rule.keys.contains(key) {
                _ = group.setting(key)
                group.complain(key, "is no key of the other groups; expected \(Suggestion.oneOf(rule.keys))")
            }
            for key in rule.keys where group.table[key] == nil {
                group.complain(key, "is missing; each group has the same keys")
            }
            group.finish()
            guard values.count == rule.keys.count, keys.count == values.count, !keys.isEmpty else { continue }
            if groups.contains(values) {
                table.complain(path, "stands there twice")
            } else {
                groups.append(values)
            }
        }
        rule.groups = groups.sorted { $0.lexicographicallyPrecedes($1) }
    }
}
