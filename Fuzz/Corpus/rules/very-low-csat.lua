-- The lowest answer to the question `csat` (1-5) is seen by a person the same day.

rule "very-low-csat" {
  doc   = "A satisfaction of 1 out of 5 raises an alert for the unit.",
  on    = "response",
  match = { respondent = { is_not = "employee" }, answers = { csat = 1 } },
  run   = function(event)
    local where = event.touchpoint or "an unnamed touchpoint"
    local unit = event.unit or "no unit"
    alert {
      severity = "warning",
      key      = "very-low-csat/" .. unit .. "/" .. where,
      title    = "Satisfaction 1 of 5 at " .. where .. " (" .. unit .. ")",
      text     = event.answers.comment or "No comment was given.",
      labels   = { unit = unit, touchpoint = where },
    }
  end,
  tests = {
    { name = "a 1 raises an alert with the comment in it",
      given = { survey = "csat", unit = "oulu", touchpoint = "support", answers = { csat = 1, comment = "Odotin viikon vastausta." } },
      expect = { { alert = { severity = "warning", key = "very-low-csat/oulu/support", text = "Odotin viikon vastausta." } } } },
    { name = "without a comment, touchpoint or unit it says so",
      given = { survey = "csat", answers = { csat = 1 } },
      expect = { { alert = { key = "very-low-csat/no unit/an unnamed touchpoint", text = "No comment was given." } } } },
    { name = "a 2 is low, but not this low",
      given = { survey = "csat", unit = "oulu", touchpoint = "support", answers = { csat = 2, comment = "Svaret dröjde." } }, expect = {} },
    { name = "a comment without a score is left alone",
      given = { survey = "csat", answers = { comment = "1" } }, expect = {} },
  },
}
