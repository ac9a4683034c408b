package import Workspace

/// The parts of a workspace that are functions in Lua: whoever has loaded the files says what they are, and keeps them
/// within the limits given.
package struct ScriptedParts: Sendable {
    /// The `run` function of a rule's block; nil when it has none.
    package var program: @Sendable (Block, ScriptLimits) throws(Complaint) -> (any RuleProgram)?
    /// The `run` function of the block of a rule about a metric; nil when it has none.
    package var lookProgram: @Sendable (Block, ScriptLimits) throws(Complaint) -> (any LookProgram)?
    /// What the `run` function of the block of a rule about a metric asks of its groups.
    package var lookQuestions: @Sendable (Block) throws(Complaint) -> [LookQuestion]
    /// The metric of a block that names no plugin.
    package var metric: @Sendable (Block, ScriptLimits) throws(Complaint) -> any ScriptedMetric
    /// The `event` function of a channel's block; nil when it has none.
    package var conversion: @Sendable (Block, ScriptLimits) throws(Complaint) -> (any RecordConversion)?

    package init(
        program: @escaping @Sendable (Block, ScriptLimits) throws(Complaint) -> (any RuleProgram)?,
        lookProgram: @escaping @Sendable (Block, ScriptLimits) throws(Complaint) -> (any LookProgram)? = {
            _, _ in nil
        },
        lookQuestions: @escaping @Sendable (Block) throws(Complaint) -> [LookQuestion] = { _ in [] },
        metric: @escaping @Sendable (Block, ScriptLimits) throws(Complaint) -> any ScriptedMetric,
        conversion: @escaping @Sendable (Block, ScriptLimits) throws(Complaint) -> (any RecordConversion)?
    ) {
        self.program = program
        self.lookProgram = lookProgram
        self.lookQuestions = lookQuestions
        self.metric = metric
        self.conversion = conversion
    }
}
