import Builtins
import Changes
import Engine
import EventLog
import Foundation
import Loading
import Scripting
import Synchronization
import Tuntuma
import Workspace

/// Runs a workspace in Lua over events, as `tuntuma run` does.
struct ClosingRun {
    var report: RunReport
    var decisions: [UInt8]
    /// What was said of alerts, in the order of the closes.
    var alerts: [RuleAlert] = []

    /// The lines of the decisions.
    var lines: [String] { String(decoding: decisions, as: UTF8.self).split(separator: "\n").map { String($0) } }

    /// The value of a field in each line of decisions that has it.
    func values(_ field: String) -> [String] {
        lines.compactMap { line in
            let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return object?[field].map { "\($0)" }
        }
    }

    static func workspace(_ lua: String, symbols: SymbolTable = SymbolTable()) throws -> Workspace {
        try WorkspaceLoader.load(
            sources: [ScriptSource(file: "rules/a.lua", bytes: Array(lua.utf8))], symbols: symbols)
    }

    static func run(_ lua: String, _ lines: [String], jobs: Int = 1) throws -> ClosingRun {
        try run(lua, [lines], jobs: jobs)
    }

    static func run(
        _ lua: String, _ files: [[String]], jobs: Int = 1, memory: SavedMemory? = nil
    ) throws -> ClosingRun {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tuntuma-changes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var inputs: [LogInput] = []
        for (number, lines) in files.enumerated() {
            let file = folder.appending(path: "\(number).jsonl")
            try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file)
            inputs.append(LogInput(path: file.path(percentEncoded: false), name: "\(number).jsonl"))
        }
        let symbols = SymbolTable()
        let workspace = try workspace(lua, symbols: symbols)
        var options = RunOptions()
        options.jobs = jobs
        options.memory = memory
        let sink = Sink()
        var outputs = RunOutputs()
        outputs.decisions = { bytes in sink.bytes.withLock { $0 += bytes } }
        outputs.alert = { alert in sink.alerts.withLock { $0.append(alert) } }
        let runner = try Runner(
            workspace: workspace, metrics: try PluginRegistry.withBuiltins().metrics(of: workspace, symbols: symbols),
            symbols: symbols, options: options, judge: try MetricRules(workspace))
        let report = try runner.run(inputs, outputs: outputs)
        return ClosingRun(
            report: report, decisions: sink.bytes.withLock { $0 }, alerts: sink.alerts.withLock { $0 })
    }

    private final class Sink: Sendable {
        let bytes = Mutex<[UInt8]>([])
        let alerts = Mutex<[RuleAlert]>([])
    }

    /// One response.
    /// - Parameter time: Seconds since 2025-01-01 UTC.
    static func response(
        _ id: Int, at time: Int, _ score: Int, to question: String = "nps", unit: String? = nil, more: String = ""
    ) -> String {
        let stamp = Timestamp(milliseconds: 1_735_689_600_000 + Int64(time) * 1000).internetTime
        let unit = unit.map { ",\"unit\":\"\($0)\"" } ?? ""
        return "{\"id\":\"r-\(id)\",\"time\":\"\(stamp)\",\"type\":\"response\"\(unit)\(more),"
            + "\"answers\":{\"\(question)\":\(score)}}"
    }
}
