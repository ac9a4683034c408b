import JSONText
import Tuntuma
import Workspace

extension WorkspaceReading {
    func readQueues(_ block: Block) {
        for (id, setting) in block.entries {
            guard declare("queue", id, block, key: id) else { continue }
            guard let table = TableReader(setting, of: block, at: id, book) else { continue }
            var queue = Queue()
            queue.owner = table.text("owner")
            queue.deputy = table.text("deputy")
            if case .table? = table.table["capacity"] {
                queue.unitCapacities = unitCapacities(table)
            } else {
                queue.capacity = table.whole("capacity", atLeast: 1)
            }
            queue.calendar = table.text("calendar")
            table.finish()
            workspace.queues[id] = queue
        }
    }

    /// `capacity = { turku = 12, oulu = 5 }`: what each unit can take a day.
    private func unitCapacities(_ table: TableReader) -> [String: Int] {
        guard let units = table.reader("capacity") else { return [:] }
        var capacities: [String: Int] = [:]
        for unit in units.table.keys.sorted() {
            check(unit, isOneOf: workspace.units.keys, "unit", table.block, units.path(unit))
            capacities[unit] = units.whole(unit, atLeast: 1)
        }
        units.finish()
        return capacities
    }

    /// A list of goals: `goals { { metric = "nps", target = 40, by = { unit = "turku" }, period = "quarter" } }`.
    func readGoals(_ block: Block) {
        for (key, setting) in block.entries {
            guard Int(key) != nil else {
                book.add(block.complaint(key, "expected a list: goals { { metric = \"nps\", target = 40 } }"))
                continue
            }
            guard let table = TableReader(setting, of: block, at: key, book) else { continue }
            readGoal(table)
            table.finish()
        }
    }

    private func readGoal(_ table: TableReader) {
        let metric = table.text("metric")
        let target = table.number("target")
        if table.table["metric"] == nil { table.complain("metric", "is missing; expected the id of a metric") }
        if table.table["target"] == nil { table.complain("target", "is missing; expected a number") }
        let period = table.word("period", among: ["all", "day", "week", "month", "quarter", "year"])
        var by: [String: String] = [:]
        if let group = table.reader("by") {
            for key in group.table.keys.sorted() { by[key] = groupValue(key, group) }
        }
        if let metric {
            check(metric, isOneOf: workspace.metrics.map(\.id), "metric", table.block, table.path("metric"))
        }
        guard let metric, let target else { return }
        workspace.goals.append(Goal(metric: metric, target: target, by: by, period: period))
    }

    /// One value of a group: the key must be one of `--by`, the value something that is declared.
    func groupValue(_ key: String, _ group: TableReader) -> String? {
        do {
            _ = try GroupKey(key, workspace: workspace, symbols: symbols)
        } catch {
            _ = group.setting(key)
            group.complain(key, error.description)
            return nil
        }
        guard let setting = group.setting(key) else { return nil }
        let value: String
        switch setting {
        case .boolean(let truth): value = truth ? "true" : "false"
        case .text(let text): value = text
        default:
            guard let number = setting.asNumber else {
                group.complain(key, "expected a text, a number, or true or false, but this is \(setting.kind)")
                return nil
            }
            value = JSONText.text(of: number)
        }
        let place = group.path(key)
        switch key {
        case "touchpoint": check(value, isOneOf: workspace.touchpoints.keys, key, group.block, place)
        case "unit": check(value, isOneOf: workspace.units.keys, key, group.block, place)
        case "survey": check(value, isOneOf: workspace.surveys.keys, key, group.block, place)
        default: break
        }
        return value
    }
}
