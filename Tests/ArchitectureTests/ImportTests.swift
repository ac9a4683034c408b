import Testing

struct ImportTests {
    @Test func findsTheSources() {
        #expect(
            Checkout.swiftFiles.count > 50, "there are hardly any Swift files here: is this a checkout of the package?")
    }

    @Test(arguments: Checkout.swiftFiles)
    func importsOnlyWhatTheTableAllows(path: String) throws {
        for found in try #require(Checkout.code[path]).imports
        where !ImportTable.mayImport(found.module, from: path) {
            Issue.record(
                """
                \(path):\(found.line): \(Checkout.target(of: path) ?? path) may not import \(found.module). Reach it through \
                a value that is handed in, or change Tests/ArchitectureTests/ImportTable.swift if the plan has changed.
                """)
        }
    }

    @Test func everyTargetHasALineInTheTable() {
        let targets = Set(Checkout.files(below: "Sources", endingIn: ["swift"]).compactMap(Checkout.target(of:)))
        for target in targets.subtracting(ImportTable.sources.keys).sorted() {
            Issue.record(
                "Sources/\(target):1: no line in Tests/ArchitectureTests/ImportTable.swift; say there what it may import."
            )
        }
    }

    @Test func theTableKeepsItsOwnWalls() {
        for (target, modules) in ImportTable.sources {
            for module in modules {
                guard let allowed = ImportTable.walls[module] else { continue }
                #expect(allowed.contains(target), "ImportTable: \(target) may not see \(module)")
            }
        }
    }

    @Test(arguments: Checkout.files(below: "Sources", endingIn: ["c", "cpp", "cc", "h", "hpp"]))
    func onlyTheWallsIncludeTheLibraries(path: String) throws {
        for (index, line) in try Checkout.text(of: path).split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let words = line.split(separator: " ").joined()
            guard words.hasPrefix("#include<") else { continue }
            let header = words.dropFirst("#include<".count)
            for (name, folders) in ImportTable.headers where header.hasPrefix(name) {
                let folder = Checkout.target(of: path) ?? path
                #expect(
                    folders.contains(folder),
                    "\(path):\(index + 1): only \(folders.sorted().joined(separator: " and ")) may include <\(header).")
            }
        }
    }
}
