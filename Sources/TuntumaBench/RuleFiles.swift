/// Workspaces with rules for the measurements.
enum RuleFiles {
    /// The rule that the peers have as a script.
    static let one = """
        rule "detractors" {
          doc = "Detractors raise an alert; those of enterprises are called back.",
          on = "response",
          match = { answers = { nps = { max = 6 } } },
          run = function(event)
            alert { key = event.id, title = "detractor" }
            if event.attributes.segment == "enterprise" then
              route { queue = "callback-" .. event.unit }
            end
          end,
        }
        """

    /// Twenty rules, each of which lets about one event in a hundred through.
    static let twenty: String = {
        let touchpoints = [
            "marketing", "offer", "kickoff", "steering-group", "weekly-report", "go-live", "invoice", "support",
        ]
        return (0..<20).map { number in
            let touchpoint = touchpoints[number % 8]
            let condition =
                switch number % 4 {
                case 0: "answers = { nps = { max = 6 } }, unit = { \"oulu\", \"turku\" }"
                case 1: "answers = { csat = { max = 3 } }, unit = { \"oulu\", \"turku\" }"
                case 2: "answers = { ces = { max = 2 } }"
                default: "answers = { goals = { max = 1 } }, unit = { \"oulu\", \"turku\" }"
                }
            return """
                rule "rule-\(number)" {
                  doc = "About one event in a hundred.", on = "response",
                  match = { touchpoint = "\(touchpoint)", \(condition) },
                  route = { queue = "\(touchpoint)", unit = "{unit}", reason = "rule \(number)" },
                }

                """
        }.joined()
    }()
}
