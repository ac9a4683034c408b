-- The inner loop: a person calls a detractor back, while the matter can still be mended.
-- Looks at the question `nps` (0-10). Answers of employees are none of this rule's business.

rule "detractor-callback" {
  doc   = "Someone calls every detractor who may be called, within one working day.",
  on    = "response",
  match = {
    respondent = { is_not = "employee" },
    answers    = { nps = { min = 0, max = 6 } },
    contact    = { is_not = false },
  },
  route = { queue = "callback", unit = "{unit}", within = "1 working day", priority = "high", reason = "NPS {answers.nps}" },
  tests = {
    { name = "a 3 is called back",
      given = { survey = "nps", unit = "turku", answers = { nps = 3, comment = "Liian hidasta." } },
      expect = { { route = { queue = "callback", unit = "turku", within = "1 working day", reason = "NPS 3" } } } },
    { name = "a 6 is still a detractor, and who has said yes is called",
      given = { survey = "nps", unit = "tampere", contact = true, answers = { nps = 6, comment = "Ingen svarade på mina frågor." } },
      expect = { { route = { queue = "callback", unit = "tampere", reason = "NPS 6" } } } },
    { name = "a 0 is an answer",
      given = { survey = "nps", unit = "oulu", answers = { nps = 0 } },
      expect = { { route = { queue = "callback", reason = "NPS 0" } } } },
    { name = "a 7 is left alone",
      given = { survey = "nps", unit = "turku", answers = { nps = 7 } }, expect = {} },
    { name = "who does not want to be called is not called",
      given = { survey = "nps", unit = "turku", contact = false, answers = { nps = 2 } }, expect = {} },
    { name = "an employee's answer is left alone",
      given = { survey = "nps", respondent = "employee", unit = "turku", answers = { nps = 2 } }, expect = {} },
  },
}
