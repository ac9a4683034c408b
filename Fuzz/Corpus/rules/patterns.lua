local words = { "a", "b", nested = { 1 } }
rule "patterns" { match = { survey = "nps" }, limits = { steps = 20000 }, run = function(event)
  local s = event.answers.comment or '' for a, b in s:gmatch('(%w+)%s*(%b())') do alert { title = a .. b } end return (s:gsub('%f[%w]%a', string.upper)), s:find('[^%s]-.-(.)%1$'), s:match('^()(.-)()$')
end }
