local words = { "a", "b", nested = { 1 } }
rule "decide" { match = { survey = "nps" }, limits = { steps = 20000 }, run = function(event)
  route { queue = 'q', unit = event.unit, within = '1 working day', priority = 3, reason = event.answers.comment } act { use = 'x', n = 1.5, l = { 'a', 'b' } } alert { title = 'x', labels = { a = 'b' } }
end }
