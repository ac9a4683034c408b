import Foundation
import Testing

/// `tuntuma chart`, as a shell would run it.
@Suite(.timeLimit(.minutes(3)))
struct ChartTests {
    /// Two years of a unit with a name that would be markup, which falls, and one that does not.
    private static func log(in folder: Folder) throws -> String {
        var lines: [String] = []
        for month in 0..<18 {
            for answer in 0..<40 {
                for (unit, isBad) in [("Ääkköset <script>alert(1)</script>", month >= 12), ("Oulu", false)] {
                    let score = (answer * 7 + month) % 10 < (isBad ? 7 : 3) ? 2 : 10
                    let name = month % 12 + 1
                    let day = answer % 28 + 1
                    let date = "\(2025 + month / 12)-\(name < 10 ? "0" : "")\(name)-\(day < 10 ? "0" : "")\(day)"
                    lines.append(
                        "{\"id\":\"\(unit.count)-\(month)-\(answer)\",\"time\":\"\(date)T10:00:00Z\",\"type\":\"response\","
                            + "\"unit\":\"\(unit)\",\"answers\":{\"nps\":\(score)}}")
                }
            }
        }
        return try folder.write("log.jsonl", lines.joined(separator: "\n") + "\n")
    }

    @Test func theChartSaysSinceWhen() async throws {
        let folder = try Folder()
        let log = try Self.log(in: folder)
        var documents: Set<String> = []
        for jobs in ["1", "3"] {
            let result = try await Command.run(
                ["chart", "nps", log, "--by", "unit", "--out", "nps.html", "--jobs", jobs], in: folder.url)
            #expect(result.code == 0 && result.output.isEmpty && result.error.isEmpty, "\(result.error)")
            documents.insert(try folder.text("nps.html"))
        }
        // Workers change nothing.
        let page = try #require(documents.first)
        #expect(documents.count == 1)
        #expect(page.contains("Ääkköset &lt;script&gt;") && !page.contains("<script"))
        #expect(page.contains("▼ lower: ") && page.contains("since about 2025-12-28 (between 2025-12-"))
        let picture = try await Command.run(
            ["chart", "nps", log, "--out", "nps.svg", "--lang", "fi", "--period", "quarter"], in: folder.url)
        #expect(picture.code == 0)
        #expect(try folder.text("nps.svg").contains("neljännesvuosittain"))
    }

    private static let workspace = """
        organisation { name = "x", time_zone = "Europe/Helsinki" }
        rule "nps-drop" { doc = "x", on = "metric", metric = "nps", by = "unit", window = "60d",
          match = { dropped = { against = "180d" } }, alert = { key = "{unit}", title = "{unit}" } }
        rule "shadow" { doc = "x", on = "metric", metric = "nps", mode = "shadow", alert = { title = "x" },
          match = { above = { value = -99 } } }
        rule "other" { doc = "x", on = "metric", metric = "csat", match = { above = { value = 1 } }, alert = { title = "x" } }

        """

    /// What the rules of the workspace alerted of is drawn where it was; over a moving window too.
    @Test func alertsAndWindowsAreDrawn() async throws {
        let folder = try Folder()
        let log = try Self.log(in: folder)
        try folder.write("w/tuntuma.lua", Self.workspace)
        var documents: Set<String> = []
        for jobs in ["1", "3"] {
            let result = try await Command.run(
                [
                    "chart", "nps", log, "--workspace", "w", "--by", "unit", "--window", "30d", "--out", "w.html",
                    "--jobs", jobs,
                ], in: folder.url)
            #expect(result.code == 0 && result.error.isEmpty, "\(result.error)")
            documents.insert(try folder.text("w.html"))
        }
        let page = try #require(documents.first)
        #expect(documents.count == 1)
        #expect(page.components(separatedBy: "<g class=\"alert\">").count == 2)
        #expect(page.contains("<title>Alert nps-drop, ") && !page.contains("shadow") && !page.contains("other,"))
        #expect(page.contains("moving window: the 30 days up to each point") && page.contains("2025-01-30 – "))
        let alerts = try await Command.run(["alerts", log, "--workspace", "w", "--format", "json"], in: folder.url)
        #expect(alerts.code == 0)
        let months = try await Command.run(
            ["chart", "nps", log, "--workspace", "w", "--by", "unit", "--out", "m.html"], in: folder.url)
        #expect(months.code == 0)
        // The same alert, in the same words.
        let sentence = try #require(page.firstMatch(of: /Alert nps-drop, [^<]*/)).output
        #expect(try folder.text("m.html").contains(sentence))
    }

