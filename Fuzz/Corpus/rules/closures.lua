local words = { "a", "b", nested = { 1 } }
rule "closures" { match = { survey = "nps" }, limits = { steps = 20000 }, run = function(event)
  local n = 0 local function add(...) n = n + select('#', ...) return add and n end goto out ::out:: add(1, 2) for i = 10, 1, -3 do add(i) end local x <const> = 5 alert { title = n .. x }
end }
