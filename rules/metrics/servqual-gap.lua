-- SERVQUAL: what was perceived minus what was expected, for five dimensions of service, in one and the same response.
--
-- Answers: `expected-tangibles` and `perceived-tangibles`, and so on for the other dimensions, on the scale below.
-- A dimension that is asked with several items: give the survey's questions these names for the items' means.
-- A response counts when all ten are answered. With a scale of 1-7 change the one line that says 5.
--
-- The value is the unweighted mean of the five gaps: below 0 the service is worse than expected. Its interval comes from
-- the responses' own gaps (the ratio of their sums, with the variance over responses).

local lowest, highest = 1, 5
local dimensions = { "tangibles", "reliability", "responsiveness", "assurance", "empathy" }

metric "servqual-gap" {
  doc   = "Mean of the five SERVQUAL gaps, perception minus expectation.",
  title = { fi = "Palvelun laatukuilu", sv = "Servicegap", en = "Service gap" },
  state = {
    tangibles = sum(), reliability = sum(), responsiveness = sum(), assurance = sum(), empathy = sum(),
    gap = sum(), gap_squared = sum(), items = sum(), items_squared = sum(), product = sum(),
  },
  add = function(event, state)
    local given = 0
    for _, dimension in ipairs(dimensions) do
      for _, side in ipairs({ "expected-", "perceived-" }) do
        local score = event.answers[side .. dimension]
        if score ~= nil then
          given = given + 1
          if math.type(score) == nil or score < lowest or score > highest then
            return "not on the scale " .. lowest .. "-" .. highest .. ": " .. side .. dimension
          end
        end
      end
    end
    if given == 0 then
      return false
    end
    if given < 2 * #dimensions then
      return "an expectation or a perception is missing"
    end

    local total = 0
    for _, dimension in ipairs(dimensions) do
      local gap = event.answers["perceived-" .. dimension] - event.answers["expected-" .. dimension]
      state:add(dimension, gap)
      total = total + gap
    end
    state:add("gap", total)
    state:add("gap_squared", total * total)
    state:add("items", #dimensions)
    state:add("items_squared", #dimensions * #dimensions)
    state:add("product", total * #dimensions)
  end,
  value = function(state)
    if state.n == 0 then
      return none("no response has all five pairs")
    end
    local parts = {}
    for _, dimension in ipairs(dimensions) do
      parts[dimension] = state[dimension] / state.n
    end
    return ratio {
      x = state.gap, y = state.items, xx = state.gap_squared, yy = state.items_squared, xy = state.product, n = state.n,
    }, parts
  end,
  tests = {
    { name = "two responses, one of them as expected",
      given = {
        { answers = {
          ["expected-tangibles"] = 4, ["perceived-tangibles"] = 3, ["expected-reliability"] = 5, ["perceived-reliability"] = 4,
          ["expected-responsiveness"] = 4, ["perceived-responsiveness"] = 3, ["expected-assurance"] = 4, ["perceived-assurance"] = 2,
          ["expected-empathy"] = 3, ["perceived-empathy"] = 4 } },
        { answers = {
          ["expected-tangibles"] = 4, ["perceived-tangibles"] = 4, ["expected-reliability"] = 4, ["perceived-reliability"] = 4,
          ["expected-responsiveness"] = 4, ["perceived-responsiveness"] = 4, ["expected-assurance"] = 4, ["perceived-assurance"] = 4,
          ["expected-empathy"] = 4, ["perceived-empathy"] = 4 } },
      },
      expect = { value = -0.4, n = 2,
        parts = { tangibles = -0.5, reliability = -0.5, responsiveness = -0.5, assurance = -1, empathy = 0.5 } } },
    { name = "the published means of 51 respondents (fayllar.org thesis, table 5), as one response",
      given = {
        { answers = {
          ["expected-tangibles"] = 3.9412, ["perceived-tangibles"] = 3.5147, ["expected-reliability"] = 3.9085, ["perceived-reliability"] = 3.4771,
          ["expected-responsiveness"] = 4, ["perceived-responsiveness"] = 3.5686, ["expected-assurance"] = 3.9706, ["perceived-assurance"] = 3.4771,
          ["expected-empathy"] = 3.549, ["perceived-empathy"] = 3.8922 } },
      },
      expect = { value = -0.2879, n = 1, tolerance = 0.0001,
        parts = { tangibles = -0.4265, reliability = -0.4314, responsiveness = -0.4314, assurance = -0.4935, empathy = 0.3431 } } },
    { name = "the published means of 386 patients (PMC6131925, table 2), as one response",
      given = {
        { answers = {
          ["expected-tangibles"] = 4.44, ["perceived-tangibles"] = 4.19, ["expected-reliability"] = 4.49, ["perceived-reliability"] = 4.36,
          ["expected-responsiveness"] = 4.48, ["perceived-responsiveness"] = 4.35, ["expected-assurance"] = 4.5, ["perceived-assurance"] = 4.32,
          ["expected-empathy"] = 4.56, ["perceived-empathy"] = 4.4 } },
      },
      expect = { value = -0.17, n = 1, tolerance = 0.005,
        parts = { tangibles = -0.25, reliability = -0.13, responsiveness = -0.13, assurance = -0.18, empathy = -0.16 } } },
    { name = "half a response is rejected, one without these questions is ignored",
      given = {
        { answers = { ["expected-tangibles"] = 4, ["perceived-tangibles"] = 3 } },
        { answers = { nps = 9, comment = "Bättre än väntat" } },
      },
      expect = { n = 0, reason = "no response has all five pairs" } },
    { name = "off the scale",
      given = {
        { answers = {
          ["expected-tangibles"] = 4, ["perceived-tangibles"] = 6, ["expected-reliability"] = 5, ["perceived-reliability"] = 4,
          ["expected-responsiveness"] = 4, ["perceived-responsiveness"] = 3, ["expected-assurance"] = 4, ["perceived-assurance"] = 2,
          ["expected-empathy"] = 3, ["perceived-empathy"] = 4 } },
      },
      expect = { n = 0, reason = "no response has all five pairs" } },
  },
}
