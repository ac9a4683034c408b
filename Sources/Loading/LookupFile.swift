import Compression
import DelimitedText
import Digest
import Foundation
import Scripting
import Workspace

/// Reads the tables that rules look things up in.
enum LookupFile {
    /// A larger file is a database, not a table that people keep by hand.
    static let mostBytes = 16 << 20

    /// The tables of the workspace in a folder.
    static func files(in folder: String) -> WorkspaceFiles {
        WorkspaceFiles { (name) throws(DecisionError) in try read(name, in: folder) }
    }

    /// Reads a CSV file of the workspace: separator and encoding are found out, the first row has the names.
    ///
    /// - Parameters:
    ///   - name: The path as the rule has it, below the workspace.
    ///   - folder: The workspace's folder.
    static func read(_ name: String, in folder: String) throws(DecisionError) -> LookupTable {
        guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
            throw DecisionError("\(name) is not in the workspace; name a file below its folder")
        }
        let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DecisionError("\(name) cannot be read in the workspace: is it there, and may you read it?")
        }
        guard data.count <= mostBytes else {
            throw DecisionError("\(name) has \(data.count) bytes; a table has at most \(mostBytes)")
        }
        do throws(DelimitedTextError) {
            return try table(name, Array(data))
        } catch {
            throw DecisionError(error.line.map { "\(name):\($0): \(error.problem)" } ?? "\(name): \(error.problem)")
        }
    }

    private static func table(_ name: String, _ bytes: [UInt8]) throws(DelimitedTextError) -> LookupTable {
        let source: ByteSource
        do throws(ByteSourceError) {
            source = try ByteSource(bytes: bytes, path: name)
        } catch {
            throw .unreadable(error)
        }
        var reader = try TableReader(source)
        var rows: [LookupTable.Row] = []
        var row = Row()
        while try reader.next(into: &row) {
            if row.isBlank { continue }
            let cells = reader.names.indices.map { TextHelpers.trim(row.text($0)) }
            rows.append(LookupTable.Row(line: row.line, cells: cells))
        }
        return LookupTable(file: name, columns: reader.names, rows: rows, hash: SHA256.hex(bytes))
    }
}
