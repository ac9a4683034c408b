local words = { "a", "b", nested = { 1 } }
rule "time" { match = { survey = "nps" }, limits = { steps = 20000 }, run = function(event)
  alert { title = parse_time('2.3.2026 9:15', 'd.M.yyyy H:mm', 'Europe/Helsinki') .. trim('  x ') .. tostring(number('1,5')) }
end }
