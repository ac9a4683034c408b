import Testing
import Tuntuma
import Workspace

@testable import Engine
@testable import Hindsight

@Suite struct ReplayChangeTests {
    private static func route(_ queue: String, unit: String? = nil, reason: String = "r") -> Decision {
        Decision(
            kind: .route,
            fields: [("queue", .text(queue))] + (unit.map { [("unit", .text($0))] } ?? []) + [("reason", .text(reason))]
        )
    }

    private static func alert(_ key: String, _ title: String = "t") -> Decision {
        Decision(kind: .alert, fields: [("severity", .text("warning")), ("key", .text(key)), ("title", .text(title))])
    }

    static let cases: [([Decision], [Decision], [ReplayChange?])] = [
        ([], [], []),
        ([route("a")], [route("a")], [nil]),
        ([], [route("a")], [.added]),
        ([route("a")], [], [.removed]),
        ([route("a")], [route("a", reason: "s")], [.changed]),
        ([route("a")], [route("b")], [.rerouted]),
        ([route("a", unit: "x")], [route("a", unit: "y")], [.rerouted]),
        ([alert("a")], [alert("b")], [.changed]),
        ([route("a")], [alert("a")], [.removed, .added]),
        // In another order nothing is different.
        ([route("a"), route("b")], [route("b"), route("a")], [nil, nil]),
        // The one that stays is paired with itself, whatever comes before it.
        ([route("b")], [route("a"), route("b")], [nil, .added]),
        // Other words for the same queue before another queue.
        ([route("a")], [route("b"), route("a", reason: "s")], [.changed, .added]),
        ([route("a"), route("a")], [route("a")], [nil, .removed]),
    ]

    @Test(arguments: cases)
    func decisionsArePaired(before: [Decision], after: [Decision], expected: [ReplayChange?]) {
        let changes = ReplayChange.changes(from: before, to: after)
        #expect(changes.map(\.change) == expected)
        #expect(changes.compactMap(\.before).count == before.count && changes.compactMap(\.after).count == after.count)
    }

    @Test func aFileTakesThePlaceOfItsNamesake() {
        func rule(_ id: String, _ file: String, _ version: String = "1") -> Rule {
            Rule(id: id, doc: "", types: [], file: file, line: 1, version: version)
        }
        let current = [rule("a", "w/rules/1.lua"), rule("b", "w/rules/1.lua"), rule("c", "w/rules/2.lua")]
        func result(_ edited: [Rule], _ file: String) -> [String] {
            Candidate.rules(current, replacedBy: edited, from: file).map { "\($0.id)\($0.version)" }
        }
        // b is gone, d is new, c has moved here.
        #expect(result([rule("a", "1.lua", "2"), rule("d", "1.lua", "2")], "1.lua") == ["a2", "d2", "c1"])
        #expect(result([rule("c", "1.lua", "2")], "x/1.lua") == ["c2"])
        #expect(result([rule("b", "new.lua", "2"), rule("e", "new.lua", "2")], "new.lua") == ["a1", "b2", "c1", "e2"])
    }
}

@Suite struct StretchTests {
    @Test func endsAreDaysOrTimes() throws {
        let zone = try #require(ZoneTable(name: "Europe/Helsinki"))
        let days = try Stretch(from: "2026-03-29", to: "2026-03-29", in: zone)
        // The day on which the clock is put forward has 23 hours.
        #expect(days.from == 1_774_735_200_000 && days.to == 1_774_735_200_000 + 23 * 3_600_000)
        let times = try Stretch(from: "2026-03-02T09:15:00Z", to: "2026-03-02T11:15:01+02:00", in: zone)
        #expect(times.from == 1_772_442_900_000 && times.to == 1_772_442_901_000)
        #expect(times.holds(Timestamp(milliseconds: 1_772_442_900_999)))
        #expect(!times.holds(Timestamp(milliseconds: 1_772_442_901_000)))
        #expect(try Stretch(from: nil, to: nil, in: zone).isWhole)
    }

    @Test(
        arguments: [
            ("2026-02-29", nil, .from), ("yesterday", nil, .from), ("2026-3-2", nil, .from), ("", nil, .from),
            (nil, "2026-13-01", .to), (nil, "+026-01-01", .to), ("2026-03-02", "2026-03-01", .order),
            ("2026-03-02T09:15:00Z", "2026-03-02T09:15:00Z", .order),
        ] as [(String?, String?, StretchError.End)])
    func whatIsNoStretchIsRefused(from: String?, to: String?, end: StretchError.End) throws {
        let zone = try #require(ZoneTable(name: "UTC"))
        let error = #expect(throws: StretchError.self) { try Stretch(from: from, to: to, in: zone) }
        #expect(error?.end == end)
    }
}
