import Foundation
import Testing
import TuntumaTesting

/// Real surveys through the whole program, against values that others computed.
@Suite(.enabled(if: SharedData.isPresent, SharedData.absence), .serialized, .timeLimit(.minutes(3)))
struct RealDataTests {
    private func run(_ workspace: String, _ arguments: [String] = []) async throws -> Report {
        let result = try await Command.run(["run", "--workspace", workspace, "--format", "json"] + arguments)
        #expect(result.code == 0)
        #expect(result.error == "")
        return try result.report()
    }

    private func isClose(_ left: Double?, _ right: Double) -> Bool {
        left.map { abs($0 - right) < 0.00005001 } ?? false
    }

    @Test func theAirport() async throws {
        let folder = try Folder()
        let report = try await run(try folder.workspace("airport"), ["--by", "survey"])
        #expect(report.events.rejected == 0 && report.events.conflicts == 0 && report.events.duplicates == 0)
        #expect(report.events.accepted == 2818 + 2958 + 3087 + 2831 + 2809)
        for (wave, n, value, weighted, effective) in [
            ("2017", 2746, 39.8398, 40.3984, 2266.51), ("2018", 2650, 30.9811, 35.1136, 2134.24),
        ] {
            let row = try #require(report.row("nps", ["survey": "sfo-\(wave)"]))
            #expect(row.n == n)
            #expect(isClose(row.value, value))
            #expect(isClose(row.weighted?.value, weighted))
            #expect(abs((row.weighted?.effective_n ?? 0) - effective) < 0.005001)
        }
        for (wave, n, value) in [
            ("2014", 2677, 78.8569), ("2015", 2810, 80.0), ("2016", 2919, 80.9866), ("2017", 2688, 82.0685),
            ("2018", 2625, 78.4381),
        ] {
            let row = try #require(report.row("csat", ["survey": "sfo-\(wave)"]))
            #expect(row.n == n)
            #expect(isClose(row.value, value))
            if wave == "2017" {
                #expect(row.interval?.method == "wilson")
                #expect(isClose(row.interval?.lower, 80.5728))
                #expect(isClose(row.interval?.upper, 83.4726))
            }
        }
        let ease = try #require(report.row("ease", ["survey": "sfo-2017"]))
        #expect(ease.n == 2683)
        #expect(isClose(ease.value, 4.4133))
    }

    @Test func theAirportByArea() async throws {
        let folder = try Folder()
        let report = try await run(try folder.workspace("airport"), ["--by", "survey,touchpoint"])
        for (area, n, value) in [("A", 724, 39.9171), ("D", 386, 43.5233), ("G", 625, 32.96)] {
            let row = try #require(report.row("nps", ["survey": "sfo-2017", "touchpoint": area]))
            #expect(row.n == n)
            #expect(isClose(row.value, value))
        }
    }

    @Test func theProvider() async throws {
        let folder = try Folder()
        let workspace = try folder.workspace("telco")
        let all = try #require(try await run(workspace).row("nps"))
        #expect(all.n == 2353)
        #expect(isClose(all.value, -24.6919))
        let stages = try await run(workspace, ["--by", "stage"])
        for (stage, n, value) in [
            ("buy", 962, -9.9792), ("pay", 1130, -29.292), ("receive", 231, -56.71), ("use", 30, -76.6667),
        ] {
            let row = try #require(stages.row("nps", ["stage": stage]))
            #expect(row.n == n)
            #expect(isClose(row.value, value))
        }
        let touchpoints = try await run(workspace, ["--by", "touchpoint"])
        #expect(isClose(touchpoints.row("nps", ["touchpoint": "First Payment"])?.value, -29.292))
        let months = try await run(workspace, ["--period", "month"])
        for (month, n, value) in [
            ("2017-12", 86, -58.1395), ("2018-01", 426, -33.0986), ("2018-02", 420, -27.1429),
            ("2018-03", 528, -25.1894),
            ("2018-04", 385, -13.2468), ("2018-05", 334, -21.8563), ("2018-06", 174, -10.9195),
        ] {
            let row = try #require(months.row("nps", period: month))
            #expect(row.n == n)
            #expect(isClose(row.value, value))
        }
    }

    @Test func theMaintainers() async throws {
        let folder = try Folder()
        let report = try await run(try folder.workspace("maintainers"), ["--by", "survey"])
        for (wave, n, value) in [
            ("2019H2", 70, 40.0), ("2020H2", 97, 55.6701), ("2021H1", 93, 72.043), ("2021H2", 102, 62.7451),
            ("2022H1", 99, 44.4444), ("2022H2", 117, 49.5726), ("2023H1", 145, 63.4483), ("2023H2", 133, 49.6241),
            ("2024H1", 93, 55.914),
        ] {
            let row = try #require(report.row("recommend", ["survey": wave]), "\(wave)")
            #expect(row.n == n, "\(wave)")
            #expect(isClose(row.value, value), "\(wave)")
        }
    }

    /// The raw export of a wave: its second block of columns repeats answers of another wave.
    @Test func theMaintainersAsExported() async throws {
        let raw = try SharedData.data("cncf_maintainer_surveys/raw/2022H1.csv")
        let header = String(decoding: raw.prefix(16_384), as: UTF8.self)
        let start = try #require(header.range(of: "Would you recommend CNCF"))
        let name = header[start.lowerBound...].prefix { $0 != "\"" } + " / Response"
        let folder = try Folder()
        let report = try await run(try folder.workspace("maintainers-raw", ["QUESTION": String(name)]))
        let row = try #require(report.row("recommend"))
        #expect(row.n == 99)
        #expect(isClose(row.value, 44.4444))
    }

    /// What was imported is a log like any other: the same numbers, and again the same file.
    @Test func importedEventsGiveTheSameNumbers() async throws {
        let folder = try Folder()
        let workspace = try folder.workspace("telco")
        let logs = try Folder()
        for name in ["first.jsonl", "second.jsonl"] {
            let result = try await Command.run([
                "import", "--workspace", workspace, "--channel", "verbatims", "--to", logs.path(name),
            ])
            #expect(result.code == 0)
        }
        #expect(try logs.text("first.jsonl") == logs.text("second.jsonl"))
        let direct = try await Command.run([
            "run", "--workspace", workspace, "--by", "touchpoint", "--period", "month", "--format", "json",
        ])
        let imported = try await Command.run(
            [
                "run", logs.path("first.jsonl"), "--workspace", workspace, "--by", "touchpoint", "--period", "month",
                "--format", "json",
            ])
        #expect(imported.code == 0)
        #expect(!direct.output.isEmpty && imported.output == direct.output)
        let twice = try await Command.run(
            ["run", logs.url.path(percentEncoded: false), "--workspace", workspace, "--format", "json"]).report()
        #expect(twice.events.duplicates == 2385)
        #expect(isClose(twice.row("nps")?.value, -24.6919))
    }
}
