-- A touchpoint from which nothing is heard any more: a survey link is broken, or an integration stands still. It looks at the
-- touchpoints that the workspace declares; where it declares none, it looks at nothing.

rule "quiet-touchpoint" {
  doc   = "A declared touchpoint has had no answers for two weeks.",
  on    = "silence",
  by    = "touchpoint",
  after = "14d",
  alert = {
    severity = "info",
    key      = "quiet/{touchpoint}",
    title    = "No answers from {touchpoint} for {days} days",
    labels   = { touchpoint = "{touchpoint}" },
  },
  tests = {
    { name = "two weeks without an answer",
      given = { group = { touchpoint = "palautelomake" }, days = 14 },
      expect = { { alert = { key = "quiet/palautelomake", title = "No answers from palautelomake for 14 days" } } } },
    { name = "13 days are not two weeks",
      given = { group = { touchpoint = "order" }, days = 13 }, expect = {} },
    { name = "one that never answered is quiet from the first day on",
      given = { group = { touchpoint = "order" } }, expect = { { alert = { severity = "info" } } } },
  },
}
