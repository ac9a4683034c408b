-- One wave as the survey tool exported it.
-- Traps: two rows of header; a second block of columns that repeats the answers of another wave and must not count;
-- "10 - strongly agree" is a 10; a row is one respondent.

organisation { name = "Foundation" }

metric { id = "recommend", plugin = "nps", question = "recommend", scale = { 1, 10 }, detractors = 6, promoters = 9 }

local question = "@QUESTION@"

channel {
  id = "2022H1", plugin = "csv", path = "@DATA@/cncf_maintainer_surveys/raw/2022H1.csv", header_rows = 2,
  event = function(row)
    local score = row[question]
    if score == nil then
      error("there is no such column")
    end
    if score == "" then
      return nil
    end
    return {
      id = row["#"], time = "2022-06-15T12:00:00Z", type = "response",
      answers = { recommend = tonumber(string.match(score, "^%d+")) },
    }
  end,
}