    @Test func mistakesAreToldInALine() async throws {
        let folder = try Folder()
        let log = try Self.log(in: folder)
        for (arguments, code, problem) in [
            (["npx", log, "--out", "a.html"], 2, "there is no metric \"npx\"; did you mean \"nps\"?"),
            (["ces", log, "--out", "a.html"], 4, "there are no answers of \"ces\""),
            (["nps", "none.jsonl", "--out", "a.html"], 4, "none.jsonl"),
            (["nps", log, "--by", "unti", "--out", "a.html"], 2, "--by: "),
            (["nps", log, "--out", "no/such/a.html"], 4, "no/such/a.html"),
        ] as [([String], Int32, String)] {
            let result = try await Command.run(["chart"] + arguments, in: folder.url)
            #expect(result.code == code && result.errorLines.count == 1 && result.error.contains(problem), "\(result)")
            #expect(!folder.exists("a.html"))
        }
    }

    /// The page in a real browser, as wide as a telephone and as a desk: it renders, it fits, it says nothing on its console.
    @Test(.enabled(if: Browser.path != nil, "needs the Debian package chromium"))
    func thePageFitsATelephoneAndADesk() async throws {
        let browser = try #require(Browser.path)
        let folder = try Folder()
        let log = try Self.log(in: folder)
        let written = try await Command.run(
            ["chart", "nps", log, "--by", "unit", "--out", "nps.html"], in: folder.url)
        #expect(written.code == 0)
        try folder.write("w/tuntuma.lua", Self.workspace)
        let moving = try await Command.run(
            ["chart", "nps", log, "--workspace", "w", "--by", "unit", "--window", "30d", "--out", "w.html"],
            in: folder.url)
        #expect(moving.code == 0)
        try folder.write(
            "frames.html",
            """
            <!DOCTYPE html><pre id="seen"></pre><script>
            for (const width of [360, 1280]) for (const name of ["nps.html", "w.html"]) {
              const frame = document.createElement("iframe");
              frame.style = `width: ${width}px; height: 900px; border: 0`;
              frame.onload = () => {
                const page = frame.contentDocument;
                const fits = page.documentElement.scrollWidth <= width;
                const wide = [...page.querySelectorAll("svg[role=img]")].filter(svg => {
                  const box = svg.getBoundingClientRect();
                  return box.width > 200 && box.right <= width && box.height > 100;
                });
                // Bars of alerts within their drawings, each with a title to be read on hovering.
                const bars = [...page.querySelectorAll("g.alert")].filter(bar => {
                  const box = bar.getBoundingClientRect(), svg = bar.ownerSVGElement.getBoundingClientRect();
                  return bar.querySelector("title").textContent.includes("nps-drop") && box.width > 2
                    && box.left >= svg.left && box.right <= svg.right + 1 && box.top >= svg.top;
                });
                document.getElementById("seen").textContent +=
                  `[${name} ${width} ${fits} ${wide.length} ${bars.length}]`;
              };
              frame.src = name; document.body.append(frame);
            }
            </script>
            """)
        let process = Process()
        process.executableURL = URL(filePath: browser)
        process.arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--log-level=0",
            "--allow-file-access-from-files", "--user-data-dir=\(folder.path("profile"))", "--window-size=1400,1000",
            "--virtual-time-budget=5000", "--dump-dom", "file://\(folder.path("frames.html"))",
        ]
        try folder.write("browser.log", "")
        try folder.write("browser.out", "")
        process.standardError = try FileHandle(forWritingTo: URL(filePath: folder.path("browser.log")))
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: folder.path("browser.out")))
        process.environment = ["HOME": folder.path("home"), "PATH": "/usr/bin:/bin"]
        try await Command.end(of: process)
        let said = try folder.text("browser.log").split(separator: "\n").filter { $0.contains("CONSOLE") }
        #expect(said.isEmpty, "\(said)")
        let seen = try folder.text("browser.out")
        for width in [360, 1280] {
            #expect(seen.contains("[nps.html \(width) true 3 0]"), "\(seen)")
            #expect(seen.contains("[w.html \(width) true 3 1]"), "\(seen)")
        }
    }
}
