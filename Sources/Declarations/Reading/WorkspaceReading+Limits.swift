import Workspace

extension WorkspaceReading {
    /// `limits { steps = 200000 }`: what every script of the workspace may use up.
    func readLimits(_ block: Block) {
        guard declare("limits", "", block) else { return }
        workspace.limits = limits(in: TableReader(block, book), beside: workspace.limits)
    }

    /// The limits of a table; those that it does not set are the others.
    func limits(in table: TableReader, beside others: ScriptLimits) -> ScriptLimits {
        var limits = others
        for (name, range) in ScriptLimits.settings {
            guard let number = table.whole(name, atLeast: Int.min) else { continue }
            if range.contains(number) {
                limits[name] = number
            } else {
                table.complain(name, "\(number) is out of range; expected \(range.lowerBound) to \(range.upperBound)")
            }
        }
        table.finish()
        return limits
    }
}
