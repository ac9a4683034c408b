import FirstLook
import TableSurvey
import Testing
import Tuntuma
import TuntumaTesting

@testable import Scripting

/// A pattern that a first look names is one under which `parse_time` reads the values.
struct PatternsReadTests {
    /// How a column writes its times.
    private struct Style: Sendable {
        let write: @Sendable (Moment) -> String
    }

    private struct Moment: Sendable {
        var year = 2026
        var month = 1
        var day = 1
        var hour = 0
        var minute = 0
        var second = 0

        var halves: String {
            "\(hour % 12 == 0 ? 12 : hour % 12):\(two(minute)):\(two(second))"
        }
    }

    private static func two(_ number: Int) -> String { CivilDate.digits(number, 2) }

    private static let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let stems = [
        "tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu",
    ]
    private static let swedish = [
        "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
        "december",
    ]

    private static let styles: [Style] = [
        Style { "\($0.day).\($0.month).\($0.year) \($0.hour):\(two($0.minute))" },
        Style { "\($0.day).\($0.month).\($0.year) klo \($0.hour).\(two($0.minute))" },
        Style { "\(two($0.day)).\(two($0.month)).\($0.year % 100)" },
        Style { "\($0.year)-\(two($0.month))-\(two($0.day))" },
        Style { "\($0.year)-\(two($0.month))-\(two($0.day)) kl. \(two($0.hour)):\(two($0.minute))" },
        Style {
            "\($0.year)-\(two($0.month))-\(two($0.day)) \(two($0.hour)):\(two($0.minute)):\(two($0.second)).\($0.second)"
        },
        Style { "\($0.year)-\(two($0.month))-\(two($0.day))T\(two($0.hour)):\(two($0.minute)):\(two($0.second)),123" },
        Style { "\($0.year)-\(two($0.month))-\(two($0.day))T\(two($0.hour)):\(two($0.minute)):\(two($0.second))+0200" },
        Style {
            "\($0.year)-\(two($0.month))-\(two($0.day)) \(two($0.hour)):\(two($0.minute)):\(two($0.second)) -05:30"
        },
        Style { "\($0.year)/\(two($0.month))/\(two($0.day)) \($0.halves) \($0.hour < 12 ? "AM" : "PM") GMT+2" },
        Style { "\($0.year)/\(two($0.month))/\(two($0.day)) \($0.halves) \($0.hour < 12 ? "ap." : "ip.") UTC+2" },
        Style { "\($0.month)/\($0.day)/\($0.year), \($0.halves)\u{202F}\($0.hour < 12 ? "AM" : "PM")" },
        Style { "\($0.month)/\($0.day)/\($0.year % 100) \($0.hour):\(two($0.minute)):\(two($0.second))" },
        Style { "\($0.day)-\(names[$0.month - 1])-\($0.year)" },
        Style { "\(two($0.day))\(names[$0.month - 1].uppercased())\($0.year)" },
        Style { "\(names[$0.month - 1]) \($0.day), \($0.year) \($0.halves) \($0.hour < 12 ? "AM" : "PM")" },
        Style { "\($0.day). \(stems[$0.month - 1])kuuta \($0.year)" },
        Style { "\($0.day) \(swedish[$0.month - 1]) \($0.year) \(two($0.hour)):\(two($0.minute))" },
        Style { "\($0.year)\(two($0.month))\(two($0.day))" },
        Style { "\($0.year)\(two($0.month))\(two($0.day))\(two($0.hour))\(two($0.minute))\(two($0.second))" },
    ]

    @Test(arguments: 0..<60 as Range<UInt64>)
    func everyPatternReadsItsValues(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let style = Self.styles[Int(seed) % Self.styles.count]
        let odd = ["ei tiedossa", "31.2.2026", "2026-13-01", "46082,5", "9/9/99 9", "12"]
        let count = Int.random(in: 20...200, using: &random)
        var expected: [String: String] = [:]
        let values = (0..<count).map { index in
            if index > 0, Int.random(in: 0..<40, using: &random) == 0 {
                return odd.randomElement(using: &random) ?? ""
            }
            let moment = Moment(
                month: .random(in: 1...12, using: &random), day: .random(in: 1...28, using: &random),
                hour: .random(in: 0...23, using: &random), minute: .random(in: 0...59, using: &random),
                second: .random(in: 10...59, using: &random))
            let text = style.write(moment)
            expected[text] = "\(moment.year)-\(Self.two(moment.month))-\(Self.two(moment.day))"
            return text
        }
        let text = "id;pvm\n" + values.enumerated().map { "\($0.offset);\"\($0.element)\"\n" }.joined()
        let look = try FirstLook(bytes: Array(text.utf8), path: "a.csv", modified: Timestamp(milliseconds: 0))
        let reader = TimeReader()
        func read(_ value: String, _ pattern: String) -> String? {
            try? reader.parse([.text(value), .text(pattern), .text("UTC")])
        }
        guard case .pattern(let pattern)? = look.time?.pattern else {
            #expect(values.count { expected[$0] == nil } * 20 > count, "\(values.prefix(3)) \(look.warnings)")
            return
        }
        let unread = values.count { read($0, pattern) == nil }
        #expect(unread * 20 <= count, "\(pattern)")
        #expect(look.warnings.contains { $0.hasPrefix("\(unread) of \(count) values of column pvm") } == (unread > 0))
        for (value, date) in expected where read(value, pattern) != nil {
            #expect(read(value, pattern)?.hasPrefix(date) == true, "\(value) under \(pattern)")
        }
    }
}
