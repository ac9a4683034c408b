import Engine
import Foundation
import Testing
import Tuntuma
import Workspace

/// Withdrawals, corrections and revisions one by one, each in every order of the log.
///
/// One at a time: these tests wait for nothing, and would keep both threads from tests that have deadlines.
@Suite(.serialized)
struct AmendmentTests {
    private static func line(_ id: String, type: String = "response", minute: Int = 0, _ fields: String) -> String {
        let time = "2026-03-02T09:\(minute < 10 ? "0" : "")\(minute):00Z"
        return "{\"id\":\"\(id)\",\"time\":\"\(time)\",\"type\":\"\(type)\",\(fields)}"
    }

    private static func answer(_ id: String, _ nps: Int, minute: Int = 0, _ more: String = "") -> String {
        line(id, minute: minute, "\"answers\":{\"nps\":\(nps)}\(more)")
    }

    private static func correction(_ id: String, of target: String, _ nps: Int, minute: Int) -> String {
        line(id, type: "correction", minute: minute, "\"re\":\"\(target)\",\"answers\":{\"nps\":\(nps)}")
    }

    private static func withdrawal(_ id: String, of target: String) -> String {
        line(id, type: "withdrawal", "\"re\":\"\(target)\"")
    }

    /// The scores that count, whatever the order of the lines.
    private func scores(_ lines: [String]) throws -> [String] {
        var results: Set<[String]> = []
        for order in Self.orders(of: lines).prefix(24) {
            let row = try #require(try Runs.run([order]).report.metrics.first { $0.metric == "nps" })
            results.insert(row.result.distribution.filter { $0.count > 0 }.map { "\($0.value):\($0.count)" })
        }
        #expect(results.count == 1, "the order of the log counts: \(results)")
        return results.first ?? []
    }

    private static func orders(of lines: [String]) -> [[String]] {
        if lines.count <= 1 { return [lines] }
        return lines.indices.flatMap { first in
            orders(of: lines.enumerated().filter { $0.offset != first }.map(\.element)).map { [lines[first]] + $0 }
        }
    }

    @Test func aWithdrawalTakesItsEventOut() throws {
        #expect(try scores([Self.answer("a", 3), Self.answer("b", 9), Self.withdrawal("w", of: "a")]) == ["9:1"])
    }

    @Test func aCorrectionReplacesAllAnswers() throws {
        let both = Self.line("a", "\"answers\":{\"nps\":3,\"csat\":5}")
        let lines = [both, Self.correction("c", of: "a", 8, minute: 1)]
        #expect(try scores(lines) == ["8:1"])
        let report = try Runs.run([lines]).report
        #expect(report.metrics.first { $0.metric == "csat" }?.result.n == 0)
        #expect(report.corrected == 1 && report.withdrawn == 0 && report.danglingReferences == 0)
    }

