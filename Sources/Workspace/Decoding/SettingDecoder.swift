import Suggestions
package import Tuntuma

/// Decodes a plugin's `Codable` configuration from a block of the workspace.
///
/// Stricter than `Decodable` itself: a key that the configuration did not ask for is a mistake, nothing is converted
/// (but whole numbers to decimals, and 3.0 to 3), and every mistake names its key, its line and what was expected.
package enum SettingDecoder {
    /// Decodes a configuration.
    /// - Parameters:
    ///   - type: The configuration.
    ///   - block: The block; keys that begin with `$` are the loader's own.
    ///   - hostKeys: The keys that the host has read itself, such as `id` and `plugin`.
    /// - Throws: A complaint at the line of the wrong key.
    package static func decode<C: Decodable>(
        _ type: C.Type, from block: Block, ignoring hostKeys: Set<String>
    ) throws(Complaint) -> C {
        let settings = block.settings.filter { !hostKeys.contains($0.key) && !$0.key.hasPrefix("$") }
        let record = KeyRecord()
        // A configuration without any key never looks into the table; a key is a mistake then, too.
        record.open([])
        let node = SettingNode(setting: .table(settings), path: [], record: record)
        do {
            let configuration = try node.decode(type)
            if let unknown = record.firstUnknown(in: .table(settings)) { throw unknown }
            return configuration
        } catch let mistake as SettingMistake {
            // A key that was misspelt explains a key that is missing.
            if mistake.isMissing, let unknown = record.misspelling(of: mistake, in: .table(settings)) {
                throw block.complaint(unknown.path.isEmpty ? nil : unknown.key, unknown.problem)
            }
            throw block.complaint(mistake.path.isEmpty ? nil : mistake.key, mistake.problem)
        } catch let error as ConfigurationError {
            throw block.complaint(error)
        } catch {
            throw block.complaint(nil, "cannot be read: \(error)")
        }
    }
}

extension Block {
    /// A plugin's complaint about its configuration, at its place in the file.
    package func complaint(_ error: ConfigurationError) -> Complaint {
        let expected = error.expected.isEmpty ? "" : "; expected \(error.expected)"
        return complaint(error.key.isEmpty ? nil : error.key, error.problem + expected)
    }
}

/// A setting that cannot be decoded.
struct SettingMistake: Error {
    /// The keys that lead to the setting.
    var path: [String]
    var problem: String
    /// Whether the setting is not there at all.
    var isMissing = false

    var key: String { path.joined(separator: ".") }
}

/// Which keys a configuration asked for, by the table they stand in. One for each decoding, on one thread.
final class KeyRecord {
    private var asked: [[String]: Set<String>] = [:]
    /// Tables that were taken whole, as dictionaries.
    private var taken: Set<[String]> = []

    /// Notes that somebody looks into a table.
    func open(_ path: [String]) {
        asked[path, default: []].formUnion([])
    }

    func ask(_ key: String, in path: [String]) {
        asked[path, default: []].insert(key)
    }

    func takeAll(in path: [String]) {
        taken.insert(path)
    }

    /// The first key, by path, that nobody asked for in a table that somebody looked into.
    func firstUnknown(in setting: Setting, at path: [String] = []) -> SettingMistake? {
        if let known = asked[path], !taken.contains(path), let table = setting.asTable {
            if let key = table.keys.sorted().first(where: { !known.contains($0) }) {
                return SettingMistake(
                    path: path + [key], problem: "unknown key\(Suggestion.hint(for: key, among: known))")
            }
        }
        guard let table = setting.asTable else { return nil }
        for (key, value) in table.sorted(by: { $0.key < $1.key }) {
            if let mistake = firstUnknown(in: value, at: path + [key]) { return mistake }
        }
        return nil
    }

    /// The key that was probably meant to be the missing one.
    func misspelling(of missing: SettingMistake, in settings: Setting) -> SettingMistake? {
        guard let wanted = missing.path.last else { return nil }
        let path = Array(missing.path.dropLast())
        var table = settings
        for key in path {
            guard let next = table.asTable?[key] else { return nil }
            table = next
        }
        let unknown = (table.asTable ?? [:]).keys.filter { !(asked[path] ?? []).contains($0) }
        return Suggestion.nearest(to: wanted, among: unknown).map {
            SettingMistake(path: path + [$0], problem: "unknown key; did you mean \"\(wanted)\"?")
        }
    }
}
