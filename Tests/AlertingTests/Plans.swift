import Foundation
import Loading
import Testing
import Tuntuma
import Workspace
@testable import Alerting

/// The plan of a workspace's text.
func plan(
    _ text: String, actions: String = "actions { console = { plugin = \"console\" }, mail = { plugin = \"console\" } }"
)
    throws -> NotificationPlan
{
    let folder = FileManager.default.temporaryDirectory.appending(path: "tuntuma-plan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("\(text)\n\(actions)\n".utf8).write(to: folder.appending(path: "tuntuma.lua"))
    do {
        let workspace = try WorkspaceLoader.load(
            folder: folder.path(percentEncoded: false), symbols: SymbolTable())
        return try NotificationReader.plan(of: workspace)
    } catch {
        // Without the folder, which is another one each time.
        throw WorkspaceError(
            error.complaints.map { complaint in
                Complaint(
                    file: URL(filePath: complaint.file).lastPathComponent, line: complaint.line,
                    problem: complaint.problem)
            })
    }
}

/// What is wrong with a plan, one line each.
func mistakes(_ text: String) throws -> [String] {
    do {
        _ = try plan(text)
        return []
    } catch let error as WorkspaceError {
        return error.complaints.map(\.description)
    }
}

/// Milliseconds of a time.
func at(_ text: String) throws -> Int64 {
    try #require(Timestamp(internetTime: text), "\(text) is no time").milliseconds
}

/// Labels as on the command line: `unit=turku severity=critical`.
func labels(_ text: String) -> Labels {
    Labels(
        text.split(separator: " ").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1)
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        })
}

/// A signal with labels such as `unit=turku`, at a number of seconds.
func signal(
    _ rule: String, _ text: String = "", second: Int64, holds: Bool = true, severity: String = "warning",
    pending: Int64 = 0, expires: Int64? = nil
) -> AlertSignal {
    AlertSignal(
        rule: rule, labels: labels(text).all.map { ($0.name, $0.value) }, time: second * 1_000, holds: holds,
        severity: severity, title: "\(rule) \(text)", pending: pending * 1_000, expires: expires.map { $0 * 1_000 })
}

/// What happened, one line each: `30 management {unit=turku} first: high-wait+ late-`.
func lines(_ history: AlertHistory) -> [String] {
    history.records.map { record in
        switch record {
        case .sent(let notification):
            let alerts = notification.alerts.map { "\($0.rule)\($0.status == .firing ? "+" : "-")" }
            return
                "\(notification.time / 1_000) \(notification.receiver) {\(notification.group.text)} #\(notification.number) \(notification.reason.rawValue): \(alerts.joined(separator: " "))"
        case .suppressed(let suppression):
            return
                "\(suppression.time / 1_000) \(suppression.receiver) {\(suppression.group.text)} \(suppression.cause.name): \(suppression.alert.rule)\(suppression.alert.status == .firing ? "+" : "-")"
        }
    }
}
