local words = { "a", "b", nested = { 1 } }
rule "utf8" { match = { survey = "nps" }, limits = { steps = 20000 }, run = function(event)
  local s = event.answers.comment or '' for p, c in utf8.codes(s, true) do alert { title = utf8.char(c) } end alert { title = utf8.len(s, 1, -1, true) .. s:lower() .. s:upper() .. tostring(s:contains('häiriö', 'X')) .. s:reverse():byte(1, 3) }
end }
