import Memory
import Testing
import Tuntuma
import TuntumaTesting
import Workspace
@testable import Scripting

extension MemoryTests {
    /// Whichever allocation fails: the call fails and keeps nothing, or goes well and keeps all.
    @Test func anyFailingAllocationIsSurvived() throws {
        let text = """
            rule "r" { state = {}, run = function(event, state)
              state.n = (state.n or 0) + 1
              state.list = state.list or {}
              for i = 1, 40 do state.list[#state.list + 1] = { name = "k" .. i, [i] = event.unit } end
              remember("calls", event.unit, #state.list)
            end }
            """
        let source = ScriptSource(file: "t.lua", text: text)
        let sampleEvent = event(sample)
        var plan = MemoryPlan()
        plan.names = ["calls": 1000]
        plan.state = .empty
        var ended = false
        for allocation in 1...5000 where !ended {
            var limits = LuaMachine.Limits()
            limits.failingAllocation = UInt64(allocation)
            guard let evaluator = try? RuleMachine(source, block: 0, limits: limits) else { continue }
            var memory = RuleMemory(plan)
            var kept: Int64 = 0
            for _ in 0..<2 {
                var call = MemoryCall(memory, at: 0)
                switch evaluator.evaluate(sampleEvent, remembering: &call) {
                case .decided:
                    kept += 1
                    #expect(call.change.remembered.count == 1)
                case .failed(let failure):
                    #expect(failure.kind == "memory")
                    #expect(call.change.remembered.isEmpty && call.change.state == nil)
                }
                memory.keep(call.change)
            }
            #expect(kept == 0 || memory.state?[.text("n")] == .integer(kept))
            #expect(memory.recordCount == Int(kept))
            ended = kept == 2 && evaluator.allocations < UInt64(allocation)
        }
        #expect(ended)
    }
}
