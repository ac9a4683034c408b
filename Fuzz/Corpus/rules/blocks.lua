organisation { name = "x", time_zone = "Europe/Helsinki", languages = { "fi" }, min_group = 5 }
limits { steps = 5000 }
units { "a", b = { name = "B", parent = "a" } }
survey "s" { questions = { nps = scale(0, 10), c = text(), k = choice { "a", "b" }, y = yes_no(), n = number() } }
metric "m" { question = "csat", scale = { 1, 5 }, value = function(state) return share(state.answers:count(5), state.n) end }
metric "l" { state = { k = count(), h = sum() }, add = function(event, state) state:add("k", 1) end, value = function(state) return mean(state.h) end }
rule { id = "r", on = { "response" }, match = any { { unit = "a" }, none { { answers = { nps = { max = 6 } } } } }, alert = { title = "{unit} {answers.nps}" },
  tests = { { name = "t", given = { unit = "a" }, expect = {} } } }
