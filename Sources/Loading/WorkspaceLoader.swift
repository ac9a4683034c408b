import Declarations
import Digest
import Foundation
package import Scripting
import Threads
package import Tuntuma
package import Workspace

/// Loads what an organisation has written: `tuntuma.lua`, `metrics/*.lua`, `rules/*.lua`.
///
/// Each file is evaluated in a machine of its own; what comes out is data. All that is wrong is told at once, in the order
/// of the files and their lines.
package enum WorkspaceLoader {
    /// Loads the workspace in a folder. Files of `metrics` and `rules` are read in the order of their paths, bytewise;
    /// folders below them are read too.
    package static func load(folder: String, symbols: SymbolTable) throws(WorkspaceError) -> Workspace {
        let home = URL(fileURLWithPath: folder, isDirectory: true)
        let main = home.appendingPathComponent("tuntuma.lua").path
        var files: [String] = []
        if FileManager.default.fileExists(atPath: main) {
            files.append(join(folder, "tuntuma.lua"))
        } else if let stray = strays(in: folder).first {
            // The numbers would be those of a workspace that declares nothing, and nobody would see why.
            throw WorkspaceError([
                Complaint(
                    file: join(folder, stray), line: nil,
                    problem: "is not read: rename it to tuntuma.lua, where a workspace declares what it has, "
                        + "or move it to rules/ or metrics/")
            ])
        }
        for part in ["metrics", "rules"] { files += scripts(in: join(folder, part)) }
        if files.isEmpty {
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder)
            let next = "\"tuntuma init DIR\" makes a workspace"
            throw WorkspaceError([
                Complaint(
                    file: folder, line: nil,
                    problem: isThere && !isFolder.boolValue
                        ? "is a file, and a workspace is a folder: name the folder that it is in"
                        : isThere
                            ? "is no workspace: it has no tuntuma.lua, no metrics/*.lua and no rules/*.lua that can be read; \(next)"
                            : "there is no such folder; \(next)")
            ])
        }
        return try load(paths: files, symbols: symbols, main: join(folder, "tuntuma.lua"), tables: folder)
    }

    /// The `*.lua` files of a workspace that lie where nothing reads them: beside `tuntuma.lua`.
    package static func strays(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".lua") && !$0.hasPrefix(".") && $0 != "tuntuma.lua" }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The folder of the workspace that a file or a folder belongs to: the nearest one at or above it that has a
    /// `tuntuma.lua`; nil where there is none.
    package static func workspace(around path: String) -> String? {
        var folder = URL(fileURLWithPath: path).standardizedFileURL
        while folder.pathComponents.count > 1 {
            if FileManager.default.fileExists(atPath: folder.appendingPathComponent("tuntuma.lua").path) {
                return folder.path
            }
            folder.deleteLastPathComponent()
        }
        return nil
    }

    /// Loads files of rules and metrics, and folders of them, without the declarations of a workspace.
    /// - Parameter tables: The folder of the workspace in whose tables their rules look things up; nil: in none.
    package static func load(
        files: [String], symbols: SymbolTable, tables: String? = nil
    ) throws(WorkspaceError) -> Workspace {
        var paths: [String] = []
        var complaints: [Complaint] = []
        for file in files {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) else {
                complaints.append(Complaint(file: file, line: nil, problem: "there is no such file or folder"))
                continue
            }
            let found = isFolder.boolValue ? scripts(in: file) : [file]
            if found.isEmpty {
                complaints.append(Complaint(file: file, line: nil, problem: "there is no *.lua file in this folder"))
            }
            paths += found
        }
        if !complaints.isEmpty { throw WorkspaceError(complaints) }
        return try load(paths: paths, symbols: symbols, main: nil, tables: tables)
    }

    /// Loads sources that are already at hand, in the order given.
    package static func load(sources: [ScriptSource], symbols: SymbolTable) throws(WorkspaceError) -> Workspace {
        try load(sources, earlier: [], symbols: symbols, main: nil, tables: nil)
    }

    private static func load(
        paths: [String], symbols: SymbolTable, main: String?, tables: String?
    ) throws(WorkspaceError) -> Workspace {
        var sources: [ScriptSource] = []
        var complaints: [Complaint] = []
        for path in paths {
            do {
                sources.append(try ScriptSource(reading: path))
            } catch {
                complaints.append(error)
            }
        }
        return try load(sources, earlier: complaints, symbols: symbols, main: main, tables: tables)
    }

    /// Loads on a thread of its own: the stack of the caller's may be too small for Lua.
    private static func load(
        _ sources: [ScriptSource], earlier: [Complaint], symbols: SymbolTable, main: String?, tables: String?
    ) throws(WorkspaceError) -> Workspace {
        try WorkerThreads.call {
            Result { () throws(WorkspaceError) in
                try evaluate(sources, earlier: earlier, symbols: symbols, main: main, tables: tables)
            }
        }.get()
    }

    private static func evaluate(
        _ sources: [ScriptSource], earlier: [Complaint], symbols: SymbolTable, main: String?, tables: String?
    ) throws(WorkspaceError) -> Workspace {
        if let distrust = EvaluatedFile.distrust { throw distrust }
        var complaints = earlier
        var files: [EvaluatedFile] = []
        for source in sources {
            do {
                files.append(try EvaluatedFile(source))
            } catch {
                complaints.append(error)
            }
        }
        for file in files where main != nil && file.source.file != main {
            for block in file.blocks where block.keyword != "rule" && block.keyword != "metric" {
                complaints.append(block.complaint(nil, "stands in tuntuma.lua, not here"))
            }
        }
        let library = ScriptLibrary(files, symbols: symbols)
        let reader = WorkspaceReader(
            symbols: symbols, parts: library.parts, files: tables.map { LookupFile.files(in: $0) } ?? .none)
        var workspace = Workspace()
        do {
            workspace = try reader.read(files.flatMap(\.blocks))
        } catch {
            complaints += error.complaints
        }
        if !complaints.isEmpty { throw WorkspaceError(inOrder(complaints, of: sources)) }
        for index in workspace.rules.indices {
            if let version = library.version(ofFile: workspace.rules[index].file) {
                workspace.rules[index].version = Self.version(version, with: workspace.rules[index])
            }
            workspace.rules[index].text = library.text(
                ofRuleIn: workspace.rules[index].file, line: workspace.rules[index].line)
        }
        for index in workspace.metricRules.indices {
            if let version = library.version(ofFile: workspace.metricRules[index].block.file) {
                workspace.metricRules[index].version = version
            }
            let block = workspace.metricRules[index].block
            workspace.metricRules[index].text = library.text(ofRuleIn: block.file, line: block.line)
        }
        return workspace
    }

    /// Everything that stands in the files of a path that may be a workspace, a folder of rules or a file: their paths, and
    /// for each what tells whether it was changed. For whoever waits until somebody saves one.
    package static func snapshot(of paths: [String]) -> [String: FileStamp] {
        var stamps: [String: FileStamp] = [:]
        for path in paths {
            let isFolder = (try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType)
            let files = isFolder == .typeDirectory ? scripts(in: path) : [path]
            for file in files { stamps[file] = FileStamp(of: file) }
        }
        return stamps
    }

    /// The version of a rule: that of its file, and of the tables that it looks things up in.
    private static func version(_ file: String, with rule: Rule) -> String {
        let tables = Set(rule.decisions.flatMap { $0.lookups.values.map(\.hash) }).sorted()
        return tables.isEmpty ? file : "sha256:" + SHA256.hex(([file] + tables).joined(separator: "\n").utf8)
    }

    /// By file in the order of loading (files that could not be read first), then by line.
    private static func inOrder(_ complaints: [Complaint], of sources: [ScriptSource]) -> [Complaint] {
        let places = Dictionary(
            sources.enumerated().map { ($0.element.file, $0.offset) }, uniquingKeysWith: { first, _ in first })
        return complaints.enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            let (fileA, fileB) = (places[a.file] ?? -1, places[b.file] ?? -1)
            if fileA != fileB { return fileA < fileB }
            if a.line != b.line { return (a.line ?? 0) < (b.line ?? 0) }
            return left.offset < right.offset
        }.map(\.element)
    }

    private static func join(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }

    /// The `*.lua` files in a folder and the folders below it; none when there is no such folder.
    private static func scripts(in folder: String) -> [String] {
        let below = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return below.filter { $0.hasSuffix(".lua") && !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            .map { join(folder, $0) }
    }
}
