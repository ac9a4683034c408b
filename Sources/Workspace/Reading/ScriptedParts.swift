/// What the reader asks of Scripting: the parts of a block that are functions. Each is called with the block itself.
package struct ScriptedParts: Sendable {
    package var program: @Sendable (Block) throws(Complaint) -> (any RuleProgram)?
    package var metric: @Sendable (Block) throws(Complaint) -> any ScriptedMetric
    package var conversion: @Sendable (Block) throws(Complaint) -> (any RecordConversion)?

    package init(
        program: @escaping @Sendable (Block) throws(Complaint) -> (any RuleProgram)?,
        metric: @escaping @Sendable (Block) throws(Complaint) -> any ScriptedMetric,
        conversion: @escaping @Sendable (Block) throws(Complaint) -> (any RecordConversion)?
    ) {
        self.program = program
        self.metric = metric
        self.conversion = conversion
    }
}
