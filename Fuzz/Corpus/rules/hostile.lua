local words = { "a", "b", nested = { 1 } }
rule "hostile" { match = { survey = "nps" }, limits = { steps = 20000 }, run = function(event)
  local t = setmetatable and 1 or 2 while true do local s = ('x'):rep(1000) .. s end
end }