    @Test func theLatestCorrectionCounts() throws {
        #expect(
            try scores([
                Self.answer("a", 3), Self.correction("c", of: "a", 8, minute: 5),
                Self.correction("d", of: "a", 7, minute: 4),
            ])
                == ["8:1"])
        // At the same time, the greater id.
        #expect(
            try scores([
                Self.answer("a", 3), Self.correction("c", of: "a", 8, minute: 5),
                Self.correction("d", of: "a", 7, minute: 5),
            ])
                == ["7:1"])
    }

    @Test func aWithdrawnCorrectionIsUndone() throws {
        #expect(
            try scores([
                Self.answer("a", 3), Self.correction("c", of: "a", 8, minute: 5), Self.withdrawal("w", of: "c"),
            ]) == ["3:1"])
        // What an earlier correction said counts again.
        #expect(
            try scores([
                Self.answer("a", 3), Self.correction("c", of: "a", 7, minute: 4),
                Self.correction("d", of: "a", 8, minute: 5),
                Self.withdrawal("w", of: "d"),
            ]) == ["7:1"])
    }

    @Test func aCorrectionCanBeCorrected() throws {
        #expect(
            try scores([
                Self.answer("a", 3), Self.correction("c", of: "a", 7, minute: 4),
                Self.correction("d", of: "c", 8, minute: 5),
            ])
                == ["8:1"])
        // Events that name each other in a circle end somewhere.
        let report = try Runs.run([
            [
                Self.answer("a", 3), Self.correction("c", of: "a", 7, minute: 1),
                Self.correction("d", of: "c", 8, minute: 2),
                Self.correction("e", of: "d", 9, minute: 3), Self.correction("f", of: "e", 10, minute: 4),
                Self.correction("c2", of: "c2", 1, minute: 5),
            ]
        ]).report
        #expect(report.metrics.first { $0.metric == "nps" }?.result.n == 1)
    }

    @Test func theHighestRevisionCounts() throws {
        func version(_ id: String, _ nps: Int, _ revision: Int, minute: Int = 0) -> String {
            Self.answer(id, nps, minute: minute, ",\"response\":\"v\",\"revision\":\(revision)")
        }
        #expect(try scores([version("a", 3, 1), version("b", 8, 2), version("c", 7, 1, minute: 9)]) == ["8:1"])
        #expect(try scores([version("a", 3, 1, minute: 1), version("b", 8, 1)]) == ["3:1"])
    }

    /// Names of responses may have 128 bytes, every one of which counts.
    @Test func responsesWithLongNamesAreToldApart() throws {
        let name = String(repeating: "v", count: 127)
        #expect(
            try scores([
                Self.answer("a", 3, ",\"response\":\"\(name)1\""), Self.answer("b", 8, ",\"response\":\"\(name)2\""),
            ]) == ["3:1", "8:1"])
    }

    @Test func otherSourcesAreNotAmended() throws {
        let other = Self.line("w", type: "withdrawal", "\"source\":\"web\",\"re\":\"a\"")
        #expect(try scores([Self.answer("a", 3), other]) == ["3:1"])
        #expect(try Runs.run([[Self.answer("a", 3), other]]).report.danglingReferences == 1)
    }

    @Test func referencesToNothingAreCounted() throws {
        let lines = [
            Self.answer("a", 3), Self.correction("c", of: "none", 8, minute: 1), Self.withdrawal("w", of: "nothing"),
        ]
        let report = try Runs.run([lines]).report
        #expect(report.danglingReferences == 2)
        #expect(report.metrics.first { $0.metric == "nps" }?.result.n == 1)
        // A correction that was itself withdrawn has found its event all the same.
        let undone = [Self.answer("a", 3), Self.correction("c", of: "a", 8, minute: 1), Self.withdrawal("w", of: "c")]
        #expect(try Runs.run([undone]).report.danglingReferences == 0)
    }

    private struct Amended: Equatable {
        var corrected: Int
        var withdrawn: Int
        var dangling: Int
    }

    /// What is reported, whatever the order of the lines.
    private func amended(_ lines: [String]) throws -> Amended {
        var results: Set<[Int]> = []
        for order in Self.orders(of: lines) {
            let report = try Runs.run([order]).report
            results.insert([report.corrected, report.withdrawn, report.danglingReferences])
        }
        let result = try #require(results.count == 1 ? results.first : nil, "\(results)")
        return Amended(corrected: result[0], withdrawn: result[1], dangling: result[2])
    }

    @Test func whatAmendsItselfRefersToNothing() throws {
        let answer = Self.answer("a", 3)
        let itself = Self.correction("c", of: "c", 8, minute: 1)
        #expect(try amended([itself]) == Amended(corrected: 0, withdrawn: 0, dangling: 1))
        #expect(try amended([answer, itself]) == Amended(corrected: 0, withdrawn: 0, dangling: 1))
        #expect(
            try amended([answer, Self.withdrawal("w", of: "w")]) == Amended(corrected: 0, withdrawn: 0, dangling: 1))
        // What it names beside itself is amended.
        let both = Self.line("c", type: "correction", "\"re\":[\"a\",\"c\"],\"answers\":{\"nps\":9}")
        #expect(try amended([answer, both]) == Amended(corrected: 1, withdrawn: 0, dangling: 1))
        #expect(try scores([answer, both]) == ["9:1"])
    }

    @Test func correctionsOfOneAnotherCorrectNothing() throws {
        let answer = Self.answer("a", 3)
        let two = [Self.correction("c", of: "d", 8, minute: 1), Self.correction("d", of: "c", 9, minute: 2)]
        #expect(try amended(two) == Amended(corrected: 0, withdrawn: 0, dangling: 2))
        #expect(try amended([answer] + two) == Amended(corrected: 0, withdrawn: 0, dangling: 2))
        #expect(try scores([answer] + two) == ["3:1"])
        let three = [
            Self.correction("c", of: "d", 8, minute: 1), Self.correction("d", of: "e", 9, minute: 2),
            Self.correction("e", of: "c", 10, minute: 3),
        ]
        #expect(try amended([answer] + three) == Amended(corrected: 0, withdrawn: 0, dangling: 3))
        // A chain that ends at an answer is none of these.
        let chain = [Self.correction("c", of: "a", 8, minute: 1), Self.correction("d", of: "c", 9, minute: 2)]
        #expect(try amended([answer] + chain) == Amended(corrected: 2, withdrawn: 0, dangling: 0))
    }

    @Test func aConflictIsListedAndChangesNothing() throws {
        let lines = [Self.answer("a", 3), Self.answer("b", 9), Self.answer("a", 10), Self.answer("a", 3)]
        let report = try Runs.run([lines]).report
        #expect(report.events.conflicts == 1 && report.events.duplicates == 1)
        #expect(report.conflicts == [Conflict(file: "0.jsonl", line: 3, source: "", event: "a")])
        #expect(
            report.metrics.first { $0.metric == "nps" }?.result.distribution.filter { $0.count > 0 }.map(\.value) == [
                "3", "9",
            ])
    }

    @Test func anEmployeeIsNoCustomer() throws {
        let lines = (0..<6).map { Self.answer("e\($0)", 9, ",\"respondent\":\"employee\"") } + [Self.answer("a", 3)]
        let report = try Runs.run([lines]).report
        #expect(report.metrics.first { $0.metric == "nps" }?.result.n == 1)
        #expect(report.metrics.first { $0.metric == "nps-employees" }?.result.n == 6)
    }

    @Test func smallGroupsOfEmployeesAreSuppressed() throws {
        let lines = (0..<9).map {
            Self.answer("e\($0)", 9, ",\"respondent\":\"employee\",\"unit\":\"\($0 < 5 ? "turku" : "oulu")\"")
        }
        let rows = try Runs.run([lines], by: ["unit"]).report.metrics.filter { $0.metric == "nps-employees" }
        #expect(rows.first { $0.by[0].value == "turku" }?.suppressed == false)
        #expect(rows.first { $0.by[0].value == "oulu" }?.suppressed == true)
        let customers = try Runs.run([[Self.answer("a", 9, ",\"unit\":\"oulu\"")]], by: ["unit"]) {
            $0.organisation.minimumGroup = 2
        }.report
        #expect(customers.metrics.filter { $0.by[0].value == "oulu" && $0.result.n > 0 }.allSatisfy { $0.suppressed })
    }
}
