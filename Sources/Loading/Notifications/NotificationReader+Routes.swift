import Alerting
import Declarations
import Suggestions
import Workspace

extension NotificationReader {
    /// The tree from its root, which is every alert's.
    func root(_ table: TableReader) -> Route? {
        if table.table["receiver"] == nil {
            table.complain("receiver", "is missing; expected the name of a receiver or of an action")
        }
        for key in ["match", "continue", "mute", "active"] where table.table[key] != nil {
            _ = table.setting(key)
            table.complain(key, "cannot stand at the root, which is for every alert; put it into one of its routes")
        }
        var root = route(table, below: nil)
        var first = 0
        root?.number(from: &first)
        return root
    }

    /// A node and those below it; what it does not say it has from the node above.
    private func route(_ table: TableReader, below parent: Route?) -> Route? {
        var route = parent ?? Route(receiver: "")
        route.match = LabelMatch()
        (route.continues, route.mute, route.active, route.routes) = (false, [], [], [])
        route.line = line(of: table)
        if let receiver = table.text("receiver") {
            route.receiver = receiver
            if !receivers.contains(receiver) {
                table.complain(
                    "receiver",
                    "there is no receiver or action \"\(receiver)\"\(Suggestion.hint(for: receiver, among: receivers))")
            }
        }
        if let names = names("group_by", in: table) {
            if names.contains("..."), names.count > 1 {
                table.complain("group_by", "\"...\" stands for every label; expected it alone")
            }
            route.groupBy = names.contains("...") ? nil : names
        }
        if let span = span("group_wait", in: table, atLeast: 0) { route.groupWait = span }
        if let span = span("group_interval", in: table, atLeast: 1) { route.groupInterval = span }
        if let span = span("repeat_interval", in: table, atLeast: 1) { route.repeatInterval = span }
        if parent != nil {
            if let match = match("match", in: table) { route.match = match }
            route.continues = table.truth("continue") ?? false
            route.mute = times("mute", in: table)
            route.active = times("active", in: table)
        }
        for (reader, _) in tables("routes", in: table) {
            if let child = self.route(reader, below: route) { route.routes.append(child) }
        }
        table.finish()
        return route
    }

    private func times(_ key: String, in table: TableReader) -> [String] {
        guard let names = table.texts(key) else { return [] }
        for name in names where !times.contains(name) {
            table.complain(
                key, "there is no \"\(name)\" in time_intervals\(Suggestion.hint(for: name, among: times))")
        }
        return names
    }
}
