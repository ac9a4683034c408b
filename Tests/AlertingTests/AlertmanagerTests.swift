import Foundation
import Testing
import TuntumaTesting

@testable import Alerting

/// Random trees, routed by us and by Alertmanager's own tool: it must be the same way through each.
struct AlertmanagerTests {
    /// A node that both can be told of.
    private struct Node {
        var receiver: String
        var tests: [(label: String, isNot: Bool, values: [String])] = []
        var patterns: [(label: String, isNot: Bool, pattern: String)] = []
        var continues = false
        var children: [Node] = []

        func route() throws -> Route {
            var route = Route(receiver: receiver)
            route.match = LabelMatch(
                tests.map { ($0.label, $0.isNot ? .isNot($0.values) : .isOneOf($0.values)) }
                    + (try patterns.map { label, isNot, text in
                        let pattern = try LabelPattern(text)
                        return (label, isNot ? .matchesNot(pattern) : .matches(pattern))
                    }))
            route.continues = continues
            route.routes = try children.map { try $0.route() }
            return route
        }

        func yaml(_ indent: String) -> String {
            var lines = ["receiver: \(receiver)"]
            if !tests.isEmpty || !patterns.isEmpty {
                let alternatives = tests.map { ($0.label, $0.isNot, $0.values.joined(separator: "|")) }
                let matchers = (alternatives + patterns).map { label, isNot, pattern in
                    "'\(label)\(isNot ? "!~" : "=~")\"\(pattern)\"'"
                }
                lines.append("matchers: [\(matchers.joined(separator: ", "))]")
            }
            if continues { lines.append("continue: true") }
            if !children.isEmpty { lines.append("routes:") }
            return lines.map { "\(indent)\($0)\n" }.joined()
                + children.map { child in
                    let text = child.yaml("\(indent)    ")
                    return "\(indent)  - " + text.dropFirst(indent.utf8.count + 4)
                }.joined()
        }

        var receivers: [String] { [receiver] + children.flatMap(\.receivers) }
    }

    private func node(_ random: inout SplitMix64, _ name: String, depth: Int) -> Node {
        var node = Node(receiver: name)
        for label in ["a", "b", "c"] where depth > 0 && Int.random(in: 0..<2, using: &random) == 0 {
            let values = ["x", "y", "z"].filter { _ in Bool.random(using: &random) }
            guard !values.isEmpty else { continue }
            node.tests.append((label, Int.random(in: 0..<3, using: &random) == 0, values))
        }
        for label in ["a", "b", "c"] where depth > 0 && Int.random(in: 0..<4, using: &random) == 0 {
            let patterns = ["[xy]", ".+", "z?", "(x|z)*", "[^y]", "x|.{2}|y", "y{1,3}", "(x|y)?"]
            let pattern = patterns.randomElement(using: &random) ?? ""
            node.patterns.append((label, Bool.random(using: &random), pattern))
        }
        node.continues = depth > 0 && Int.random(in: 0..<3, using: &random) == 0
        guard depth < 3 else { return node }
        for child in 0..<Int.random(in: 0...3, using: &random) {
            node.children.append(self.node(&random, "\(name)-\(child)", depth: depth + 1))
        }
        return node
    }

    /// Alertmanager's own tool, wherever PATH has it. `apt-get install prometheus-alertmanager` brings it, with a service that starts;
    /// without that: `apt-get download prometheus-alertmanager`, `dpkg -x prometheus-alertmanager_*.deb am`, and `am/usr/bin` in PATH.
    /// Nil: it is not there; then the test is skipped, and the runner says so.
    private static let amtool: String? =
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/amtool" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    private func receivers(_ amtool: String, _ file: URL, _ labels: Labels) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: amtool)
        process.arguments =
            ["config", "routes", "test", "--config.file=\(file.path(percentEncoded: false))"]
            + labels.all.map { "\($0.name)=\($0.value)" }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test(.enabled(if: Self.amtool != nil, "needs amtool of the Debian package prometheus-alertmanager"))
    func alertmanagerGoesTheSameWay() throws {
        let amtool = try #require(Self.amtool)
        let file = FileManager.default.temporaryDirectory.appending(path: "tuntuma-amtool-\(UUID().uuidString).yml")
        defer { try? FileManager.default.removeItem(at: file) }
        var random = SplitMix64(seed: 25)
        for _ in 0..<40 {
            let root = node(&random, "root", depth: 0)
            let names = Set(root.receivers).sorted().map { "  - name: \($0)\n" }.joined()
            try Data("route:\n\(root.yaml("  "))receivers:\n\(names)".utf8).write(to: file)
            for _ in 0..<6 {
                var labels = Labels()
                for label in ["a", "b", "c"] {
                    labels[label] = ["", "x", "y", "z", "xz", "yy"].randomElement(using: &random) ?? ""
                }
                let ours = try root.route().destinations(of: labels).map(\.receiver).joined(separator: ",")
                let theirs = try receivers(amtool, file, labels)
                #expect(ours == theirs, "\(labels.text) in\n\(root.yaml(""))")
            }
        }
    }
}
