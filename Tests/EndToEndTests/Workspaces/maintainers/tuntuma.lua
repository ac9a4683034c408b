-- Maintainers of projects, asked twice a year whether they would recommend their foundation.
-- Traps: a scale of 1-10, on which 1-6 are detractors; answers that are no number have no score; a row is one answer.

organisation { name = "Foundation" }

metric { id = "recommend", plugin = "nps", question = "recommend", scale = { 1, 10 }, detractors = 6, promoters = 9 }

channel {
  id = "waves", plugin = "csv", path = "@DATA@/cncf_maintainer_surveys/tidy.csv",
  event = function(row)
    if row.question ~= "recommend_cncf" then
      return nil
    end
    return {
      id = row.wave .. "-" .. row.row, time = string.sub(row.wave, 1, 4) .. "-06-15T12:00:00Z", type = "response",
      survey = row.wave, answers = { recommend = tonumber(row.score), comment = row.comment ~= "" and row.comment or nil },
    }
  end,
}
