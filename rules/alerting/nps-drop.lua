-- A drop of NPS that is more than chance. What raises an alarm is not a number but a test: at the budget of the rule, one false
-- alarm a year over all units. "Rules about metrics" in the documentation has more of it.
-- Needs a metric `nps`; without metrics of its own a workspace has one.

rule "nps-drop" {
  doc    = "NPS of a unit dropped against the half year before, by more than chance explains.",
  on     = "metric",
  metric = "nps",
  by     = "unit",
  window = "30d",
  match  = { dropped = { against = "180d", at_least = 5, min_n = 30 } },
  alert  = {
    severity = "warning",
    key      = "nps-drop/{unit}",
    title    = "NPS of {unit} dropped: {base} -> {value}",
    text     = "{summary}",
    labels   = { metric = "nps", unit = "{unit}" },
  },
  tests  = {
    { name = "79 answers that are far below the 106 before",
      given = { group = { unit = "turku" }, now = net(20, 40, 79), before = net(60, 18, 106) },
      expect = { { alert = { key = "nps-drop/turku", title = "NPS of turku dropped: 39.6 -> -25.3" } } } },
    { name = "the same values from fewer answers could be chance",
      given = { group = { unit = "åbo" }, now = net(10, 12, 30), before = net(17, 8, 33) }, expect = {} },
    { name = "12 answers say nothing, however low",
      given = { group = { unit = "turku" }, now = net(0, 12, 12), before = net(60, 18, 106) }, expect = {} },
    { name = "a rise is no drop",
      given = { group = { unit = "hämeenlinna" }, now = net(70, 5, 79), before = net(20, 40, 106) }, expect = {} },
    { name = "a drop of 4 points is not worth an alarm, even of 4,000 answers",
      given = { group = { unit = "turku" }, now = net(2000, 1160, 4000), before = net(2000, 1000, 4000) }, expect = {} },
  },
}
