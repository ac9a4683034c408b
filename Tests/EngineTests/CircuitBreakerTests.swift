import Foundation
import Testing
import TuntumaTesting
import Workspace

@testable import Engine

/// One rule's breaker, call by call.
struct CircuitBreakerTests {
    /// Goes through outcomes, one call every so many milliseconds, and says what became of the breaker.
    private func run(
        _ outcomes: [CircuitBreaker.Outcome], every milliseconds: Int64 = 1000
    ) -> (breaker: CircuitBreaker, calls: Int, transitions: [BreakerTransition]) {
        var breaker = CircuitBreaker()
        var calls = 0
        var transitions: [BreakerTransition] = []
        for (place, outcome) in outcomes.enumerated() {
            let time = Int64(place) * milliseconds
            let (isAdmitted, opened) = breaker.admits(at: time)
            if let opened { transitions.append(opened) }
            guard isAdmitted else { continue }
            calls += 1
            if let changed = breaker.note(outcome, at: time) { transitions.append(changed) }
        }
        return (breaker, calls, transitions)
    }

    @Test func aRuleThatIsWellIsCalledAlways() {
        let (breaker, calls, transitions) = run([CircuitBreaker.Outcome](repeating: .done, count: 10_000))
        #expect(breaker.state == .closed)
        #expect(calls == 10_000)
        #expect(transitions.isEmpty)
    }

    @Test func threeStopsWithinAMinuteOpen() {
        let (breaker, calls, transitions) = run([.stopped, .done, .stopped, .done, .stopped, .done])
        #expect(breaker.state == .open)
        #expect(calls == 5)
        #expect(transitions.map(\.reason) == [.stopped(3)])
        // Seen apart by more than a minute they are accidents.
        let far: [CircuitBreaker.Outcome] = [.stopped, .done, .stopped, .done, .stopped, .done]
        #expect(run(far, every: 31_000).breaker.state == .closed)
        // But in a row they are not, however rare the events are.
        #expect(
            run([.stopped, .stopped, .stopped], every: 86_400_000).transitions.map(\.reason) == [.stoppedInARow(3)])
    }

    /// Calls that went well are counted a chunk at a time; the breaker is the same as if each had been counted by itself,
    /// to the last bit of what is saved, wherever the log was cut.
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func chunksOfCallsCountLikeCalls(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let step = [Int64(10), 900, 31_000, 70_000][Int(seed % 4)]
        var time = Int64.random(in: -100_000...100_000, using: &random)
        let times = (0..<500).map { _ -> Int64 in
            time += Int64.random(in: 0...step, using: &random)
            return time
        }
        var oneByOne = CircuitBreaker()
        for time in times { oneByOne.noteDone(at: time) }
        var inChunks = CircuitBreaker()
        var next = 0
        while next < times.count {
            let end = min(times.count, next + Int.random(in: 1...120, using: &random))
            var calls = RuleCalls(rule: 0, rows: (Int32(next)..<Int32(end)).map { $0 })
            calls.callAhead { rows, place in
                place = rows.count
                return nil
            }
            calls.settle(&inChunks, time: { times[Int($0)] }, call: { _ in .decided([]) }, changed: { _, _ in })
            next = end
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(try encoder.encode(inChunks) == encoder.encode(oneByOne))
        #expect(inChunks.isSound(at: time))
    }

    @Test func manyFailuresOpen() {
        #expect(run([CircuitBreaker.Outcome](repeating: .failed, count: 19)).breaker.state == .closed)
        let twenty = run([CircuitBreaker.Outcome](repeating: .failed, count: 20))
        #expect(twenty.transitions.map(\.reason) == [.failed(20, of: 20)])
        // One in twenty is not too much; more is.
        let few = (0..<400).map { $0 % 20 == 19 ? CircuitBreaker.Outcome.failed : .done }
        #expect(run(few, every: 100).breaker.state == .closed)
        let more = (0..<400).map { $0 % 19 == 18 ? CircuitBreaker.Outcome.failed : .done }
        #expect(run(more, every: 100).breaker.state != .closed)
        // Fifty in a row, when there are too few of them in a minute to say more.
        let rare = run([CircuitBreaker.Outcome](repeating: .failed, count: 60), every: 10_000)
        #expect(rare.transitions.first?.reason == .failedInARow(50))
    }

    @Test func anOpenBreakerWaitsThenTries() {
        // Open after the third call, at second 2; on trial from second 62: the events 62, 162 and 262.
        var outcomes = [CircuitBreaker.Outcome](repeating: .done, count: 400)
        for place in 0..<3 { outcomes[place] = .stopped }
        let (breaker, calls, transitions) = run(outcomes)
        #expect(transitions.map(\.to) == [.open, .halfOpen, .closed])
        #expect(transitions.map(\.time) == [2000, 62_000, 262_000])
        #expect(breaker.state == .closed)
        #expect(calls == 3 + 3 + (400 - 263))
    }

    @Test func aRuleThatNeverRecoversIsDisabled() {
        let (breaker, calls, transitions) = run([CircuitBreaker.Outcome](repeating: .stopped, count: 10_000))
        #expect(breaker.state == .disabled)
        #expect(calls == 5)
        #expect(transitions.map(\.to) == [.open, .halfOpen, .open, .halfOpen, .disabled])
        #expect(transitions.last?.reason == .opened(3))
        // Whatever the time between the events is, and when time stands still.
        #expect(run([CircuitBreaker.Outcome](repeating: .stopped, count: 10_000), every: 86_400_000).calls == 5)
        let still = run([CircuitBreaker.Outcome](repeating: .stopped, count: 250_000), every: 0)
        #expect(still.breaker.state == .disabled)
        #expect(still.calls == 5)
    }

    @Test func theWindowCountsTheLastMinute() {
        var random = SplitMix64(seed: 3)
        var window = CallWindow()
        var calls: [(second: Int64, failed: Bool, stopped: Bool)] = []
        var time: Int64 = -200_000
        for _ in 0..<5000 {
            time +=
                Int64.random(in: 0...2500, using: &random) * (Int.random(in: 0..<200, using: &random) == 0 ? 100 : 1)
            let failed = Int.random(in: 0..<3, using: &random) == 0
            let stopped = failed && Bool.random(using: &random)
            window.count(at: time, failed: failed, stopped: stopped)
            calls.append((Int64((Double(time) / 1000).rounded(.down)), failed, stopped))
            let now = calls[calls.count - 1].second
            let recent = calls.filter { $0.second > now - 60 }
            #expect(
                window.total
                    == .init(
                        calls: recent.count, failed: recent.count { $0.failed }, stopped: recent.count { $0.stopped }))
        }
    }
}
