-- A provider of broadband: scores, stages and comments.
-- Traps: the day comes first; rows without a score are pieces of comments, one of them just "10"; the time has no zone.

organisation { name = "Telco", time_zone = "Europe/London" }

touchpoints {
  ["Order"]              = { stage = "buy" },
  ["First Payment"]      = { stage = "pay" },
  ["Equipment Received"] = { stage = "receive" },
  ["Service in Use"]     = { stage = "use" },
}

metric { id = "nps", plugin = "nps", question = "recommend" }

channel {
  id = "verbatims", plugin = "csv", path = "@DATA@/telco_nps_verbatims/verbatims.csv",
  event = function(row)
    return {
      id = row.row_id, time = parse_time(row.CUSTOMER_RESPONSE_DATE, "dd/MM/yyyy HH:mm", "Europe/London"),
      type = "response", touchpoint = row.SURVEY_SUB_TYPE,
      answers = { recommend = tonumber(row.NPS_SCORE), comment = row.text ~= "" and row.text or nil },
    }
  end,
}
