import Digest
import EventLog
import Testing
import Tuntuma
import TuntumaTesting

/// The table of keys against a dictionary.
///
/// One at a time: these tests wait for nothing, and would keep both threads from tests that have deadlines.
@Suite(.serialized)
struct KeyTableTests {
    @Test(arguments: [(1, 1), (2, 7), (3, 300), (4, 5_000)] as [(UInt64, Int)])
    func judgesAsADictionaryDoes(seed: UInt64, batch: Int) {
        var random = SplitMix64(seed: seed)
        var table = KeyTable()
        var known: [Fingerprint: UInt64] = [:]
        for _ in 0..<max(8, 15_000 / batch) {
            var keys: [Fingerprint] = []
            var contents: [UInt64] = []
            for _ in 0..<batch {
                let old = Int.random(in: 0..<4, using: &random) == 0 ? known.randomElement(using: &random)?.key : nil
                let again = Int.random(in: 0..<8, using: &random) == 0 ? keys.randomElement(using: &random) : nil
                keys.append(again ?? old ?? Fingerprint(high: random.next(), low: random.next()))
                contents.append(UInt64.random(in: 0..<2, using: &random))
            }
            let expected = zip(keys, contents).map { key, content -> KeyTable.Verdict in
                guard let first = known[key] else {
                    known[key] = content
                    return .new
                }
                return first == content ? .duplicate : .conflict
            }
            #expect(table.judge(keys: keys, contents: contents) == expected)
            #expect(table.count == known.count)
        }
    }

    /// Keys that all want the same place in the same shard: slow, never wrong.
    @Test func crowdedKeysAreToldApart() {
        var table = KeyTable()
        let keys = (1...3_000).map { Fingerprint(high: UInt64($0), low: 7) }
        let contents = keys.map(\.high)
        #expect(table.judge(keys: keys, contents: contents).allSatisfy { $0 == .new })
        #expect(table.judge(keys: keys, contents: contents).allSatisfy { $0 == .duplicate })
        #expect(table.judge(keys: keys, contents: contents.map { $0 + 1 }).allSatisfy { $0 == .conflict })
        #expect(table.judge(keys: [], contents: []).isEmpty)
    }

    @Test func keysOfSourceAndId() {
        let symbols = SymbolTable()
        var maker = EventKeyMaker(Fingerprinter())
        let (first, second) = (symbols.symbol(for: "a"), symbols.symbol(for: "b"))
        let long = String(repeating: "x", count: 128)
        let ids = ["1", "2", "12", "1\u{0}", "\u{0}1", long, String(long.dropLast()), String(long.dropLast()) + "y"]
        var seen: Set<Fingerprint> = []
        for source in [Symbol.none, first, second] {
            for id in ids {
                let key = maker.key(source: source, id: id)
                #expect(key == maker.key(source: source, id: id))
                #expect(seen.insert(key).inserted, "\(id)")
            }
        }
    }
}
