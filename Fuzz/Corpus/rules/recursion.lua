local words = { "a", "b", nested = { 1 } }
rule "recursion" { match = { survey = "nps" }, limits = { steps = 20000 }, run = function(event)
  local function f(x) return x:gsub('.', f) end f(event.answers.comment or 'x')
end }
