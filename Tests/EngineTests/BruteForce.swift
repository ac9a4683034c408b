import Foundation

/// The same numbers, computed the slow way: the whole log in dictionaries, each metric and group by a filter over it.
/// Shares nothing with the product.
struct BruteForce {
    /// Any JSON, as Foundation reads it.
    enum Tree: Decodable, Equatable {
        case null, boolean(Bool), number(Double), text(String), list([Tree]), object([String: Tree])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let value = try? container.decode(String.self) {
                self = .text(value)
            } else if let value = try? container.decode(Double.self) {
                self = .number(value)
            } else if let value = try? container.decode(Bool.self) {
                self = .boolean(value)
            } else if let value = try? container.decode([String: Tree].self) {
                self = .object(value)
            } else {
                self = .list(try container.decode([Tree].self))
            }
        }

        var text: String? { if case .text(let text) = self { text } else { nil } }
        var object: [String: Tree]? { if case .object(let object) = self { object } else { nil } }
        var whole: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }
    }

    struct Event {
        var fields: [String: Tree]
        var source: String
        var id: String
        var time: Date
        var type: String

        var key: String { "\(source)\u{0}\(id)" }
        func text(_ name: String) -> String? { fields[name]?.text.flatMap { $0.isEmpty ? nil : $0 } }
        var references: [String] {
            let list: [Tree] = if case .list(let list)? = fields["re"] { list } else { fields["re"].map { [$0] } ?? [] }
            return list.compactMap(\.text).map { "\(source)\u{0}\($0)" }
        }
    }

    struct Counts: Equatable {
        var read = 0, accepted = 0, duplicates = 0, conflicts = 0, rejected = 0, host = 0, late = 0
    }

    /// What a metric says of a group in a period.
    struct Row: Equatable {
        var value: Double?
        var n = 0
        var counted = 0
        var ignored = 0
        var rejected = 0
        var parts: [String: Int] = [:]
    }

    private(set) var counts = Counts()
    /// All new events in the order of the log.
    private(set) var events: [Event] = []
    /// What is left of them after withdrawals and revisions, with the answers that count.
    private(set) var current: [(event: Event, answers: [String: Tree])] = []
    private(set) var conflicts: [String] = []
    private let calendar: Calendar

    init(lines: [String], timeZone: String) {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = TimeZone(identifier: timeZone) ?? .gmt
        self.calendar = calendar
        var known: [String: [String: Tree]] = [:]
        var latest: Date?
        for line in lines where !line.isEmpty {
            counts.read += 1
            guard let event = Self.event(line) else {
                counts.rejected += 1
                continue
            }
            var content = event.fields
            content["time"] = .number(event.time.timeIntervalSince1970)
            content["source"] = .text(event.source)
            if let first = known[event.key] {
                if first == content {
                    counts.duplicates += 1
                } else {
                    counts.conflicts += 1
                    conflicts.append(event.key)
                }
                continue
            }
            known[event.key] = content
            counts.accepted += 1
            if event.type.hasPrefix("host.") { counts.host += 1 }
            // A day is closed when log time is an hour past its end.
            if let latest, event.time < calendar.startOfDay(for: latest - 3_600) { counts.late += 1 }
            latest = max(latest ?? event.time, event.time)
            events.append(event)
        }
        settle()
    }

    private static func event(_ line: String) -> Event? {
        guard let object = try? JSONDecoder().decode(Tree.self, from: Data(line.utf8)).object,
            let id = object["id"]?.text, let type = object["type"]?.text,
            let text = object["time"]?.text, let time = try? Date(text, strategy: .iso8601),
            object["answers"] == nil || object["answers"]?.object != nil
        else { return nil }
        return Event(fields: object, source: object["source"]?.text ?? "", id: id, time: time, type: type)
    }

    /// Withdrawals, corrections and revisions.
    private mutating func settle() {
        func isLater(_ left: Event, _ right: Event) -> Bool {
            (left.time, left.source, left.id) > (right.time, right.source, right.id)
        }
        let withdrawn = Set(events.filter { $0.type == "withdrawal" }.flatMap(\.references))
        var corrections: [String: [Event]] = [:]
        for event in events where event.type == "correction" && !withdrawn.contains(event.key) {
            for reference in event.references { corrections[reference, default: []].append(event) }
        }
        var responses: [String: [Event]] = [:]
        for event in events where event.type != "withdrawal" && event.type != "correction" {
            if let response = event.text("response") {
                responses["\(event.source)\u{0}\(response)", default: []].append(event)
            }
        }
        var superseded: Set<String> = []
        for versions in responses.values {
            let ordered = versions.sorted { left, right in
                let revisions = (left.fields["revision"]?.whole ?? 1, right.fields["revision"]?.whole ?? 1)
                return revisions.0 == revisions.1 ? isLater(left, right) : revisions.0 > revisions.1
            }
            superseded.formUnion(ordered.dropFirst().map(\.key))
        }
        /// The answers of an event: those of its latest correction, which may have been corrected itself.
        func answers(_ event: Event, _ asked: Set<String>) -> [String: Tree] {
            let own = event.fields["answers"]?.object ?? [:]
            guard let correction = corrections[event.key]?.sorted(by: isLater).first, !asked.contains(event.key) else {
                return own
            }
            return answers(correction, asked.union([event.key]))
        }
        for event in events where !withdrawn.contains(event.key) && !superseded.contains(event.key) {
            current.append((event, answers(event, [])))
        }
    }

    // MARK: Groups

    func label(_ date: Date, _ period: String) -> String {
        let parts = calendar.dateComponents([.year, .month, .day, .yearForWeekOfYear, .weekOfYear], from: date)
        func padded(_ number: Int?) -> String { String(String((number ?? 0) + 100).suffix(2)) }
        let (year, month) = (parts.year ?? 0, parts.month ?? 1)
        switch period {
        case "day": return "\(year)-\(padded(month))-\(padded(parts.day))"
        case "week": return "\(parts.yearForWeekOfYear ?? 0)-W\(padded(parts.weekOfYear))"
        case "month": return "\(year)-\(padded(month))"
        case "quarter": return "\(year)-Q\((month + 2) / 3)"
        case "year": return "\(year)"
        default: return "all"
        }
    }

    static func group(_ event: Event, _ key: String, stages: [String: String]) -> String? {
        switch key {
        case "respondent": return event.text("respondent") ?? "customer"
        case "stage": return event.text("touchpoint").flatMap { stages[$0] }
        case "attributes.segment":
            switch event.fields["attributes"]?.object?["segment"] {
            case .text(let text): return text
            case .number(let number): return "\(Int(number))"
            case .boolean(let yes): return "\(yes)"
            default: return nil
            }
        default: return event.text(key)
        }
    }

    // MARK: Metrics

    /// The rows of a metric, by the group's values and the period, as `a|b|2026-03`.
    func rows(
        metric: String, respondent: String = "customer", by keys: [String], period: String, stages: [String: String]
    ) -> [String: Row] {
        var members: [String: [(event: Event, answers: [String: Tree])]] = [:]
        for item in current
        where item.event.type == "response" && (item.event.text("respondent") ?? "customer") == respondent {
            let values =
                keys.map { Self.group(item.event, $0, stages: stages) ?? "-" } + [label(item.event.time, period)]
            members[values.joined(separator: "|"), default: []].append(item)
        }
        return members.mapValues { Self.row(metric, $0) }
    }

    private enum Reading { case missing, score(Int), rejected }

    private static func read(_ answers: [String: Tree], _ question: String, _ scale: ClosedRange<Int>) -> Reading {
        guard let value = answers[question], value != .null else { return .missing }
        guard let score = value.whole, scale.contains(score) else { return .rejected }
        return .score(score)
    }

    private static func row(_ metric: String, _ items: [(event: Event, answers: [String: Tree])]) -> Row {
        var row = Row()
        if metric == "project-experience" {
            projectExperience(items, &row)
            return row
        }
        let scale = ["nps": 0...10, "csat": 1...5, "ces": 1...7][metric] ?? 0...10
        var scores: [Int] = []
        for item in items {
            switch read(item.answers, metric, scale) {
            case .missing: row.ignored += 1
            case .rejected: row.rejected += 1
            case .score(let score): scores.append(score)
            }
        }
        row.n = scores.count
        row.counted = scores.count
        let n = Double(scores.count)
        switch metric {
        case "nps":
            row.parts = [
                "promoters": scores.count { $0 >= 9 }, "passives": scores.count { $0 == 7 || $0 == 8 },
                "detractors": scores.count { $0 <= 6 },
            ]
            if n > 0 { row.value = 100 * Double(scores.count { $0 >= 9 } - scores.count { $0 <= 6 }) / n }
        case "csat":
            row.parts = ["top_boxes": scores.count { $0 >= 4 }]
            if n > 0 { row.value = 100 * Double(scores.count { $0 >= 4 }) / n }
        default:
            if n > 0 { row.value = Double(scores.reduce(0, +)) / n }
        }
        return row
    }

    private static func projectExperience(_ items: [(event: Event, answers: [String: Tree])], _ row: inout Row) {
        // A response's index is 100 total / (4 answered); summed as whole twelfths, so exactly.
        var twelfths = 0
        for item in items {
            guard item.event.text("survey") == "project" else {
                row.ignored += 1
                continue
            }
            let readings = ["goals", "communication", "schedule", "expertise"].map { read(item.answers, $0, 1...5) }
            let scores = readings.compactMap { if case .score(let score) = $0 { score } else { nil } }
            let isOff = readings.contains { if case .rejected = $0 { true } else { false } }
            let recommend = read(item.answers, "recommend", 0...10)
            if isOff || scores.count == 1 {
                row.rejected += 1
            } else if scores.isEmpty {
                row.ignored += 1
            } else if case .rejected = recommend {
                row.rejected += 1
            } else {
                row.counted += 1
                twelfths += 100 * scores.reduce(0) { $0 + $1 - 1 } * (12 / scores.count)
            }
        }
        row.n = row.counted
        if row.counted > 0 { row.value = Double(twelfths) / Double(row.counted) / 48 }
    }
}
