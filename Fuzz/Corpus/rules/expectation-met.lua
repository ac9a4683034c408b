-- "Was it worse than you expected, as you expected, or better?" The question `expectation`, answered with one of the
-- words below, in Finnish, Swedish or English. The value is the share for whom it was at least as expected.

local meaning = {
  worse = "worse", huonompi = "worse", ["sämre"] = "worse",
  as = "as", ["as expected"] = "as", odotettu = "as", ["odotusten mukainen"] = "as", ["som väntat"] = "as",
  better = "better", parempi = "better", ["bättre"] = "better",
}

metric "expectation-met" {
  doc   = "Share of answers that say: as expected, or better.",
  title = { fi = "Odotukset täyttyivät", sv = "Förväntningar uppfyllda", en = "Expectations met" },
  state = { worse = count(), as = count(), better = count() },
  add = function(event, state)
    local answer = event.answers.expectation
    if answer == nil then
      return false
    end
    local word = type(answer) == "string" and meaning[answer:lower()]
    if not word then
      return "expectation is not one of worse, as, better"
    end
    state:add(word, 1)
  end,
  value = function(state)
    if state.n == 0 then
      return none("nobody has answered")
    end
    return share(state.as + state.better, state.n), { worse = state.worse, as = state.as, better = state.better }
  end,
  tests = {
    { name = "three languages",
      given = {
        { answers = { expectation = "better" } },
        { answers = { expectation = "Parempi" } },
        { answers = { expectation = "som väntat" } },
        { answers = { expectation = "sämre" } },
      },
      expect = { value = 75, n = 4, parts = { worse = 1, as = 1, better = 2 } } },
    { name = "everybody was disappointed",
      given = { { answers = { expectation = "huonompi" } }, { answers = { expectation = "worse" } } },
      expect = { value = 0, n = 2, parts = { worse = 2, as = 0, better = 0 } } },
    { name = "another word and a number are rejected, no answer is ignored",
      given = { { answers = { expectation = "meh" } }, { answers = { expectation = 3 } }, { answers = { nps = 9 } } },
      expect = { n = 0, reason = "nobody has answered" } },
  },
}
