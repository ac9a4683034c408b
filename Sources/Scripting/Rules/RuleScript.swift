import Memory
import Workspace

/// A rule's `run` as it stands in a file, before a worker has it.
struct RuleScript: RuleProgram {
    var source: ScriptSource
    /// The place of the rule's block in the file.
    let block: Int
    var mentionedFields: [String] = []
    var rememberedNames: [RememberedName] = []
    var askedMetrics: [MetricMention] = []
    var unclearMetrics: [MetricMention.Problem] = []
    var migrates = false
    /// The rule's id; its random numbers begin from it.
    var id = ""
    var limits = LuaMachine.Limits()

    func makeEvaluator() throws(Complaint) -> any RuleEvaluator { try makeEvaluator(beside: nil) }

    func makeEvaluator(beside neighbour: (any RuleEvaluator)?) throws(Complaint) -> any RuleEvaluator {
        try RuleMachine(
            source, block: block, id: id, asks: askedMetrics, limits: limits, beside: neighbour as? RuleMachine)
    }
}
