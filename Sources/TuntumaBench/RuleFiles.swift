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

    /// Twenty rules that enter Lua on one event in ten, all of them together: low answers at a touchpoint.
    static let twenty = rules { number in
        let low = ["nps = { max = 6 }", "csat = { max = 2 }", "ces = { max = 1 }", "goals = { max = 1 }"]
        return "touchpoint = \"\(touchpoints[number / 4])\", answers = { \(low[number % 4]) }"
    }

    /// Twenty rules that enter Lua on one event in a hundred, all of them together: the same at one channel, in two units.
    static let twentyRare = rules { number in
        let low = ["nps = { max = 6 }", "csat = { max = 2 }", "ces = { max = 1 }", "goals = { max = 1 }"]
        return "touchpoint = \"\(touchpoints[number / 4])\", channel = \"sms\", unit = { \"turku\", \"oulu\" }, "
            + "answers = { \(low[number % 4]) }"
    }

    /// Twenty rules each of which enters Lua on one event in ten: a channel of five, in two units of four.
    static let twentyOften = rules { number in
        let pairs = [(0, 1), (0, 2), (0, 3), (1, 2)].map { "\"\(units[$0.0])\", \"\(units[$0.1])\"" }
        return "channel = \"\(channels[number % 5])\", unit = { \(pairs[number / 5]) }"
    }

    /// A rule that enters Lua on every event.
    static let always = """
        rule "always" {
          doc = "Looks at every event.", on = "response",
          run = function(event)
            if event.answers.nps == 99 then alert { title = "never" } end
          end,
        }
        """

    private static let touchpoints = [
        "marketing", "offer", "kickoff", "steering-group", "weekly-report", "go-live", "invoice", "support",
    ]
    private static let channels = ["email", "web", "sms", "kiosk", "phone"]
    private static let units = ["helsinki", "tampere", "turku", "oulu"]

    /// Rules that read three fields of each event that their condition lets through, and decide on few.
    private static func rules(_ condition: (Int) -> String) -> String {
        (0..<20).map { number in
            """
            rule "rule-\(number)" {
              doc = "Reads three fields.", on = "response",
              match = { \(condition(number)) },
              run = function(event)
                local unit, channel, segment = event.unit, event.channel, event.attributes.segment
                if unit == "turku" and segment == "enterprise" then
                  route { queue = channel, unit = unit, reason = "rule \(number)" }
                end
              end,
            }

            """
        }.joined()
    }
}
