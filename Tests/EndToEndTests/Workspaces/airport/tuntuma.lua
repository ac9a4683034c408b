-- San Francisco airport, waves 2014 to 2018.
-- Traps: 11 is a blank on 0-10; 0 and 6 are none of 1-5, and some waves write "Blank"; the file has no month, so each
-- wave gets one day of its own; column names end in blanks; every answer has a weight.

organisation { name = "Airport", time_zone = "America/Los_Angeles" }

metric { id = "nps", plugin = "nps", question = "recommend", weight = "attributes.weight" }
metric { id = "csat", plugin = "csat", question = "overall" }
metric { id = "ease", plugin = "ces", question = "finding", scale = { 1, 5 } }

local function on_scale(text, low, high)
  local score = tonumber(text)
  if score and score >= low and score <= high then
    return score
  end
end

local function event(wave, id, row)
  return {
    id = id, time = wave .. "-05-15T12:00:00-07:00", type = "response", survey = "sfo-" .. wave,
    touchpoint = row.BAREA ~= "" and row.BAREA or nil,
    answers = {
      recommend = on_scale(row.NETPRO, 0, 10),
      overall = on_scale(row.Q7ALL, 1, 5),
      finding = on_scale(row.Q14FIND, 1, 5),
    },
    attributes = { weight = tonumber(row.WEIGHT) },
  }
end

channel {
  id = "sfo-2014", plugin = "csv", path = "@DATA@/sfo_airport_survey/sfo_2014.csv.gz",
  event = function(row) return event("2014", row.RESPNUM, row) end,
}
channel {
  id = "sfo-2015", plugin = "csv", path = "@DATA@/sfo_airport_survey/sfo_2015.csv.gz",
  event = function(row) return event("2015", row.RESPNUM, row) end,
}
channel {
  id = "sfo-2016", plugin = "csv", path = "@DATA@/sfo_airport_survey/sfo_2016.csv.gz",
  event = function(row) return event("2016", row["*RESPNUM"], row) end,
}
channel {
  id = "sfo-2017", plugin = "csv", path = "@DATA@/sfo_airport_survey/sfo_2017.csv",
  event = function(row) return event("2017", row.RESPNUM, row) end,
}
channel {
  id = "sfo-2018", plugin = "csv", path = "@DATA@/sfo_airport_survey/sfo_2018.csv",
  event = function(row) return event("2018", row.RESPNUM, row) end,
}
