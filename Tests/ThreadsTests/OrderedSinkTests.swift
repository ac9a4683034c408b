import Dispatch
import Synchronization
import Testing
import Threads
import TuntumaTesting

/// What several threads bring is put down in the order of its numbers.
struct OrderedSinkTests {
    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func whateverComesFirstTheOrderHolds(seed: UInt64) {
        let sink = OrderedSink<[Int], Int>([])
        let next = Atomic(0)
        let count = 2_000
        let busy = Atomic(false)
        let met = Atomic(0)
        WorkerThreads.run(count: 1 + Int(seed % 5)) { worker in
            var random = SplitMix64(seed: seed &* 31 &+ UInt64(worker))
            while true {
                let number = next.add(1, ordering: .relaxed).oldValue
                guard number < count else { return }
                // Work of chance length, so that numbers come out of turn.
                var sum: UInt64 = 0
                for _ in 0..<Int.random(in: 0..<3_000, using: &random) { sum &+= random.next() }
                sink.take(number, number: number) { state, item in
                    if busy.exchange(true, ordering: .acquiring) { met.add(1, ordering: .relaxed) }
                    state.append(item)
                    busy.store(false, ordering: .releasing)
                }
                withExtendedLifetime(sum) {}
            }
        }
        #expect(sink.finish { $0 } == Array(0..<count))
        #expect(met.load(ordering: .relaxed) == 0)
    }

    /// Who is far ahead waits until the one that is missing has come; nothing is put down before it.
    @Test func whatIsMissingHoldsUpTheRest() {
        let sink = OrderedSink<[Int], Int>([])
        let isNear = DispatchSemaphore(value: 0)
        let count = 100
        WorkerThreads.run(count: 2) { worker in
            if worker == 0 {
                for number in 1..<count {
                    sink.take(number, number: number) { $0.append($1) }
                    if number == 10 { isNear.signal() }
                }
            } else {
                isNear.wait()
                #expect(sink.finish { $0.isEmpty })
                sink.take(0, number: 0) { $0.append($1) }
            }
        }
        #expect(sink.finish { $0 } == Array(0..<count))
    }

    @Test func aGateSaysWhoseTurnItIs() {
        let gate = TurnGate(0)
        #expect(gate.isOpen(to: 0) && !gate.isOpen(to: 1))
        gate.inTurn(0) { $0 += 1 }
        #expect(!gate.isOpen(to: 0) && gate.isOpen(to: 1))
    }
}
