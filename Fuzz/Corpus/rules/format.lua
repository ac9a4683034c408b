local words = { "a", "b", nested = { 1 } }
rule "format" { match = { survey = "nps" }, limits = { steps = 20000 }, run = function(event)
  alert { title = ('%5.2f|%q|%-10s|%x|%s'):format(3.14159, 'a\n\0b', 'x', 255, event.answers.reasons) }
end }
