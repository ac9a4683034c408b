-- Thanks should reach those who earned them. A 9 or 10 with words goes to the team; without words there is nothing to
-- pass on.

rule "praise" {
  doc   = "A 9 or 10 with a comment is shown to the team.",
  on    = "response",
  match = {
    respondent = { is_not = "employee" },
    answers    = { comment = { exists = true } },
    any {
      { answers = { nps = { min = 9, max = 10 } } },
      { survey = "project", answers = { recommend = { min = 9, max = 10 } } },
    },
  },
  run   = function(event)
    local comment = event.answers.comment
    if type(comment) ~= "string" or not comment:find("%S") then
      return
    end
    local team = event.unit or "everyone"
    alert {
      severity = "info",
      key      = "praise/" .. team,
      title    = "Praise for " .. team,
      text     = comment,
      labels   = { unit = team, project = event.project or "none" },
    }
  end,
  tests = {
    { name = "a 10 with a comment",
      given = { survey = "nps", unit = "helsinki", answers = { nps = 10, comment = "Kiitos, hienoa työtä!" } },
      expect = { { alert = { severity = "info", key = "praise/helsinki", title = "Praise for helsinki", text = "Kiitos, hienoa työtä!" } } } },
    { name = "a 9 for a project, without a unit",
      given = { survey = "project", project = "p-4", answers = { recommend = 9, comment = "Tack för ett fint projekt." } },
      expect = { { alert = { key = "praise/everyone", text = "Tack för ett fint projekt." } } } },
    { name = "an 8 is no praise",
      given = { survey = "nps", unit = "helsinki", answers = { nps = 8, comment = "Good." } }, expect = {} },
    { name = "a 10 without words",
      given = { survey = "nps", unit = "helsinki", answers = { nps = 10 } }, expect = {} },
    { name = "a comment of spaces has no words",
      given = { survey = "nps", unit = "helsinki", answers = { nps = 10, comment = "   " } }, expect = {} },
    { name = "a high recommendation in another survey is not a project's",
      given = { survey = "pulse", answers = { recommend = 10, comment = "Thanks." } }, expect = {} },
  },
}
