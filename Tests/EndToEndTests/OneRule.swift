/// A workspace with a rule.
enum OneRule {
    static let callback = """
        rule "callback" {
          doc = "Someone calls every detractor back.", on = "response",
          match = { answers = { nps = { max = 6 } } },
          route = { queue = "callback", reason = "NPS {answers.nps}" },
        }

        """

    /// Makes a workspace in the folder; without text of its own it has the rule above.
    static func workspace(
        _ folder: Folder, rules: String = callback, workspace: String = "organisation { name = \"Test\" }\n",
        metrics: String? = nil
    ) throws -> String {
        try folder.write("workspace/tuntuma.lua", workspace)
        try folder.write("workspace/rules/a.lua", rules)
        if let metrics { try folder.write("workspace/metrics/a.lua", metrics) }
        return folder.path("workspace")
    }
}
