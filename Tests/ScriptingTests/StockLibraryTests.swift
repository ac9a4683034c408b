import Testing

@testable import Scripting

/// Our functions of texts and tables, held against those of stock Lua over many random programs.
struct StockLibraryTests {
    private static let letters = ["a", "b", "c", "A", "1", " ", ".", "%", "-", "(", ")", "ä", "\\0", "\\200", "x"]
    private static let pieces = [
        "a", "b", "c", ".", "%a", "%d", "%s", "%w", "%p", "%x", "%g", "%l", "%u", "%c", "%A", "%S", "%W", "%.", "%%",
        "%(",
        "[abc]", "[^ab]", "[a-c]", "[%a_]", "[^%s]", "[]]", "[^]]", "[a-]", "[%]x]", "[%w-z]", "(", ")", "()", "(a*)",
        "(.-)", "(%w+)", "%1", "%2", "%b()", "%bxa", "%f[%w]", "%f[^a]", "^", "$", "\\0", "\\228", "[", "%", "-", "*",
        "+",
        "?", "%f", "%b", "[a", "[%", "%z",
    ]
    private static let suffixes = ["", "", "", "", "*", "+", "-", "?", "*", "$"]

    private static func pattern(_ random: inout SplitMix64) -> String {
        var text = Int.random(in: 0..<6, using: &random) == 0 ? "^" : ""
        for _ in 0..<Int.random(in: 0...5, using: &random) { text += random.pick(pieces) + random.pick(suffixes) }
        return text
    }

    private static func subject(_ random: inout SplitMix64) -> String {
        (0..<Int.random(in: 0...14, using: &random)).map { _ in random.pick(letters) }.joined()
    }

    /// A function that makes one text of all that another gives.
    private static let show = """
        local out = {}
        local function show(...)
          for i = 1, select('#', ...) do out[#out + 1] = tostring((select(i, ...))) .. '|' end
          out[#out + 1] = ';'
        end

        """

    private func expectSame(_ program: String, _ seed: UInt64) throws {
        let bytes = Array((Self.show + program + "\nreturn table.concat(out)").utf8)
        let stock = ProgramResult.inStockLua(bytes)
        let ours = try ProgramResult.inSandbox(bytes)
        #expect(ours == stock, "seed \(seed): \(program)")
    }

    @Test func patternsMatchAsStockOnesDo() throws {
        var failed = 0
        for seed in 0..<4000 as Range<UInt64> {
            var random = SplitMix64(seed: seed)
            let pattern = "'\(Self.pattern(&random))'"
            var program = ""
            for _ in 0..<3 {
                let subject = "'\(Self.subject(&random))'"
                let start = Int.random(in: -4...6, using: &random)
                program += """
                    show(string.find(\(subject), \(pattern), \(start)))
                    show(string.match(\(subject), \(pattern)))
                    show(string.find(\(subject), \(pattern), 1, true))
                    show(string.gsub(\(subject), \(pattern), '<%0>'))
                    show(string.gsub(\(subject), \(pattern), { a = 'X', b = false }, 2))
                    show(string.gsub(\(subject), \(pattern), function(...) show(...) return nil end))
                    for a, b in string.gmatch(\(subject), \(pattern)) do show(a, b) end

                    """
            }
            let bytes = Array((Self.show + program + "\nreturn table.concat(out)").utf8)
            if ProgramResult.inStockLua(bytes) == .failed { failed += 1 }
            try expectSame(program, seed)
        }
        // Both kinds must be there: patterns that are well, and patterns that are not.
        #expect(failed > 400 && failed < 3600)
    }

