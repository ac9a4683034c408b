import Foundation
import TuntumaTesting

/// Makes logs in which everything happens that a metric must get right. The same seed makes the same log.
struct RandomLog {
    private var random: SplitMix64
    private(set) var lines: [String] = []
    /// Ids of events so far, with the source of each.
    private var sent: [(source: String, id: String)] = []
    private var corrections: [(source: String, id: String)] = []

    /// - Parameter count: How many lines.
    static func lines(seed: UInt64, count: Int) -> [String] {
        var log = RandomLog(random: SplitMix64(seed: seed))
        while log.lines.count < count { log.addLine() }
        return log.lines
    }

    private init(random: SplitMix64) { self.random = random }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func pick(_ values: [String]) -> String {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    private mutating func addLine() {
        switch Int.random(in: 0..<100, using: &random) {
        case ..<4 where !lines.isEmpty: lines.append(pick(lines))
        case ..<7 where !sent.isEmpty: addConflict()
        case ..<13 where !sent.isEmpty: addAmendment("correction")
        case ..<17 where !sent.isEmpty: addAmendment("withdrawal")
        case ..<20:
            lines.append(
                pick([
                    "", "{", "not an event", "[]", #"{"id":"x","type":"response"}"#,
                    #"{"id":"y","type":"response","time":"2026-03-02T09:15:00"}"#,
                    #"{"id":"z","type":"response","time":"2026-03-02T09:15:00Z","answers":[1]}"#,
                ]))
        case ..<23: addEvent(type: pick(["interaction", "invitation", "host.clock"]))
        default: addEvent(type: "response")
        }
    }

    /// Two and a half years, through four changes of the clocks and two ends of ISO years; mostly going forward.
    private mutating func time() -> String {
        let span = 900 * 86_400
        let around = lines.count * span / 4_000 % span
        let back =
            chance(30) ? Int.random(in: 0..<(40 * 86_400), using: &random) : Int.random(in: 0..<7_200, using: &random)
        let seconds = 1_672_444_800 + max(0, around - back)  // From 2022-12-31.
        let offset = [0, 120, 180, -300][Int.random(in: 0..<4, using: &random)]
        return Self.text(seconds, offset: offset)
    }

    private static func text(_ seconds: Int, offset: Int) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: offset * 60) ?? .gmt
        let parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second], from: Date(timeIntervalSince1970: Double(seconds)))
        func two(_ number: Int?) -> String { String(String((number ?? 0) + 100).suffix(2)) }
        let zone = offset == 0 ? "Z" : "\(offset < 0 ? "-" : "+")\(two(abs(offset) / 60)):\(two(abs(offset) % 60))"
        return
            "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day))T\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second))\(zone)"
    }

    private mutating func answers() -> String {
        var answers: [String] = []
        func add(_ name: String, _ value: String) { answers.append("\"\(name)\":\(value)") }
        if chance(60) {
            add(
                "nps",
                chance(4)
                    ? pick(["11", "-1", "2.5", "\"9\"", "true", "[\"9\"]"])
                    : "\(Int.random(in: 0...10, using: &random))")
        }
        if chance(40) {
            add("csat", chance(4) ? pick(["0", "6", "\"blank\""]) : pick(["1", "2", "3", "4", "5", "5.0", "4e0"]))
        }
        if chance(40) { add("ces", chance(4) ? pick(["0", "8"]) : "\(Int.random(in: 1...7, using: &random))") }
        for item in ["goals", "communication", "schedule", "expertise"] where chance(45) {
            add(item, chance(2) ? "9" : "\(Int.random(in: 1...5, using: &random))")
        }
        if chance(40) { add("recommend", chance(2) ? "12" : "\(Int.random(in: 0...10, using: &random))") }
        if chance(30) { add("comment", pick(["\"Kiitos!\"", "\"Så bra\"", "\"laskutus\\nei toimi\"", "null"])) }
        return "{\(answers.joined(separator: ","))}"
    }

    private mutating func addEvent(type: String) {
        let source = pick(["", "web", "kysely"])
        let id = "e\(sent.count)"
        sent.append((source, id))
        var fields = ["\"id\":\"\(id)\"", "\"time\":\"\(time())\"", "\"type\":\"\(type)\"", "\"answers\":\(answers())"]
        if !source.isEmpty { fields.append("\"source\":\"\(source)\"") }
        if chance(85) { fields.append("\"unit\":\"\(pick(["turku", "tampere", "häme", "oulu"]))\"") }
        if chance(85) { fields.append("\"touchpoint\":\"\(pick(["go-live", "support", "laskutus"]))\"") }
        if chance(70) { fields.append("\"survey\":\"\(pick(["project", "nps", "project"]))\"") }
        if chance(40) { fields.append("\"project\":\"p-\(Int.random(in: 0..<9, using: &random))\"") }
        if chance(10) { fields.append("\"respondent\":\"\(pick(["employee", "partner", "citizen", "customer"]))\"") }
        if chance(60) {
            fields.append("\"attributes\":{\"segment\":\(pick(["\"kunta\"", "\"yritys\"", "3", "3.0", "true"]))}")
        }
        if chance(25) {
            let revision = chance(70) ? ",\"revision\":\(Int.random(in: 1...3, using: &random))" : ""
            fields.append("\"response\":\"v-\(Int.random(in: 0..<150, using: &random))\"\(revision)")
        }
        if chance(5) { fields.append("\"unknown\":{\"deep\":[1,2]}") }
        fields.shuffle(using: &random)
        lines.append("{\(fields.joined(separator: ","))}")
    }

    private mutating func addConflict() {
        let event = sent[Int.random(in: 0..<sent.count, using: &random)]
        lines.append(
            "{\"id\":\"\(event.id)\",\"source\":\"\(event.source)\",\"time\":\"\(time())\",\"type\":\"response\",\"unit\":\"conflict\",\"answers\":\(answers())}"
        )
    }

    private mutating func addAmendment(_ type: String) {
        // Of an event, of a correction, now and then of one that is not there, or in another source.
        let target =
            chance(25) && !corrections.isEmpty
            ? corrections[Int.random(in: 0..<corrections.count, using: &random)]
            : sent[Int.random(in: 0..<sent.count, using: &random)]
        let source = chance(5) ? "web" : target.source
        let id = "e\(sent.count)"
        sent.append((source, id))
        if type == "correction" { corrections.append((source, id)) }
        var references = ["\"\(chance(4) ? "none" : target.id)\""]
        if chance(10) { references.append("\"e\(Int.random(in: 0..<sent.count, using: &random))\"") }
        let re = references.count == 1 && chance(50) ? references[0] : "[\(references.joined(separator: ","))]"
        lines.append(
            "{\"id\":\"\(id)\",\"source\":\"\(source)\",\"time\":\"\(time())\",\"type\":\"\(type)\",\"re\":\(re)"
                + (type == "correction" ? ",\"answers\":\(answers())" : "") + "}")
    }
}
