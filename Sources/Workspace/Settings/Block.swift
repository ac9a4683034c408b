/// One block of a workspace file, such as `metric { ... }` or `survey "project" { ... }`: its name, its settings, its
/// place.
package struct Block: Equatable, Sendable {
    /// `metric`, `survey`, `rule`, ...
    package var keyword: String
    /// The text between the keyword and the table, where there is one.
    package var name: String?
    /// The table.
    package var settings: [String: Setting]
    /// The file, as shown to people.
    package var file: String
    /// The line where the block begins, from 1.
    package var line: Int
    /// The lines on which keys of the block stand, by path (`scale`, `questions.goals`), where they could be found.
    package var lines: [String: Int]

    package init(
        keyword: String, name: String?, settings: [String: Setting], file: String, line: Int, lines: [String: Int] = [:]
    ) {
        self.keyword = keyword
        self.name = name
        self.settings = settings
        self.file = file
        self.line = line
        self.lines = lines
    }

    /// What stands in the table, without the keys that begin with `$`, which are the loader's own: a list in its order,
    /// then by key.
    package var entries: [(key: String, setting: Setting)] {
        settings.filter { !$0.key.hasPrefix("$") }
            .sorted { (Int($0.key) ?? .max, $0.key) < (Int($1.key) ?? .max, $1.key) }
            .map { ($0.key, $0.value) }
    }

    /// A complaint about a key of the block, at the key's own line where that is known, else at that of the table it
    /// stands in.
    package func complaint(_ key: String?, _ problem: String) -> Complaint {
        let title = name.map { "\(keyword) \"\($0)\"" } ?? keyword
        return Complaint(
            file: file, line: key.map(lineOf) ?? line,
            problem: "\(title): \(key.map { "\($0): " } ?? "")\(problem)")
    }

    /// The line of a key, by path; where that is not known, that of the nearest table around it.
    package func lineOf(_ key: String) -> Int {
        var path = Substring(key)
        while !path.isEmpty {
            if let line = lines[String(path)] { return line }
            path = path.lastIndex(of: ".").map { path[..<$0] } ?? ""
        }
        return line
    }
}
