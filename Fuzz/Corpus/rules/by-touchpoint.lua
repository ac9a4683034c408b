-- Dissatisfied answers go to those who own the touchpoint. Edit the table: touchpoint on the left, queue on the right.

local queue_of = {
  ["marketing"]      = "sales",
  ["offer"]          = "sales",
  ["kickoff"]        = "delivery",
  ["steering-group"] = "delivery",
  ["weekly-report"]  = "delivery",
  ["go-live"]        = "delivery",
  ["invoice"]        = "billing",
  ["support"]        = "support",
}

rule "dissatisfied-by-touchpoint" {
  doc   = "A satisfaction of 1 or 2, or an effort of 1 to 3, goes to the queue that owns the touchpoint.",
  on    = "response",
  match = {
    respondent = { is_not = "employee" },
    touchpoint = { exists = true },
    any {
      { answers = { csat = { min = 1, max = 2 } } },
      { answers = { ces = { min = 1, max = 3 } } },
    },
  },
  run   = function(event)
    local queue = queue_of[event.touchpoint] or "customer-service"
    route { queue = queue, unit = event.unit, within = "2 working days", reason = event.answers.comment or ("Low score at " .. event.touchpoint) }
  end,
  tests = {
    { name = "a 2 after support",
      given = { touchpoint = "support", unit = "turku", answers = { csat = 2, comment = "Sain vastauksen vasta maanantaina." } },
      expect = { { route = { queue = "support", unit = "turku", reason = "Sain vastauksen vasta maanantaina." } } } },
    { name = "effort 3 with an invoice, without words",
      given = { touchpoint = "invoice", answers = { ces = 3 } },
      expect = { { route = { queue = "billing", reason = "Low score at invoice" } } } },
    { name = "a touchpoint that is not in the table",
      given = { touchpoint = "webinar", answers = { csat = 1, comment = "Ljudet hördes inte." } },
      expect = { { route = { queue = "customer-service", reason = "Ljudet hördes inte." } } } },
    { name = "a 3 is neither",
      given = { touchpoint = "support", answers = { csat = 3 } }, expect = {} },
    { name = "effort 4 is neither",
      given = { touchpoint = "invoice", answers = { ces = 4 } }, expect = {} },
    { name = "nowhere to send it",
      given = { answers = { csat = 1 } }, expect = {} },
  },
}
