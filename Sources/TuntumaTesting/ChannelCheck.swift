import Foundation
import Testing
import Tuntuma

/// The checks of one channel.
struct ChannelCheck<C: Channel> {
    let channel: C
    let limit: Duration
    let sourceLocation: SourceLocation

    /// How a run ended.
    enum Ending: Sendable {
        case returned
        case failed(ChannelError)
    }

    private func expect(_ holds: Bool, _ promise: @autoclosure () -> String) {
        if !holds { Issue.record(Comment(rawValue: promise()), sourceLocation: sourceLocation) }
    }

    /// Runs the channel once; false when it hung or threw, which is recorded.
    @discardableResult private func run(
        from position: Position?, into intake: RecordingIntake, cancelled: Bool = false
    ) async -> Bool {
        let channel = channel
        let ending = await withDeadline(limit) { () async -> Ending in
            do throws(ChannelError) {
                try await channel.run(from: position, into: intake)
                return .returned
            } catch {
                return .failed(error)
            }
        }
        switch ending {
        case nil:
            expect(false, "run did not return within \(limit)\(cancelled ? " of being cancelled" : "")")
            return false
        case .failed(let error)? where !cancelled:
            expect(false, "run threw: \(error.source): \(error.problem)")
            return false
        case .failed?, .returned?:
            expect(await intake.mostAtOnce <= 1, "accept was called before the call before it had returned")
            expect(await intake.underWay == 0, "run returned while accept was under way")
            return true
        }
    }

    func bringsEverything(_ expected: [String]) async -> [RecordBatch] {
        let intake = RecordingIntake()
        guard await run(from: nil, into: intake) else { return [] }
        let batches = await intake.batches
        let records = batches.flatMap(\.texts)
        expect(
            records.map(Self.canonical) == expected.map(Self.canonical),
            "the records are \(records), expected \(expected)")
        for batch in batches { theBatchIsWellFormed(batch) }
        let lines = batches.flatMap { $0.records.map(\.line) }
        expect(zip(lines, lines.dropFirst()).allSatisfy(<=), "the lines of the records go backwards: \(lines)")
        return batches
    }

    private func theBatchIsWellFormed(_ batch: RecordBatch) {
        expect(!batch.records.isEmpty, "a batch without records")
        expect(!batch.source.isEmpty, "a batch does not say where it comes from")
        expect(batch.position.text.utf8.count <= 1024, "a position is longer than 1 KiB")
        for record in batch.records {
            expect(record.line >= 1, "a record begins at line \(record.line); lines count from 1")
            expect(
                record.range.lowerBound >= 0 && record.range.upperBound <= batch.bytes.count,
                "a record lies outside its batch")
        }
        for text in batch.texts {
            expect(Self.object(text) != nil, "a record is no JSON object: \(text)")
        }
    }

    /// Whoever does not wait for the last answer would call records safe that are not.
    func waitsForTheLastAnswer(_ batches: [RecordBatch]) async {
        let intake = RecordingIntake(.slow(batch: batches.count - 1, .milliseconds(50)))
        guard await run(from: nil, into: intake) else { return }
        expect(await intake.batches.count == batches.count, "run returned before it had handed over every batch")
    }

    func resumes(_ batches: [RecordBatch]) async {
        let all = batches.flatMap(\.texts).map(Self.canonical)
        var seen = 0
        for batch in batches.prefix(16) {
            seen += batch.records.count
            let intake = RecordingIntake()
            guard await run(from: batch.position, into: intake) else { return }
            let rest = await intake.records.map(Self.canonical)
            expect(
                rest == Array(all.dropFirst(seen)),
                "from position \"\(batch.position.text)\" it brings \(rest.count) records, not the \(all.count - seen) left"
            )
        }
    }

    func goesOnWhenRefused(_ batches: [RecordBatch]) async {
        let intake = RecordingIntake(.refusing(reason: "refused by the kit"))
        guard await run(from: nil, into: intake) else { return }
        let records = await intake.batches.reduce(0) { $0 + $1.records.count }
        expect(
            records == batches.reduce(0) { $0 + $1.records.count },
            "when records are refused it brings others than when they are accepted")
    }

    func stopsWhenCancelled(_ batches: [RecordBatch]) async {
        guard !batches.isEmpty else { return }
        let intake = RecordingIntake(.cancelling(batch: 0))
        guard await run(from: nil, into: intake, cancelled: true) else { return }
        expect(await intake.afterCancellation == 0, "a batch was handed over after the channel was cancelled")
    }

    private static func object(_ text: String) -> [String: Any]? {
        (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any]
    }

    /// The same text for two JSON objects that say the same.
    private static func canonical(_ text: String) -> String {
        guard let object = object(text),
            let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
        else { return text }
        return String(decoding: data, as: UTF8.self)
    }
}
