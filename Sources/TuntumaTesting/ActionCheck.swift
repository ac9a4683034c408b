import Testing
import Tuntuma

/// The checks of one action.
struct ActionCheck<A: Action> {
    let action: A
    let limit: Duration
    let sourceLocation: SourceLocation

    private func expect(_ holds: Bool, _ promise: @autoclosure () -> String) {
        if !holds { Issue.record(Comment(rawValue: promise()), sourceLocation: sourceLocation) }
    }

    private func perform(_ request: ActionRequest) async -> ActionOutcome? {
        let action = action
        let outcome = await withDeadline(limit) { await action.perform(request) }
        expect(outcome != nil, "perform did not return within \(limit)")
        return outcome
    }

    /// The outcomes of attempts that overlap, on two threads; none when the action hangs.
    private func attempts(_ count: Int, at request: ActionRequest) async -> [ActionOutcome] {
        let action = action
        let threads = [ThreadExecutor(waits: true), ThreadExecutor(waits: true)]
        let outcomes = await withDeadline(limit) {
            await withTaskGroup(of: ActionOutcome.self) { group in
                for number in 0..<count {
                    group.addTask(executorPreference: threads[number % 2]) { await action.perform(request) }
                }
                for thread in threads { thread.start() }
                return await group.reduce(into: []) { $0.append($1) }
            }
        }
        expect(outcomes != nil, "perform did not return within \(limit)")
        return outcomes ?? []
    }

    /// The outcome of the first attempt; nil when the action hangs.
    func hasOneEffect(_ request: ActionRequest, _ effects: @Sendable () async -> Int) async -> ActionOutcome? {
        let before = await effects()
        guard let outcome = await perform(request) else { return nil }
        let after = await effects()
        switch outcome {
        case .delivered:
            expect(after - before == 1, "a delivered request had \(after - before) effects")
        case .duplicate:
            expect(false, "a key that was never seen is called a duplicate")
        case .retry(let reason, _), .rejected(let reason):
            expect(after == before, "a request that was not delivered had \(after - before) effects")
            expect(!reason.isEmpty, "a request was not delivered, and no reason is given")
        }
        guard case .delivered = outcome, let second = await perform(request) else { return outcome }
        let last = await effects()
        expect(last == after, "the same key again had \(last - after) more effects")
        switch second {
        case .delivered, .duplicate: break
        case .retry, .rejected: expect(false, "the same key again is not called delivered or duplicate: \(second)")
        }
        return outcome
    }

    func manyAttemptsAtOnceHaveOneEffect(_ requests: [ActionRequest], _ effects: @Sendable () async -> Int) async {
        guard var request = requests.first else { return }
        // The content of the first request under new keys: only the key makes two decisions different.
        let keys = ["0000000000000000000000000000c0de", "0000000000000000000000000000beef"]
        let before = await effects()
        var delivered = 0
        for key in keys {
            request.key = key
            let request = request
            let outcomes = await attempts(8, at: request)
            let isDelivered = outcomes.contains { if case .delivered = $0 { true } else { false } }
            if isDelivered { delivered += 1 }
        }
        let had = await effects() - before
        expect(had == delivered, "8 attempts at each of \(delivered) decisions had \(had) effects")
    }
}
