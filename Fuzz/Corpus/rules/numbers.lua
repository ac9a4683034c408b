local words = { "a", "b", nested = { 1 } }
rule "numbers" { match = { survey = "nps" }, limits = { steps = 20000 }, run = function(event)
  local n = 1 // 1 + 7 % -3 + 2 ^ 0.5 + (1 << 63) ~ 5 & 0xff | 3 alert { title = tostring(n), text = math.type(n) .. math.random(1, 6) .. tostring(math.random()) }
end }
