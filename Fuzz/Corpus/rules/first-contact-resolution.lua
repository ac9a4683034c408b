-- "Was your matter solved at the first contact?" The question `solved-at-first-contact`, answered with true or false,
-- or with a word in Finnish, Swedish or English. This is what the customer says, not what a ticket system counts.

local meaning = { yes = "solved", ["kyllä"] = "solved", ja = "solved", no = "unsolved", ei = "unsolved", nej = "unsolved" }

metric "first-contact-resolution" {
  doc   = "Share of answers that say that the matter was solved at the first contact.",
  title = { fi = "Ratkesi kerralla", sv = "Löst vid första kontakten", en = "First contact resolution" },
  state = { solved = count(), unsolved = count() },
  add = function(event, state)
    local answer = event.answers["solved-at-first-contact"]
    if answer == nil then
      return false
    end
    local outcome
    if type(answer) == "boolean" then
      outcome = answer and "solved" or "unsolved"
    elseif type(answer) == "string" then
      outcome = meaning[answer:lower()]
    end
    if not outcome then
      return "solved-at-first-contact is neither yes nor no"
    end
    state:add(outcome, 1)
  end,
  value = function(state)
    if state.n == 0 then
      return none("nobody has answered")
    end
    return share(state.solved, state.n), { solved = state.solved, unsolved = state.unsolved }
  end,
  tests = {
    { name = "three of four",
      given = {
        { answers = { ["solved-at-first-contact"] = true } }, { answers = { ["solved-at-first-contact"] = "kyllä" } },
        { answers = { ["solved-at-first-contact"] = "Ja" } }, { answers = { ["solved-at-first-contact"] = "ei" } },
      },
      expect = { value = 75, n = 4, parts = { solved = 3, unsolved = 1 } } },
    { name = "never",
      given = { { answers = { ["solved-at-first-contact"] = false } } },
      expect = { value = 0, n = 1, parts = { solved = 0, unsolved = 1 } } },
    { name = "maybe is rejected, no answer is ignored",
      given = { { answers = { ["solved-at-first-contact"] = "ehkä" } }, { answers = { csat = 4 } } },
      expect = { n = 0, reason = "nobody has answered" } },
  },
}
