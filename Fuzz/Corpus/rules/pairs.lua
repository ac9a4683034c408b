local words = { "a", "b", nested = { 1 } }
rule "pairs" { match = { survey = "nps" }, limits = { steps = 20000 }, run = function(event)
  local s = '' for k, v in pairs(event.answers) do s = s .. k .. tostring(v) end for k in pairs(event) do s = s .. k end local k = next({b=1, a=2}) alert { title = s .. k }
end }
