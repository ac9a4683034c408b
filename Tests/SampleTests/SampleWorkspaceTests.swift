import Foundation
import Testing

@testable import Sample

struct SampleWorkspaceTests {
    private struct Line: Decodable {
        var id: String
        var source: String
        var time: String
        var type: String
        var survey: String?
        var unit: String?
        var subject: String?
        var respondent: String?
        var language: String?
        var solicited: Bool?
        var re: [String]?
        var answers: [String: Answer]?
    }

    /// A number where the answer is one.
    private struct Answer: Decodable {
        var number: Int?
        var text: String?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            number = try? container.decode(Int.self)
            text = try? container.decode(String.self)
        }
    }

    private static let sample = SampleWorkspace()

    private static let sampleLines = Result { try lines(of: sample) }

    private static func bytes(of path: String, in workspace: SampleWorkspace) -> [UInt8] {
        var bytes: [UInt8] = []
        var lines = 0
        workspace.writeLog(path) { piece, count in
            bytes += piece
            lines += count
        }
        #expect(bytes.count { $0 == 0x0A } == lines)
        return bytes
    }

    private static func texts(of workspace: SampleWorkspace) -> [String] {
        workspace.logPaths.flatMap { bytes(of: $0, in: workspace).split(separator: 0x0A) }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// Fowler, Noll and Vo's hash FNV-1a, 64 bits.
    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    /// Everything that the documentation shows is of these bytes.
    @Test(
        arguments: [
            (5000, 7, [0x19d0_41a5_fe28_79bf, 0x6c6c_8802_0d19_8edf]),
            (20_000, 3, [0x2f80_1afc_be17_9ffd, 0x5e4e_e313_5ff7_efc0]),
        ] as [(Int, UInt64, [UInt64])])
    func isTheSameInEveryVersion(events: Int, seed: UInt64, hashes: [UInt64]) {
        let sample = SampleWorkspace(events: events, seed: seed)
        #expect(sample.logPaths == ["log/2025.jsonl", "log/2026.jsonl"])
        #expect(sample.logPaths.map { Self.hash(Self.bytes(of: $0, in: sample)) } == hashes)
    }

    /// A firm with more events has more accounts and projects: what an event costs must not depend on how many.
    @Test(arguments: [100, 5_000, 60_000])
    func aProjectIsLookedForAmongThoseOfItsAccount(events: Int) {
        var random = SplitMix64(seed: 7)
        let firm = SampleFirm(events: events, random: &random)
        for (place, account) in firm.accounts.enumerated() {
            #expect(account.projects.count < 10)
            #expect(firm.projects[account.projects].allSatisfy { $0.account == place })
        }
        #expect(firm.accounts.reduce(0) { $0 + $1.projects.count } == firm.projects.count)
        for account in firm.accounts.indices.prefix(100) {
            for day in stride(from: 0, to: SampleCalendar.days, by: 50) {
                let found = firm.project(of: firm.accounts[account], onDay: day)
                #expect(found?.id == firm.projects.first { $0.account == account && $0.days.contains(day) }?.id)
            }
        }
    }

    @Test func tellsHowFarItIs() {
        var told: [Int] = []
        let sample = SampleWorkspace(events: 20_000) { told.append($0) }
        #expect(told == told.sorted() && told.count >= 3)
        #expect(told.allSatisfy { $0 <= sample.lines })
    }

    private static func lines(of workspace: SampleWorkspace) throws -> [Line] {
        try texts(of: workspace).map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    }

    @Test func isTheSameEveryTime() {
        let again = SampleWorkspace()
        #expect(Self.sample.files.map(\.path) == again.files.map(\.path))
        #expect(Self.sample.files.map(\.contents) == again.files.map(\.contents))
        #expect(Self.texts(of: Self.sample) == Self.texts(of: again))
        let other = SampleWorkspace(seed: 8)
        #expect(Self.texts(of: Self.sample) != Self.texts(of: other))
    }

    @Test func everyFileSaysThatItIsSynthetic() {
        for file in Self.sample.files {
            #expect(file.contents.lowercased().contains("synthetic"), "\(file.path)")
        }
        for line in Self.texts(of: Self.sample) {
            #expect(line.hasPrefix(#"{"source":"synthetic","#))
        }
    }

    @Test(arguments: [100, 101, 333, 1_000], [1, 7, 99] as [UInt64])
    func hasTheLinesThatWereAskedForAndEachIsAnEvent(count: Int, seed: UInt64) throws {
        let lines = try Self.lines(of: SampleWorkspace(events: count, seed: seed))
        #expect(lines.count == count)
        var seen: Set<String> = []
        var repeated = 0
        for line in lines {
            #expect(line.time >= "2025-01-01" && line.time < "2026-07-01" && line.time.hasSuffix("Z"))
            repeated += seen.insert(line.id).inserted ? 0 : 1
            let needsReference = ["correction", "withdrawal"].contains(line.type)
            #expect(needsReference == (line.re != nil))
            for reference in line.re ?? [] {
                #expect(seen.contains(reference), "\(line.id) refers to \(reference), which has not come yet")
            }
        }
        #expect(repeated == 1)
    }

    @Test func tooFewEventsAreMadeOneHundred() throws {
        #expect(try Self.lines(of: SampleWorkspace(events: -5)).count == 100)
    }

    @Test func answersLieOnTheirScales() throws {
        let scales = [
            "nps": 0...10, "csat": 1...5, "ces": 1...7, "recommend": 0...10, "enps": 0...10, "wellbeing": 1...5,
            "goals": 1...5, "communication": 1...5, "schedule": 1...5, "expertise": 1...5,
        ]
        var met: Set<String> = []
        for line in try Self.sampleLines.get() {
            for (question, answer) in line.answers ?? [:] {
                guard let scale = scales[question] else { continue }
                met.insert(question)
                let score = try #require(answer.number)
                #expect(scale.contains(score), "\(line.id) \(question)")
            }
        }
        #expect(met == Set(scales.keys))
    }

    @Test func oneEventCameInLate() throws {
        let lines = try Self.sampleLines.get()
        var latest = ""
        var late: [String] = []
        for line in lines {
            if line.time < latest {
                late.append(line.id)
            }
            latest = max(latest, line.time)
        }
        #expect(late.count == 1)
        #expect(lines.count == 5_000)
    }

    @Test func theStoryIsInTheData() throws {
        let lines = try Self.sampleLines.get().filter { $0.type == "response" }
        let score = { (unit: String, months: ClosedRange<String>) -> Double in
            let answers = lines.filter { $0.unit == unit && months.contains(String($0.time.prefix(7))) }
                .compactMap { $0.answers?["nps"]?.number }
            let promoters = answers.filter { $0 >= 9 }.count
            let detractors = answers.filter { $0 <= 6 }.count
            return 100 * Double(promoters - detractors) / Double(max(1, answers.count))
        }
        #expect(score("tampere", "2026-02"..."2026-03") < score("tampere", "2025-01"..."2026-01") - 40)
        #expect(score("oulu", "2026-01"..."2026-06") > score("oulu", "2025-01"..."2025-06") + 30)
        let july = lines.filter { $0.time.hasPrefix("2025-07") }.count
        let june = lines.filter { $0.time.hasPrefix("2025-06") }.count
        #expect(2 * july < june + june / 3)

        let subjects = lines.compactMap(\.subject)
        #expect(subjects.count > 3 * Set(subjects).count)
        #expect(Set(lines.compactMap(\.language)) == ["fi", "sv", "en"])
        #expect(lines.contains { $0.solicited == false })
        let pulse = lines.filter { $0.survey == "pulse" }
        #expect(pulse.count > 500)
        #expect(pulse.allSatisfy { $0.respondent == "employee" && $0.subject == nil })
    }

    @Test func theEmptyWorkspaceHasEveryFolder() {
        let paths = EmptyWorkspace().files.map(\.path)
        #expect(paths == ["README.md", "tuntuma.lua", "rules/README.md", "metrics/README.md", "log/README.md"])
        for file in EmptyWorkspace().files + Self.sample.files {
            #expect(file.contents.hasSuffix("\n") && !file.contents.contains("\t"), "\(file.path)")
        }
    }
}
