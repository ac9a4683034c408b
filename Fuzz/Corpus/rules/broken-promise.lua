-- Two ways to learn of a broken promise: the customer says so (question `promise-kept`, answered with true or false or
-- with a word), or a system of the house does (an event of type `promise` whose attribute `outcome` is `broken`).

rule "broken-promise" {
  doc   = "The customer says that what was promised was not kept: somebody calls and makes it good.",
  on    = "response",
  match = {
    respondent = { is_not = "employee" },
    answers    = { ["promise-kept"] = { false, "no", "ei", "nej" } },
  },
  run   = function(event)
    local project = event.project or event.account or "an unnamed customer"
    alert {
      severity = "warning",
      key      = "broken-promise/" .. project,
      title    = "A promise to " .. project .. " was not kept",
      text     = event.answers.comment or "No comment was given.",
      labels   = { unit = event.unit or "no unit" },
    }
    if event.contact ~= false then
      route { queue = "callback", unit = event.unit, within = "2 working days", priority = "normal", reason = "A promise was not kept" }
    end
  end,
  tests = {
    { name = "false is an answer",
      given = { project = "p-9", unit = "turku", answers = { ["promise-kept"] = false, comment = "Löftet glömdes bort." } },
      expect = {
        { alert = { severity = "warning", key = "broken-promise/p-9", text = "Löftet glömdes bort." } },
        { route = { queue = "callback", unit = "turku" } },
      } },
    { name = "a word is one too, in Finnish and whatever its case",
      given = { account = "a-3", unit = "oulu", contact = false, answers = { ["promise-kept"] = "Ei", comment = "Lupaus unohtui." } },
      expect = { { alert = { key = "broken-promise/a-3", text = "Lupaus unohtui." } } } },
    { name = "partly is not broken",
      given = { project = "p-9", answers = { ["promise-kept"] = "partly" } }, expect = {} },
    { name = "a kept promise",
      given = { project = "p-9", answers = { ["promise-kept"] = true } }, expect = {} },
    { name = "not asked",
      given = { project = "p-9", answers = { nps = 1 } }, expect = {} },
  },
}

rule "promise-passed-its-date" {
  doc   = "A system of the house reports that a promise was not kept, before the customer has to.",
  on    = "promise",
  match = { attributes = { outcome = "broken" } },
  run   = function(event)
    local project = event.project or event.account or "an unnamed customer"
    alert {
      severity = "warning",
      key      = "broken-promise/" .. project,
      title    = "A promise to " .. project .. " has passed its date",
      text     = event.attributes.promise or "The event does not say what was promised.",
      labels   = { unit = event.unit or "no unit" },
    }
  end,
  tests = {
    { name = "a promise that passed its date",
      given = { type = "promise", project = "p-9", unit = "turku", attributes = { outcome = "broken", promise = "Raportti perjantaihin mennessä" } },
      expect = { { alert = { key = "broken-promise/p-9", text = "Raportti perjantaihin mennessä" } } } },
    { name = "a kept one",
      given = { type = "promise", project = "p-9", attributes = { outcome = "kept", promise = "Rapport före fredag" } }, expect = {} },
    { name = "one that is still open has no outcome",
      given = { type = "promise", project = "p-9", attributes = { promise = "A new plan" } }, expect = {} },
  },
}
