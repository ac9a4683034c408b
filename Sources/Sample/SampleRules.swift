/// The rules of the sample workspace. They are like those that Tuntuma ships, cut to the firm's needs.
enum SampleRules {
    static let callback = """
        -- SYNTHETIC: the inner loop of a made-up firm.

        rule "detractor-callback" {
          doc   = "Someone calls every detractor who may be called, within one working day.",
          on    = "response",
          match = { survey = "nps", answers = { nps = { max = 6 } }, contact = { is_not = false } },
          route = { queue = "callback", unit = "{unit}", within = "1 working day", reason = "NPS {answers.nps}" },
          tests = {
            { name = "a 3 is called back",
              given = { survey = "nps", unit = "turku", answers = { nps = 3 } },
              expect = { { route = { queue = "callback", unit = "turku", reason = "NPS 3" } } } },
            { name = "a 7 is left alone",
              given = { survey = "nps", unit = "turku", answers = { nps = 7 } }, expect = {} },
            { name = "who does not want to be called is not called",
              given = { survey = "nps", unit = "turku", contact = false, answers = { nps = 0, comment = "Älkää soittako." } },
              expect = {} },
          },
        }

        rule "praise" {
          doc   = "A 9 or 10 with a comment is shown to the team.",
          on    = "response",
          match = { survey = "nps", unit = { exists = true }, answers = { nps = { min = 9 }, comment = { exists = true } } },
          alert = { severity = "info", key = "praise/{unit}", title = "Praise for {unit}", text = "{answers.comment}" },
          tests = {
            { name = "a 10 with thanks",
              given = { survey = "nps", unit = "oulu", answers = { nps = 10, comment = "Kiitos!" } },
              expect = { { alert = { severity = "info", key = "praise/oulu", text = "Kiitos!" } } } },
            { name = "a 9 without words",
              given = { survey = "nps", unit = "oulu", answers = { nps = 9 } }, expect = {} },
            { name = "an 8 with words",
              given = { survey = "nps", unit = "oulu", answers = { nps = 8, comment = "Tack." } }, expect = {} },
          },
        }

        """

    static let projects = """
        -- SYNTHETIC: how a made-up firm learns of projects in trouble.

        local items = { "goals", "communication", "schedule", "expertise" }

        rule "project-in-trouble" {
          doc   = "A project whose experience is below 50, or whose respondent would not recommend the firm (6 or less).",
          on    = "response",
          match = { survey = "project", project = { exists = true } },
          run   = function(event)
            local sum, answered = 0, 0
            for _, item in ipairs(items) do
              local score = event.answers[item]
              if score then
                sum = sum + (score - 1) / 4 * 100
                answered = answered + 1
              end
            end
            local recommend = event.answers.recommend
            local low_index = 2 * answered >= #items and sum / answered < 50
            local low_recommend = recommend ~= nil and recommend <= 6
            if low_index or low_recommend then
              alert {
                severity = low_index and low_recommend and "critical" or "warning",
                key      = "project-in-trouble/" .. event.project,
                title    = "Project " .. event.project .. " is in trouble",
                text     = event.answers.comment or "No comment was given.",
              }
            end
            if low_index and low_recommend then
              route { queue = "projects", unit = event.unit, within = "2 working days", reason = "Project " .. event.project }
            end
          end,
          tests = {
            { name = "low in everything",
              given = { survey = "project", project = "p-1", unit = "tampere",
                answers = { goals = 2, communication = 2, schedule = 1, expertise = 3, recommend = 4, comment = "Aikataulu petti." } },
              expect = {
                { alert = { severity = "critical", key = "project-in-trouble/p-1", text = "Aikataulu petti." } },
                { route = { queue = "projects", unit = "tampere" } },
              } },
            { name = "6 is low, by itself a warning",
              given = { survey = "project", project = "p-1", answers = { goals = 4, communication = 4, schedule = 4, expertise = 4, recommend = 6 } },
              expect = { { alert = { severity = "warning" } } } },
            { name = "exactly 50 and 7 are not low",
              given = { survey = "project", project = "p-1", answers = { goals = 3, communication = 3, schedule = 3, expertise = 3, recommend = 7 } },
              expect = {} },
          },
        }

        """

    static let changes = """
        -- SYNTHETIC: what a made-up firm wants to hear of when it changes, and not when it is noise.

        rule "nps-drop" {
          doc    = "NPS of a unit dropped against the half year before, by more than chance explains.",
          on     = "metric",
          metric = "nps",
          by     = "unit",
          window = "60d",
          match  = { dropped = { against = "180d", at_least = 5, min_n = 30 } },
          alert  = {
            severity = "warning", key = "nps-drop/{unit}", title = "NPS of {unit} dropped: {base} -> {value}", text = "{summary}",
          },
          tests  = {
            { name = "a drop of 65 points",
              given = { group = { unit = "tampere" }, now = net(20, 40, 79), before = net(60, 18, 106) },
              expect = { { alert = { key = "nps-drop/tampere" } } } },
            { name = "12 answers say nothing",
              given = { group = { unit = "turku" }, now = net(0, 12, 12), before = net(60, 18, 106) }, expect = {} },
          },
        }

        rule "quiet-touchpoint" {
          doc   = "A touchpoint has had no answers for five weeks: a survey link may be broken.",
          on    = "silence",
          by    = "touchpoint",
          after = "35d",
          alert = { severity = "info", key = "quiet/{touchpoint}", title = "No answers from {touchpoint} for {days} days" },
          tests = {
            { name = "five weeks", given = { group = { touchpoint = "invoice" }, days = 35 },
              expect = { { alert = { title = "No answers from invoice for 35 days" } } } },
            { name = "a month in summer", given = { group = { touchpoint = "invoice" }, days = 31 }, expect = {} },
          },
        }

        """

    static let comments = """
        -- SYNTHETIC: where comments of a made-up firm's customers go.

        rule "billing-comments" {
          doc   = "Comments about invoices go to billing; those of enterprises to their own team.",
          on    = "response",
          match = { answers = { comment = { contains = { "lasku", "faktur", "invoic" } } } },
          run   = function(event)
            local enterprise = event.attributes.segment == "enterprise"
            route { queue = enterprise and "key-accounts" or "billing", unit = event.unit, reason = event.answers.comment }
          end,
          tests = {
            { name = "Finnish",
              given = { answers = { comment = "Laskussa oli väärät tunnit." } },
              expect = { { route = { queue = "billing", reason = "Laskussa oli väärät tunnit." } } } },
            { name = "Swedish, an enterprise",
              given = { answers = { comment = "Fakturan hade fel timmar." }, attributes = { segment = "enterprise" } },
              expect = { { route = { queue = "key-accounts" } } } },
            { name = "another matter",
              given = { answers = { comment = "Kiitos!" } }, expect = {} },
          },
        }

        rule "unasked-feedback" {
          doc   = "Feedback that nobody asked for goes to the unit it is about.",
          on    = "response",
          match = { solicited = false, unit = { exists = true }, answers = { comment = { exists = true } } },
          route = { queue = "feedback", unit = "{unit}", within = "3 working days", reason = "{answers.comment}" },
          tests = {
            { name = "from the web",
              given = { unit = "oulu", solicited = false, answers = { comment = "Ovi oli lukossa." } },
              expect = { { route = { queue = "feedback", unit = "oulu", reason = "Ovi oli lukossa." } } } },
            { name = "asked for",
              given = { unit = "oulu", answers = { comment = "Ovi oli lukossa." } }, expect = {} },
            { name = "about no unit",
              given = { solicited = false, answers = { comment = "Dörren var låst." } }, expect = {} },
          },
        }

        """
}
