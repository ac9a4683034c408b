import Foundation
import Testing

@testable import Arguments

struct HelpTests {
    private static let texts =
        [HelpText.overview, HelpText.text(forFamily: "rules")] + CommandSpecification.all.map(HelpText.text(for:))

    @Test(arguments: texts)
    func helpFitsAScreenAndEndsWithAnExample(text: String) throws {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(lines.count <= 24, "\(text)")
        for line in lines { #expect(line.count <= 80, "\(line)") }
        #expect(lines.dropLast().last == "Example:")
        #expect(try #require(lines.last).hasPrefix("  tuntuma "))
    }

    @Test(arguments: CommandSpecification.all.map(\.words))
    func everyCommandHasHelpAndItsExampleIsUnderstood(words: [String]) throws {
        let command = try #require(CommandSpecification.all.first { $0.words == words })
        let text = HelpText.text(for: command)
        #expect(try Command(arguments: words + ["--help"]) == .help(text))
        #expect(try Command(arguments: words + ["--nonsense", "-h"]) == .help(text))
        #expect(try Command(arguments: ["help"] + words) == .help(text))
        let example = command.example.split(separator: " ").dropFirst().map(String.init)
        if case .help = try Command(arguments: example) { Issue.record("\(command.example) is no example") }
        for option in command.options { #expect(text.contains("--\(option.name)")) }
    }

    @Test func theOverviewNamesEveryCommand() throws {
        for arguments in [["--help"], ["-h"], ["help"]] {
            #expect(try Command(arguments: arguments) == .help(HelpText.overview))
        }
        for command in CommandSpecification.all { #expect(HelpText.overview.contains("  \(command.name)")) }
        for arguments in [["rules", "--help"], ["help", "rules"]] {
            let family = HelpText.text(forFamily: "rules")
            #expect(try Command(arguments: arguments) == .help(family))
            for command in CommandSpecification.all where command.words.first == "rules" {
                #expect(family.contains("  \(command.name)"))
            }
        }
    }

    @Test func theManPageHasEveryOptionOfEveryCommand() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "Documentation/tuntuma.1"), encoding: .utf8)
        for command in CommandSpecification.all {
            let heading = ".Ss \(command.name)\n"
            let start = try #require(page.range(of: heading), "\(command.name) has no section").upperBound
            let end = page[start...].range(of: "\n.S")?.lowerBound ?? page.endIndex
            let items = page[start..<end].split(separator: "\n").filter { $0.hasPrefix(".It Fl -") }
                .compactMap { $0.dropFirst(8).split(separator: " ").first.map(String.init) }
            #expect(items == command.options.map(\.name), "\(command.name)")
            for option in command.options {
                let value = option.value.map { " Ar " + ($0.split(separator: ",").first ?? "") } ?? ""
                #expect(page[start..<end].contains(".It Fl -\(option.name)\(value)"))
            }
        }
    }
}
