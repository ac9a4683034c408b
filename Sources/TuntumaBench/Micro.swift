import Builtins
import Deciding
import Digest
import Engine
import EventLog
import Loading
import Scripting
import Tuntuma
import Workspace

/// The parts of a run one by one, in nanoseconds an event.
struct Micro {
    private static let events = 100_000

    let symbols = SymbolTable()
    private let turns: Int
    private let only: String
    private var log: [UInt8] = []

    /// - Parameters:
    ///   - turns: How often each part is measured.
    ///   - only: Parts whose name does not contain this are left out.
    init(turns: Int, only: String) {
        self.turns = turns
        self.only = only
        var generator = Generator(seed: 7)
        for number in 0..<Self.events { generator.append(number, of: Self.events, to: &log) }
        log.append(contentsOf: repeatElement(0, count: 64))
    }

    func run() throws {
        let batches = try decode()
        try fold(batches)
        try match(batches)
        try enterLua(batches)
    }

    /// Prints the median of several turns over all events.
    private func measure(_ label: String, _ work: () throws -> Void) rethrows {
        guard only.isEmpty || label.contains(only) else { return }
        let clock = ContinuousClock()
        var seconds: [Double] = []
        for _ in 0..<turns { seconds.append(try clock.measure { try work() } / .seconds(1)) }
        let nanoseconds = seconds.sorted()[turns / 2] * 1e9 / Double(Self.events)
        let text = String(Int((nanoseconds * 10).rounded()))
        print("  \(label): \(text.dropLast().isEmpty ? "0" : String(text.dropLast())).\(text.suffix(1)) ns an event")
    }

    /// Decodes the log chunk by chunk.
    private func decode() throws -> [EventBatch] {
        var decoder = try ChunkDecoder(symbols: symbols, fingerprinter: Fingerprinter())
        var batches: [EventBatch] = []
        func decodeAll() {
            batches.removeAll()
            log.withUnsafeBufferPointer { log in
                var start = 0
                let end = log.count - 64
                while start < end {
                    var next = min(start + Chunk.target, end)
                    while next > start, log[next - 1] != 0x0A { next -= 1 }
                    batches.append(decoder.decode(UnsafeBufferPointer(rebasing: log[start..<next])).batch)
                    start = next
                }
            }
        }
        decodeAll()
        measure("decode lines into batches", decodeAll)
        return batches
    }

    private func fold(_ batches: [EventBatch]) throws {
        let registry = try PluginRegistry.withBuiltins()
        for metric in try registry.metrics(of: Workspace(), symbols: symbols) {
            let folder = metric.makeFolder()
            measure("fold \(metric.id)") {
                for batch in batches { folder.fold(batch, slots: [Int32](repeating: 0, count: batch.count), cells: 1) }
            }
        }
    }

    private func match(_ batches: [EventBatch]) throws {
        let conditions: [(String, Condition)] = [
            ("match a touchpoint", .field("touchpoint", .isOneOf([.text("go-live")]))),
            ("match an answer", .field("answers.nps", .between(min: nil, max: 6))),
            ("match a word in a comment", .field("answers.comment", .contains(["LASKU", "faktura"]))),
        ]
        for (label, condition) in conditions {
            let matcher = Matcher(condition, types: ["response"], symbols: symbols)
            var scratch = MatchScratch(symbols: symbols)
            var selected: [Int32] = []
            measure(label) {
                for batch in batches {
                    selected.removeAll(keepingCapacity: true)
                    matcher.select(batch, into: &selected, using: &scratch)
                }
            }
        }
    }

    private func enterLua(_ batches: [EventBatch]) throws {
        let bodies: [(String, String)] = [
            ("enter Lua for nothing", ""),
            ("enter Lua and read four fields", "return event.unit == event.touchpoint, event.answers.nps == 11"),
            ("enter Lua and decide", "alert { key = 'bench', title = 'a customer waits' }"),
        ]
        for (label, body) in bodies {
            let source = ScriptSource(
                file: "bench.lua",
                text: "rule \"bench\" { doc = \"Measures.\", on = \"response\", run = function(event) \(body) end }")
            let workspace = try WorkspaceLoader.load(sources: [source], symbols: symbols)
            guard let evaluator = try workspace.rules.first?.program?.makeEvaluator() else { return }
            let rows = batches.map { (0..<Int32($0.count)).map { $0 } }
            measure(label) {
                for (batch, rows) in zip(batches, rows) {
                    var place = 0
                    while evaluator.evaluate(batch, rows: rows, from: &place) != nil { place += 1 }
                }
            }
        }
    }
}
