import Synchronization
import Testing
import Tuntuma
import TuntumaTesting

/// An action that appends to a list in memory, and can be broken in one way at a time.
private struct BreakableAction: Action {
    enum Fault: String, Codable, Sendable, CaseIterable {
        case forgetsKeys, comparesContent, retriesAfterActing, saysDuplicateAtOnce, nothingHappens, refusesTheSecond
        case noReason, checksThenActs, refusesAll
    }

    struct Configuration: Codable, Sendable {
        var fault: Fault?
    }

    static var manifest: PluginManifest {
        PluginManifest(
            id: "breakable", kind: .action, summary: "For the kit", sample: #"action { plugin = "breakable" }"#)
    }

    final class Receiver: Sendable {
        private let state = Mutex((keys: Set<String>(), effects: 0))
        var effects: Int { state.withLock { $0.effects } }
        func knows(_ key: String) -> Bool { state.withLock { $0.keys.contains(key) } }
        func act(_ key: String) -> Bool {
            state.withLock {
                guard $0.keys.insert(key).inserted else { return false }
                $0.effects += 1
                return true
            }
        }
        func actAgain(_ key: String) {
            state.withLock {
                $0.keys.insert(key)
                $0.effects += 1
            }
        }
    }

    let fault: Fault?
    let receiver = Receiver()

    init(configuration: Configuration, environment: PluginEnvironment) {
        fault = configuration.fault
    }

    func perform(_ request: ActionRequest) async -> ActionOutcome {
        switch fault {
        case .forgetsKeys:
            receiver.actAgain(request.key)
            return .delivered(receipt: nil)
        case .comparesContent:
            return receiver.act("\(request.fields)") ? .delivered(receipt: nil) : .delivered(receipt: nil)
        case .retriesAfterActing:
            _ = receiver.act(request.key)
            return .retry(reason: "no answer", after: nil)
        case .saysDuplicateAtOnce: return .duplicate
        case .nothingHappens: return .delivered(receipt: nil)
        case .refusesTheSecond:
            return receiver.act(request.key) ? .delivered(receipt: nil) : .rejected(reason: "again")
        case .noReason: return .rejected(reason: "")
        case .checksThenActs:
            if receiver.knows(request.key) { return .duplicate }
            for _ in 0..<8 { await Task.yield() }
            receiver.actAgain(request.key)
            return .delivered(receipt: nil)
        case .refusesAll: return .rejected(reason: "closed")
        case nil: return receiver.act(request.key) ? .delivered(receipt: "r") : .duplicate
        }
    }
}

@Suite struct ActionContractTests {
    private func check(_ fault: BreakableAction.Fault?) async {
        let action = BreakableAction(
            configuration: .init(fault: fault), environment: PluginEnvironment(symbols: SymbolTable()))
        await expectActionContract(action) { action.receiver.effects }
    }

    @Test func aSoundActionPasses() async {
        await check(nil)
    }

    @Test(arguments: BreakableAction.Fault.allCases)
    fileprivate func everyFaultIsFound(fault: BreakableAction.Fault) async {
        await withKnownIssue { await check(fault) }
    }

    private struct HangingAction: Action {
        struct Configuration: Codable, Sendable {}
        static var manifest: PluginManifest { BreakableAction.manifest }
        init(configuration: Configuration, environment: PluginEnvironment) {}
        func perform(_ request: ActionRequest) async -> ActionOutcome {
            while !Task.isCancelled { await Task.yield() }
            return .duplicate
        }
    }

    @Test func anActionThatHangsIsFound() async {
        let action = HangingAction(configuration: .init(), environment: PluginEnvironment(symbols: SymbolTable()))
        await withKnownIssue {
            await expectActionContract(action, limit: .milliseconds(20)) { 0 }
        }
    }

    @Test func theSampleHasDifferentKeys() {
        let keys = [ActionRequest].sample.map(\.key)
        #expect(Set(keys).count == keys.count)
        #expect(keys.allSatisfy { $0.utf8.count == 32 })
    }
}
