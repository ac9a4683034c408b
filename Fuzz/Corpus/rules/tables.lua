local words = { "a", "b", nested = { 1 } }
rule "tables" { match = { survey = "nps" }, limits = { steps = 20000 }, run = function(event)
  local t = {3, 1, 2} table.sort(t, function(a, b) return a > b end) table.insert(t, 2, 9) table.remove(t, 1) t = table.move(t, 1, #t, 2) alert { title = table.concat(t, ',', 1, 3) .. select('#', table.unpack(t)) .. table.pack(1, nil, 3).n }
end }
