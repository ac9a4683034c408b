-- One answer to the survey `project` is enough to look at a project.
--
-- The index is that of the metric `project-experience`: each answered item, 1-5, becomes (x - 1) / 4 * 100, and the
-- index is their mean. It counts when at least half of the items were answered.

local items = { "goals", "communication", "schedule", "expertise" }
local trouble_below = 50

rule "project-in-trouble" {
  doc   = "A project whose experience is below 50, or which the respondent would not recommend (6 or less).",
  on    = "response",
  match = { survey = "project", respondent = { is_not = "employee" } },
  run   = function(event)
    local sum, answered = 0, 0
    for _, item in ipairs(items) do
      local score = event.answers[item]
      if math.type(score) == "integer" and score >= 1 and score <= 5 then
        sum = sum + (score - 1) / 4 * 100
        answered = answered + 1
      end
    end
    local index = 2 * answered >= #items and sum / answered or nil
    local recommend = event.answers.recommend
    local low_index = index ~= nil and index < trouble_below
    local low_recommend = math.type(recommend) == "integer" and recommend <= 6
    if not low_index and not low_recommend then
      return
    end

    local reasons = {}
    if low_index then
      reasons[#reasons + 1] = string.format("project experience %.0f", index)
    end
    if low_recommend then
      reasons[#reasons + 1] = "recommend " .. recommend
    end
    local project = event.project or "unnamed project"
    alert {
      severity = low_index and low_recommend and "critical" or "warning",
      key      = "project-in-trouble/" .. project,
      title    = "Project " .. project .. ": " .. table.concat(reasons, ", "),
      text     = event.answers.comment or "No comment was given.",
      labels   = { project = project, unit = event.unit or "no unit" },
    }
  end,
  tests = {
    { name = "low items and a low recommendation are critical",
      given = { survey = "project", project = "p-17", unit = "tampere",
        answers = { goals = 2, communication = 1, schedule = 2, expertise = 3, recommend = 3, comment = "Aikataulu petti kahdesti." } },
      expect = { { alert = { severity = "critical", key = "project-in-trouble/p-17",
        title = "Project p-17: project experience 25, recommend 3", text = "Aikataulu petti kahdesti." } } } },
    { name = "a 6 on recommend is enough by itself",
      given = { survey = "project", project = "p-18",
        answers = { goals = 4, communication = 4, schedule = 4, expertise = 5, recommend = 6 } },
      expect = { { alert = { severity = "warning", title = "Project p-18: recommend 6" } } } },
    { name = "an index of exactly 50 and a 7 are left alone",
      given = { survey = "project", project = "p-19",
        answers = { goals = 3, communication = 3, schedule = 3, expertise = 3, recommend = 7, comment = "Helt okej." } },
      expect = {} },
    { name = "just below 50",
      given = { survey = "project", project = "p-20",
        answers = { goals = 3, communication = 3, schedule = 3, expertise = 2, recommend = 8, comment = "Vi väntar fortfarande." } },
      expect = { { alert = { severity = "warning", title = "Project p-20: project experience 44" } } } },
    { name = "one answered item of four gives no index",
      given = { survey = "project", project = "p-21", answers = { schedule = 1, recommend = 9 } }, expect = {} },
    { name = "two answered items of four give one",
      given = { survey = "project", project = "p-22", answers = { goals = 1, schedule = 2 } },
      expect = { { alert = { severity = "warning", key = "project-in-trouble/p-22" } } } },
    { name = "another survey is left alone",
      given = { survey = "nps", project = "p-23", answers = { nps = 2, recommend = 2 } }, expect = {} },
  },
}
