-- The question `ces` (1-7, "it was easy to handle my matter"): 1 and 2 mean that it was hard.

rule "high-effort" {
  doc   = "A customer for whom it was hard to get a thing done: the owner of the touchpoint hears of it.",
  on    = "response",
  match = { respondent = { is_not = "employee" }, answers = { ces = { min = 1, max = 2 } } },
  run   = function(event)
    local where = event.touchpoint or "an unnamed touchpoint"
    alert {
      severity = event.answers.ces == 1 and "warning" or "info",
      key      = "high-effort/" .. where,
      title    = "High effort at " .. where .. ": " .. event.answers.ces .. " of 7",
      text     = event.answers.comment or "No comment was given.",
      labels   = { touchpoint = where },
    }
  end,
  tests = {
    { name = "a 1 is a warning",
      given = { survey = "ces", touchpoint = "invoice", answers = { ces = 1, comment = "Fakturan var omöjlig att förstå." } },
      expect = { { alert = { severity = "warning", key = "high-effort/invoice",
        title = "High effort at invoice: 1 of 7", text = "Fakturan var omöjlig att förstå." } } } },
    { name = "a 2 is worth knowing",
      given = { survey = "ces", touchpoint = "support", answers = { ces = 2, comment = "Jouduin soittamaan kolmesti." } },
      expect = { { alert = { severity = "info", key = "high-effort/support" } } } },
    { name = "a 3 is left alone",
      given = { survey = "ces", touchpoint = "support", answers = { ces = 3 } }, expect = {} },
    { name = "a 7 is easy",
      given = { survey = "ces", touchpoint = "support", answers = { ces = 7, comment = "Easy." } }, expect = {} },
  },
}
