import Suggestions
package import Tuntuma
package import Workspace

/// Makes a ``Workspace`` of the blocks of its files, and finds every mistake in them.
///
/// A block's keyword says what it declares: `organisation`, `limits`, `units`, `touchpoints`, `survey`, `metric`, `channel`,
/// `action` or `actions`, `queues`, `goals`, `notifications`, `rule`. Settings of plugins stay in their block: ``SettingDecoder``
/// reads them when the plugin is made; `notifications` is read where alerts are.
package struct WorkspaceReader {
    private let symbols: SymbolTable
    private let parts: ScriptedParts
    private let files: WorkspaceFiles

    package init(symbols: SymbolTable, parts: ScriptedParts, files: WorkspaceFiles = .none) {
        self.symbols = symbols
        self.parts = parts
        self.files = files
    }

    /// Reads the blocks in the order of the files.
    /// - Throws: all complaints, in the order of files and lines.
    package func read(_ blocks: [Block]) throws(WorkspaceError) -> Workspace {
        let reading = WorkspaceReading(symbols: symbols, parts: parts, files: files)
        reading.read(blocks)
        if !reading.book.complaints.isEmpty { throw WorkspaceError(reading.book.sorted) }
        return reading.workspace
    }
}

/// One reading of a workspace. On one thread.
final class WorkspaceReading {
    let symbols: SymbolTable
    let parts: ScriptedParts
    let files: WorkspaceFiles
    let book = ComplaintBook()
    var workspace = Workspace()
    /// Where each thing with an id was declared, to name the other place of a duplicate.
    private var places: [String: Block] = [:]
    /// The blocks of units that may have a parent, by unit.
    var parents: [String: Block] = [:]

    init(symbols: SymbolTable, parts: ScriptedParts, files: WorkspaceFiles) {
        self.symbols = symbols
        self.parts = parts
        self.files = files
    }

    /// The keywords in the order in which their blocks are read: what is referred to comes first.
    private static let keywords = [
        "organisation", "limits", "units", "touchpoints", "survey", "metric", "channel", "action", "actions", "queues",
        "goals", "notifications", "rule",
    ]

    func read(_ blocks: [Block]) {
        for block in blocks where !Self.keywords.contains(block.keyword) {
            book.add(
                block.complaint(nil, "unknown declaration\(Suggestion.hint(for: block.keyword, among: Self.keywords))"))
        }
        for keyword in Self.keywords {
            for block in blocks where block.keyword == keyword { read(block) }
        }
        checkUnits()
        checkReplacements()
    }

    /// What a shadow is to replace must be there and live. Rules that are loaded by themselves may replace one elsewhere.
    private func checkReplacements() {
        let rules =
            workspace.rules.map { (id: $0.id, mode: $0.mode, replaces: $0.replaces, isAboutMetrics: false) }
            + workspace.metricRules.map { (id: $0.id, mode: $0.mode, replaces: $0.replaces, isAboutMetrics: true) }
        for rule in rules {
            guard let replaced = rule.replaces, let other = rules.first(where: { $0.id == replaced }),
                let block = places["rule \(rule.id)"]
            else { continue }
            if other.isAboutMetrics != rule.isAboutMetrics {
                let kind = rule.isAboutMetrics ? "looks at events" : "looks at groups"
                book.add(block.complaint("replaces", "\"\(replaced)\" \(kind); expected a rule of the same kind"))
            } else if other.mode == .shadow {
                book.add(block.complaint("replaces", "\"\(replaced)\" is a shadow itself; expected a live rule"))
            }
        }
    }

    private func read(_ block: Block) {
        switch block.keyword {
        case "organisation": readOrganisation(block)
        case "limits": readLimits(block)
        case "units": readUnits(block)
        case "touchpoints": readTouchpoints(block)
        case "survey": readSurvey(block)
        case "metric": readMetric(block)
        case "channel": readChannel(block)
        case "action": readAction(block)
        case "actions": readActions(block)
        case "queues": readQueues(block)
        case "goals": readGoals(block)
        case "notifications": if declare("notifications", "", block) { workspace.notifications = block }
        case "rule": readRule(block)
        default: break
        }
    }

    /// Notes where something is declared.
    /// - Returns: false, with a complaint that names the other place, when it was declared before.
    func declare(_ kind: String, _ id: String, _ block: Block, key: String? = nil) -> Bool {
        if let other = places["\(kind) \(id)"] {
            let what = id.isEmpty || block.name == id || key == id ? "" : "\"\(id)\" "
            book.add(block.complaint(key, "\(what)is declared twice; the other is at \(other.file):\(other.line)"))
            return false
        }
        places["\(kind) \(id)"] = block
        return true
    }

    /// The id of a block: `id`, or the name before the table. Complains when there is none or it cannot be an id.
    func id(of table: TableReader, _ kind: String) -> String? {
        guard let id = table.text("id") ?? table.block.name else {
            if table.table["id"] == nil { table.complain("id", "is missing; expected a text such as \"\(kind)-1\"") }
            return nil
        }
        let isPlain = id.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F } && 1...128 ~= id.utf8.count
        if !isPlain { table.complain("id", "expected 1 to 128 bytes without spaces") }
        return isPlain ? id : nil
    }

    /// Complains of a reference to something that is not declared, where the workspace declares such things at all.
    func check(_ id: String, isOneOf known: some Collection<String>, _ what: String, _ block: Block, _ key: String) {
        if known.isEmpty || known.contains(id) { return }
        book.add(block.complaint(key, "there is no \(what) \"\(id)\"\(Suggestion.hint(for: id, among: known))"))
    }
}
