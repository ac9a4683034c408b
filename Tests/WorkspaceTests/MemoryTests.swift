import Foundation
@testable import Memory
import Testing
import TuntumaTesting
@testable import Workspace

/// What a rule remembers, against a list from which nothing is ever taken.
struct MemoryTests {
    private static func plan(_ names: [String: Int64], keys: Int = 1000, records: Int = 1000) -> MemoryPlan {
        var plan = MemoryPlan()
        plan.names = names
        plan.limits.keys = keys
        plan.limits.records = records
        return plan
    }

    private static func remember(_ items: [MemoryCall.Item], at time: Int64, in memory: inout RuleMemory) {
        memory.keep(MemoryCall.Change(time: time, remembered: items))
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func answersAreThoseOfAList(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let keep: [String: Int64] = ["a": 50, "b": 400]
        var memory = RuleMemory(Self.plan(keep))
        var all: [(name: String, key: String, value: String?, time: Int64)] = []
        var now: Int64 = -100
        for _ in 0..<3000 {
            now += Int64.random(in: 0...6, using: &random)
            let name = Bool.random(using: &random) ? "a" : "b"
            let key = "k\(Int.random(in: 0..<5, using: &random))"
            if Bool.random(using: &random) {
                let value = Bool.random(using: &random) ? "v\(Int.random(in: 0..<4, using: &random))" : nil
                Self.remember([MemoryCall.Item(name: name, key: key, value: value)], at: now, in: &memory)
                all.append((name, key, value, now))
            }
            let span = Int64.random(in: 1...(keep[name] ?? 1), using: &random)
            var call = MemoryCall(memory, at: now)
            let mine = all.filter { $0.name == name && $0.key == key && now - $0.time < (keep[name] ?? 0) }
            let within = mine.filter { now - $0.time < span }
            #expect(try call.count(name, key, within: span) == within.count)
            #expect(try call.last(name, key) == mine.last?.time)
            let distinct = try call.distinct(name, key, "v1", within: span)
            #expect(distinct.values == Set(within.compactMap(\.value) + ["v1"]).count)
        }
        #expect(memory.dropped == 0)
        memory.shrink(at: now)
        #expect(memory.recordCount == all.count { now - $0.time < (keep[$0.name] ?? 0) })
        memory.shrink(at: now + 400)
        #expect(memory.recordCount == 0 && memory.keyCount == 0)
    }

    /// What is no longer kept takes nobody's place: whether it has been cleared away yet or not changes nothing.
    @Test(arguments: [5, 6, 7] as [UInt64])
    func clearingAwayChangesNothing(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let plan = Self.plan(["a": 30, "b": 90], keys: 6, records: 14)
        var (lazy, eager) = (RuleMemory(plan), RuleMemory(plan))
        var now: Int64 = 0
        for _ in 0..<2000 {
            now += Int64.random(in: 0...9, using: &random)
            let item = MemoryCall.Item(
                name: Bool.random(using: &random) ? "a" : "b", key: "k\(Int.random(in: 0..<9, using: &random))")
            Self.remember([item], at: now, in: &lazy)
            // Saved and loaded again, at any time.
            var loaded = RuleMemory(plan)
            let saved = try JSONDecoder().decode(
                RuleMemory.Saved.self, from: JSONEncoder().encode(eager.saved(at: now)))
            loaded.take(once: true, names: true, state: nil, from: saved, at: now)
            eager = loaded
            Self.remember([item], at: now, in: &eager)
            #expect(lazy.saved(at: now) == eager.saved(at: now))
            #expect(lazy.recordCount <= 14 && lazy.keyCount <= 6)
        }
        #expect(lazy.dropped > 100 && lazy.dropped == eager.dropped)
    }

    @Test func plainDataIsSavedExactly() throws {
        let data = PlainData.table(unsorted: [
            .init(key: .text("b"), value: .decimal(3)), .init(key: .text("a"), value: .integer(3)),
            .init(key: .integer(7), value: .decimal(-0.0)), .init(key: .text("7"), value: .text("7")),
            .init(key: .text("ä"), value: .boolean(true)), .init(key: .integer(-2), value: .empty),
            .init(key: .text("c"), value: .integer(.max)), .init(key: .text(""), value: .decimal(0.1)),
        ])
        let again = try JSONDecoder().decode(PlainData.self, from: JSONEncoder().encode(data))
        #expect(again == data)
        #expect("\(again)" == "\(data)")
        #expect(
            "\(data)"
                == "{ [-2] = {}, [7] = -0.0, [\"\"] = 0.1, [\"7\"] = \"7\", a = 3, b = 3.0, c = 9223372036854775807, [\"ä\"] = true }"
        )
    }

    @Test func aShapeIsKeysAndKinds() throws {
        func shape(_ settings: [String: Setting]) throws -> String { try #require(PlainData(.table(settings))).shape }
        let one: [String: Setting] = ["n": .integer(1), "by": .table(["x": .boolean(true)])]
        #expect(try shape(one) == shape(["n": .decimal(2.5), "by": .table(["x": .boolean(false)])]))
        #expect(try shape(one) != shape(["n": .text("1"), "by": .table(["x": .boolean(true)])]))
        #expect(try shape(one) != shape(["n": .integer(1), "by": .table(["y": .boolean(true)])]))
        #expect(try shape(one) != shape(["n": .integer(1)]))
        // "a,b" is one key, whatever it looks like.
        #expect(try shape(["a=number,b": .integer(1)]) != shape(["a": .integer(1), "b": .integer(1)]))
        #expect(PlainData(.function(line: 1)) == nil)
    }
}
