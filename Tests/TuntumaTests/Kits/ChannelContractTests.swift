import Testing
import Tuntuma
import TuntumaTesting

/// A channel over some lines in memory, two a batch, that can be broken in one way at a time.
private struct BreakableChannel: Channel {
    enum Fault: String, Codable, Sendable, CaseIterable {
        case doesNotWait, returnsTooEarly, startsOver, skipsOnResume, losesRecords, stopsWhenRefused,
            ignoresCancellation
        case noJSON, linesFromZero, linesGoBack, rangeOutside, throwsAtTheEnd, longPosition
    }

    struct Configuration: Codable, Sendable {
        var fault: Fault?
    }

    static var manifest: PluginManifest {
        PluginManifest(
            id: "breakable", kind: .channel, summary: "For the kit", sample: #"channel { plugin = "breakable" }"#)
    }

    static let lines = (1...7).map { #"{"id":"e-\#($0)"}"# }

    let fault: Fault?

    init(configuration: Configuration, environment: PluginEnvironment) {
        fault = configuration.fault
    }

    private func batch(_ start: Int) -> RecordBatch {
        let lines = Self.lines[start..<min(start + 2, Self.lines.count)]
        var batch = RecordBatch(source: "memory", bytes: [], records: [], position: Position("\(start + lines.count)"))
        for (index, line) in zip(lines.indices, lines) {
            let text = fault == .noJSON ? "no json" : line
            let from = batch.bytes.count
            batch.bytes += Array(text.utf8)
            let number = fault == .linesFromZero ? index : fault == .linesGoBack ? 10 - index : index + 1
            let end = batch.bytes.count + (fault == .rangeOutside ? 1000 : 0)
            batch.records.append(RecordBatch.Record(range: from..<end, line: number))
        }
        if fault == .longPosition {
            batch.position = Position("\(start + lines.count)" + String(repeating: " ", count: 2000))
        }
        return batch
    }

    func run(from position: Position?, into intake: any Intake) async throws(ChannelError) {
        var start = position.flatMap { Int($0.text.prefix { $0 != " " }) } ?? 0
        if fault == .startsOver { start = 0 }
        if fault == .skipsOnResume, position != nil { start += 1 }
        if fault == .doesNotWait {
            let batches = stride(from: start, to: Self.lines.count, by: 2).map { batch($0) }
            await withTaskGroup { group in
                for batch in batches { group.addTask { _ = await intake.accept(batch) } }
            }
            return
        }
        while start < Self.lines.count {
            if Task.isCancelled, fault != .ignoresCancellation { return }
            if fault == .losesRecords, start == 4 { return }
            let batch = batch(start)
            if fault == .returnsTooEarly, start + 2 >= Self.lines.count {
                // Not a child task: it outlives the call, which is the fault.
                Task { _ = await intake.accept(batch) }
            } else {
                let answer = await intake.accept(batch)
                let isRefused = answer.outcomes.contains { if case .rejected = $0 { true } else { false } }
                if isRefused, fault == .stopsWhenRefused { return }
            }
            start += 2
        }
        if fault == .throwsAtTheEnd { throw ChannelError(source: "memory", problem: "the end") }
    }
}

@Suite struct ChannelContractTests {
    private func channel(_ fault: BreakableChannel.Fault?) -> BreakableChannel {
        BreakableChannel(
            configuration: .init(fault: fault), environment: PluginEnvironment(symbols: SymbolTable()))
    }

    @Test func aSoundChannelPasses() async {
        await expectChannelContract(channel(nil), brings: BreakableChannel.lines)
    }

    @Test func recordsAreComparedAsJSON() async {
        await expectChannelContract(channel(nil), brings: (1...7).map { #"{ "id" : "e-\#($0)" }"# })
    }

    @Test(arguments: BreakableChannel.Fault.allCases)
    fileprivate func everyFaultIsFound(fault: BreakableChannel.Fault) async {
        await withKnownIssue {
            await expectChannelContract(channel(fault), brings: BreakableChannel.lines)
        }
    }

    private struct HangingChannel: Channel {
        struct Configuration: Codable, Sendable {}
        static var manifest: PluginManifest { BreakableChannel.manifest }
        init(configuration: Configuration, environment: PluginEnvironment) {}
        func run(from position: Position?, into intake: any Intake) async throws(ChannelError) {
            while !Task.isCancelled { await Task.yield() }
        }
    }

    @Test func aChannelThatHangsIsFound() async {
        let channel = HangingChannel(configuration: .init(), environment: PluginEnvironment(symbols: SymbolTable()))
        await withKnownIssue {
            await expectChannelContract(channel, brings: [], limit: .milliseconds(20))
        }
    }
}