    @Test func replacementsAreThoseOfStockLua() throws {
        let replacements = [
            "'%1'", "'%2-%1'", "'%%'", "'%'", "'%x'", "'[%0]'", "5", "'a%9'", "function() return 1 end", "{ a = 2 }",
            "function() return {} end", "nil", "true",
        ]
        for seed in 0..<600 as Range<UInt64> {
            var random = SplitMix64(seed: seed + 77)
            let pattern = random.pick(["a", "(a)(b)", "()", "", "%w+", "(.)", "a*", "x-", "$", "^a"])
            let count = random.pick(["", ", 0", ", 1", ", -1", ", 3"])
            try expectSame(
                "show(string.gsub('\(Self.subject(&random))', '\(pattern)', \(random.pick(replacements))\(count)))",
                seed)
        }
    }

    @Test func textsAreCutAndTurnedAsInStockLua() throws {
        for seed in 0..<800 as Range<UInt64> {
            var random = SplitMix64(seed: seed + 5000)
            let subject = "'\(Self.subject(&random))'"
            let from = random.pick(["-20", "-3", "-1", "0", "1", "2", "7", "99", "math.mininteger", "math.maxinteger"])
            let to = random.pick(["", ", -20", ", -2", ", 0", ", 3", ", 99", ", math.mininteger", ", math.maxinteger"])
            try expectSame(
                """
                show(string.sub(\(subject), \(from)\(to)))
                show(string.byte(\(subject), \(from)\(to)))
                show(string.reverse(\(subject)))
                show(string.rep(\(subject), \(random.pick(["-1", "0", "1", "3"])), \(random.pick(["nil", "''", "', '"]))))
                show(string.len(\(subject)), #\(subject))
                show(string.char(string.byte(\(subject), 1, -1)))
                show(string.format('%5s|%-5s|%q', 'a', 'b', \(subject)))
                show(utf8.len(\(subject)))
                show(tonumber(\(subject)), tonumber('0x1F'), tonumber('z', 36), tonumber(' 12 '))
                """, seed)
        }
    }

    @Test func tablesAreWorkedOnAsInStockLua() throws {
        for seed in 0..<1500 as Range<UInt64> {
            var random = SplitMix64(seed: seed + 9000)
            let count = Int.random(in: 0...9, using: &random)
            let items = (0..<count).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined(separator: ", ")
            let place = Int.random(in: -1...(count + 2), using: &random)
            let operations = [
                "table.insert(t, 42)", "table.insert(t, \(place), 42)", "show(table.remove(t))",
                "show(table.remove(t, \(place)))", "table.sort(t)", "table.sort(t, function(a, b) return a > b end)",
                "show(table.unpack(t))", "show(table.unpack(t, \(place)))", "show(table.unpack(t, 2, \(place)))",
                "show(table.concat(t, '-'))", "show(table.concat(t, ', ', 2))",
                "show(table.concat(t, '', 1, \(place)))",
                "table.move(t, 1, #t, \(place))", "table.move(t, 2, #t, 1)", "t = table.move(t, 1, #t, 2, {})",
                "t = table.pack(table.unpack(t)) show(t.n)", "table.insert(t)", "table.insert(t, 1, 2, 3)",
                "t[#t + 1] = 7", "show(#t)", "table.sort(t, 5)", "show(select(-1, 0, table.unpack(t)))",
            ]
            let program = (0..<4).map { _ in random.pick(operations) }.joined(separator: "\n")
            try expectSame("local t = { \(items) }\n\(program)\nfor i = 1, #t do show(t[i]) end", seed)
        }
    }

    @Test func sortingIsRightAndKeepsTheOrderOfEqualItems() throws {
        let body = """
            local t, n = {}, 500
            for i = 1, n do t[i] = { key = (i * 7919) % 13, place = i } end
            table.sort(t, function(a, b) return a.key < b.key end)
            for i = 2, n do
              local a, b = t[i - 1], t[i]
              if a.key > b.key or (a.key == b.key and a.place > b.place) then return "wrong at " .. i end
            end
            return "sorted " .. #t
            """
        #expect(try title(body) == "sorted 500")
        // An order function that contradicts itself ends well too.
        #expect(
            try title("local t = {3,1,2,5,4} table.sort(t, function() return true end) return #t") == "5")
    }
}
