-- Feedback that nobody asked for goes to the unit it is about. Each unit reads its own queue: `feedback`, split by unit.

rule "feedback-by-unit" {
  doc   = "Unasked feedback with words goes to the unit it is about.",
  on    = "response",
  match = { solicited = false, unit = { exists = true }, answers = { comment = { exists = true } } },
  route = { queue = "feedback", unit = "{unit}", within = "3 working days", reason = "{answers.comment}" },
  tests = {
    { name = "feedback from the web about a unit",
      given = { unit = "oulu", channel = "web", solicited = false, answers = { comment = "Toimiston ovi oli lukossa." } },
      expect = { { route = { queue = "feedback", unit = "oulu", reason = "Toimiston ovi oli lukossa." } } } },
    { name = "an answer that was asked for is left to the other rules",
      given = { unit = "oulu", answers = { nps = 8, comment = "Dörren var låst." } }, expect = {} },
    { name = "asked for when the event does not say",
      given = { unit = "oulu", solicited = true, answers = { comment = "The door was locked." } }, expect = {} },
    { name = "without words there is nothing to read",
      given = { unit = "oulu", solicited = false, answers = { csat = 2 } }, expect = {} },
  },
}

rule "feedback-without-unit" {
  doc   = "Unasked feedback about no unit goes to customer service.",
  on    = "response",
  match = { solicited = false, unit = { exists = false }, answers = { comment = { exists = true } } },
  route = { queue = "customer-service", within = "3 working days", reason = "{answers.comment}" },
  tests = {
    { name = "no unit",
      given = { channel = "web", solicited = false, answers = { comment = "Vem ska jag kontakta?" } },
      expect = { { route = { queue = "customer-service", reason = "Vem ska jag kontakta?" } } } },
    { name = "with a unit it goes there instead",
      given = { unit = "turku", solicited = false, answers = { comment = "Kenelle soitan?" } }, expect = {} },
    { name = "asked for",
      given = { answers = { comment = "Whom should I call?" } }, expect = {} },
  },
}
