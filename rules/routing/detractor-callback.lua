-- The inner loop: a person calls a detractor back, while the matter can still be mended.
-- Looks at the question `nps` (0-10). Answers of employees are none of this rule's business.

rule "detractor-callback" {
  doc   = "Someone calls every detractor who may be called, within one working day, and nobody twice within 30 days.",
  on    = "response",
  match = {
    respondent = { is_not = "employee" },
    answers    = { nps = { min = 0, max = 6 } },
    contact    = { is_not = false },
  },
  once  = { per = "subject", within = "30d" },
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
    { name = "nobody is called twice within 30 days", sequence = {
      { given = { subject = "c-1", unit = "turku", answers = { nps = 3 } }, expect = { { route = { queue = "callback" } } } },
      { given = { subject = "c-1", unit = "oulu", answers = { nps = 0 } }, after = "29d", expect = {} },
      { given = { subject = "c-2", unit = "oulu", answers = { nps = 0 } }, expect = { { route = { unit = "oulu" } } } },
      { given = { subject = "c-1", unit = "oulu", answers = { nps = 6 } }, after = "1d", expect = { { route = { queue = "callback" } } } },
    } },
    { name = "an employee's answer is left alone",
      given = { survey = "nps", respondent = "employee", unit = "turku", answers = { nps = 2 } }, expect = {} },
  },
}
