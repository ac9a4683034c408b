import Testing

@testable import Arguments

struct ChartCommandTests {
    @Test func chartTakesAMetricAndAFile() throws {
        let arguments = [
            "chart", "nps", "a.jsonl", "--by", "unit,channel", "--out=x.HTML", "--period", "week", "--lang=fi",
        ]
        var expected = ChartOptions(metric: "nps", out: "x.HTML", kind: .html)
        expected.logs = ["a.jsonl"]
        expected.by = ["unit", "channel"]
        expected.period = .week
        expected.language = .finnish
        #expect(try Command(arguments: arguments) == .chart(expected))
        let picture = try Command(arguments: ["chart", "nps", "--workspace", "w", "--out", "a.b/nps.svg"])
        var other = ChartOptions(metric: "nps", out: "a.b/nps.svg", kind: .svg)
        other.workspace = "w"
        #expect(picture == .chart(other))
        var moving = ChartOptions(metric: "nps", out: "x.html", kind: .html)
        moving.logs = ["a"]
        moving.window = 30
        #expect(try Command(arguments: ["chart", "nps", "a", "--out", "x.html", "--window", "30d"]) == .chart(moving))
    }

    @Test(
        arguments: [
            (["chart", "--out", "x.html"], "chart needs METRIC [LOG...]"),
            (["chart", "nps", "a.jsonl"], "name the file to write"),
            (["chart", "nps", "a.jsonl", "--out", "x.png"], "\"x.png\" ends neither in .html nor in .svg"),
            (["chart", "nps", "a.jsonl", "--out", "html"], "\"html\" ends neither"),
            (["chart", "nps", "--out", "x.html"], "name a LOG"),
            (["chart", "nps", "-", "--out", "x.html"], "reads its log twice"),
            (["chart", "nps", "a", "--out", "x.html", "--period", "all"], "\"all\" is not one of day, week"),
            (["chart", "nps", "a", "--out", "x.html", "--by", "unit,unit"], "\"unit\" is given twice"),
            (["chart", "nps", "a", "--out", "x.html", "--window", "30"], "\"30\" is no number of days"),
            (["chart", "nps", "a", "--out", "x.html", "--window", "0d"], "\"0d\" is no number of days"),
            (["chart", "nps", "a", "--out", "x.html", "--window", "+3d"], "expected 1d to 3650d, such as 30d"),
            (
                ["chart", "nps", "a", "--out", "x.html", "--window", "7d", "--period", "day"],
                "--window moves day by day and --period does not"
            ),
        ] as [([String], String)])
    func mistakesAreNamed(arguments: [String], problem: String) throws {
        do throws(ArgumentError) {
            _ = try Command(arguments: arguments)
            Issue.record("\(arguments) is understood")
        } catch {
            #expect(error.description.contains(problem), "\(error.description)")
        }
    }
}
