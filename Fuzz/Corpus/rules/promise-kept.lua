-- "Did we do what we promised?" The question `promise-kept`, answered with true or false, or with a word in Finnish,
-- Swedish or English. The value is the share of promises that were kept whole; one kept partly is not.

local meaning = {
  yes = "kept", ["kyllä"] = "kept", ja = "kept",
  partly = "partly", osittain = "partly", delvis = "partly",
  no = "broken", ei = "broken", nej = "broken",
}

metric "promise-kept" {
  doc   = "Share of answers that say that what was promised was done.",
  title = { fi = "Lupaukset pidettiin", sv = "Löften hölls", en = "Promises kept" },
  state = { kept = count(), partly = count(), broken = count() },
  add = function(event, state)
    local answer = event.answers["promise-kept"]
    if answer == nil then
      return false
    end
    local outcome
    if type(answer) == "boolean" then
      outcome = answer and "kept" or "broken"
    elseif type(answer) == "string" then
      outcome = meaning[answer:lower()]
    end
    if not outcome then
      return "promise-kept is not one of yes, partly, no"
    end
    state:add(outcome, 1)
  end,
  value = function(state)
    if state.n == 0 then
      return none("nobody has answered")
    end
    return share(state.kept, state.n), { kept = state.kept, partly = state.partly, broken = state.broken }
  end,
  tests = {
    { name = "true and false, and words",
      given = {
        { answers = { ["promise-kept"] = true } }, { answers = { ["promise-kept"] = "Kyllä" } },
        { answers = { ["promise-kept"] = "delvis" } }, { answers = { ["promise-kept"] = "no" } },
        { answers = { ["promise-kept"] = false } },
      },
      expect = { value = 40, n = 5, parts = { kept = 2, partly = 1, broken = 2 } } },
    { name = "none kept",
      given = { { answers = { ["promise-kept"] = "ei" } } }, expect = { value = 0, n = 1, parts = { kept = 0, broken = 1 } } },
    { name = "a number is rejected, no answer is ignored",
      given = { { answers = { ["promise-kept"] = 5 } }, { answers = { nps = 9 } } },
      expect = { n = 0, reason = "nobody has answered" } },
  },
}
