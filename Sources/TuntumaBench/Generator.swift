/// Writes synthetic feedback as JSON Lines: a quarter each of NPS, CSAT, CES and project experience, in time order over
/// one year; 8 touchpoints, 5 channels, 4 units; two events of five have a comment.
struct Generator {
    private static let touchpoints = [
        "marketing", "offer", "kickoff", "steering-group", "weekly-report", "go-live", "invoice", "support",
    ]
    private static let units = ["helsinki", "tampere", "turku", "oulu"]
    private static let channels = ["email", "web", "sms", "kiosk", "phone"]
    private static let segments = ["enterprise", "municipality", "sme"]
    private static let words = [
        "nopea", "hidas", "selkeä", "epäselvä", "ystävällinen", "odotin", "viikon", "projekti", "rapportering", "var",
        "sen", "lasku", "väärin", "kiitos", "tack", "the", "meeting", "was", "great",
    ]
    private static let npsWeights = [2, 1, 1, 2, 2, 5, 6, 14, 22, 20, 25]
    private static let csatWeights = [4, 6, 15, 40, 35]

    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64 (Steele, Lea and Flood 2014).
    private mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((word ^ (word >> 31)) % UInt64(bound))
    }

    private mutating func pick(_ texts: [String]) -> String {
        texts[next(below: texts.count)]
    }

    private mutating func weighted(_ weights: [Int]) -> Int {
        var rest = next(below: weights.reduce(0, +))
        for (index, weight) in weights.enumerated() {
            if rest < weight { return index }
            rest -= weight
        }
        return 0
    }

    /// Appends one event.
    /// - Parameters:
    ///   - number: Its place, from 0.
    ///   - count: How many there are in all.
    mutating func append(_ number: Int, of count: Int, to output: inout [UInt8]) {
        let (survey, answers) = answers(number)
        let time = Self.time(number, of: count)
        var comment = ""
        if next(below: 5) < 2 {
            let words = (0..<(3 + next(below: 23))).map { _ in pick(Self.words) }
            comment = ",\"comment\":\"\(words.joined(separator: " "))\""
        }
        let id = String(1_000_000_000 + number).dropFirst()
        let subject = next(below: max(1, count / 5))
        let line =
            "{\"id\":\"r-\(id)\",\"time\":\"\(time)\",\"type\":\"response\",\"survey\":\"\(survey)\",\"subject\":\"c-\(subject)\","
            + "\"touchpoint\":\"\(pick(Self.touchpoints))\",\"channel\":\"\(pick(Self.channels))\","
            + "\"unit\":\"\(pick(Self.units))\",\"answers\":{\(answers)\(comment)},"
            + "\"attributes\":{\"segment\":\"\(pick(Self.segments))\",\"project\":\"p-\(1 + next(below: 500))\"}}\n"
        output.append(contentsOf: line.utf8)
    }

    private mutating func answers(_ number: Int) -> (survey: String, answers: String) {
        switch number % 4 {
        case 0: return ("nps", "\"nps\":\(weighted(Self.npsWeights))")
        case 1: return ("csat", "\"csat\":\(1 + weighted(Self.csatWeights))")
        case 2: return ("ces", "\"ces\":\(1 + next(below: 7))")
        default:
            let items = ["goals", "communication", "schedule", "expertise"].map { "\"\($0)\":\(1 + next(below: 5))" }
            return ("project", items.joined(separator: ",") + ",\"recommend\":\(next(below: 11))")
        }
    }

    private static let daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

    /// The event's time in 2025, in UTC.
    private static func time(_ number: Int, of count: Int) -> String {
        let second = number * (365 * 86_400) / count
        let day = second / 86_400
        let month = daysBefore.lastIndex { $0 <= day } ?? 0
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
        return "2025-\(two(month + 1))-\(two(day - daysBefore[month] + 1))"
            + "T\(two(second / 3_600 % 24)):\(two(second / 60 % 60)):\(two(second % 60))Z"
    }
}
