import Workspace

/// The `run` of a rule about a metric as it stands in a file, before a worker has it.
struct LookScript: LookProgram {
    var source: ScriptSource
    /// The place of the rule's block in the file.
    let block: Int
    /// The rule's id; its random numbers begin from it.
    let id: String
    let limits: LuaMachine.Limits

    func makeEvaluator() throws(Complaint) -> any LookEvaluator {
        try LookMachine(source, block: block, id: id, limits: limits)
    }
}
