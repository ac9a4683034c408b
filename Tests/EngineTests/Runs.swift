import Builtins
import Engine
import EventLog
import Foundation
import Synchronization
import Tuntuma
import Workspace

/// Runs the product over lines, and takes apart what it says.
struct Runs {
    static let stages = ["go-live": "delivery", "support": "use"]
    static let units = ["turku", "tampere", "silent"]

    /// The workspace of these tests: Helsinki, the four metrics, one of employees, and two rules.
    static func workspace() -> Workspace {
        var workspace = Workspace()
        workspace.organisation.timeZone = "Europe/Helsinki"
        for unit in units { workspace.units[unit] = Unit() }
        for (name, stage) in stages {
            var touchpoint = Touchpoint()
            touchpoint.stage = stage
            workspace.touchpoints[name] = touchpoint
        }
        for plugin in ["nps", "csat", "ces", "project-experience"] { workspace.metrics.append(metric(plugin, plugin)) }
        var employees = metric("nps-employees", "nps")
        employees.respondents = [.employee]
        workspace.metrics.append(employees)
        workspace.rules = [rule("callback", max: 6), rule("praise", min: 9)]
        return workspace
    }

    private static func metric(_ id: String, _ plugin: String) -> MetricDeclaration {
        MetricDeclaration(
            id: id, plugin: plugin,
            block: Block(keyword: "metric", name: id, settings: [:], file: "tuntuma.lua", line: 1))
    }

    private static func rule(_ id: String, min: Double? = nil, max: Double? = nil) -> Rule {
        var rule = Rule(id: id, doc: "", types: ["response"], file: "rules/a.lua", line: 1, version: "sha256:0")
        rule.condition = .field("answers.nps", .between(min: min, max: max))
        rule.decisions = [
            DecisionTemplate(
                kind: .route,
                fields: ["queue": .text(id), "unit": .text("{unit}"), "reason": .text("NPS {answers.nps}")])
        ]
        return rule
    }

    /// What one run gave.
    struct Outcome {
        var report: RunReport
        var decisions: [UInt8]
        var rejected: [UInt8]
    }

    /// Runs over files, each a list of lines.
    static func run(
        _ files: [[String]], by keys: [String] = [], period: Period = .all, jobs: Int = 1,
        memory: SavedMemory? = nil, change: (inout Workspace) -> Void = { _ in },
        prepare: (inout Workspace, SymbolTable) -> Void = { _, _ in }
    ) throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tuntuma-engine-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var inputs: [LogInput] = []
        for (number, lines) in files.enumerated() {
            let file = folder.appending(path: "\(number).jsonl")
            try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file)
            inputs.append(LogInput(path: file.path(percentEncoded: false), name: "\(number).jsonl"))
        }
        var workspace = workspace()
        change(&workspace)
        let symbols = SymbolTable()
        prepare(&workspace, symbols)
        var options = RunOptions()
        options.period = period
        options.jobs = jobs
        options.memory = memory
        options.groupKeys = try keys.map { try GroupKey($0, workspace: workspace, symbols: symbols) }
        let metrics = try PluginRegistry.withBuiltins().metrics(of: workspace, symbols: symbols)
        let written = Written()
        var outputs = RunOutputs()
        outputs.decisions = { bytes in written.decisions.withLock { $0 += bytes } }
        outputs.rejected = { bytes in written.rejected.withLock { $0 += bytes } }
        let runner = try Runner(workspace: workspace, metrics: metrics, symbols: symbols, options: options)
        let report = try runner.run(inputs, outputs: outputs)
        return Outcome(
            report: report, decisions: written.decisions.withLock { $0 }, rejected: written.rejected.withLock { $0 })
    }

    private final class Written: Sendable {
        let decisions = Mutex<[UInt8]>([])
        let rejected = Mutex<[UInt8]>([])
    }
}

extension RunReport {
    /// Everything that must be the same whenever the same events are read; every number with all its digits.
    func description(withPlaces: Bool) -> String {
        var text =
            "\(withPlaces ? "\(events)" : "")\n\(corrected) \(withdrawn) \(danglingReferences) \(String(describing: timeSpan))\n"
        for row in metrics + totals {
            let by = row.by.map { "\($0.key)=\($0.value ?? "-")" }.joined(separator: " ")
            let uptake = "\(row.uptake.counted) \(row.uptake.ignored) \(row.uptake.rejected.sorted { $0.key < $1.key })"
            text += "\(row.definition) \(by) \(row.period) \(row.suppressed) \(row.result) \(uptake)\n"
        }
        for rule in rules { text += "\(rule.rule) \(rule.matched) \(rule.decided) \(rule.failed)\n" }
        if withPlaces { text += "\(rejections)\n\(conflicts)\n\(rejectionReasons)\n" }
        return text + "\(decisions)"
    }
}
