import Tuntuma
import Workspace

/// The evaluated files of a workspace: makes what stands behind the functions of their blocks.
struct ScriptLibrary: Sendable {
    private let files: [String: EvaluatedFile]
    private let symbols: SymbolTable
    private let limits: LuaMachine.Limits

    init(_ files: [EvaluatedFile], symbols: SymbolTable, limits: LuaMachine.Limits) {
        self.files = Dictionary(files.map { ($0.source.file, $0) }, uniquingKeysWith: { first, _ in first })
        self.symbols = symbols
        self.limits = limits
    }

    /// The parts that the reader of blocks asks for.
    var parts: ScriptedParts {
        ScriptedParts(
            program: { block throws(Complaint) in
                guard try isFunction("run", of: block) else { return nil }
                let (file, place) = try find(block)
                return RuleScript(
                    source: file.source, block: place,
                    mentionedFields: BlockText(block, of: file.source)?.mentionedFields ?? [], limits: limits)
            },
            metric: { block throws(Complaint) in
                let (file, place) = try find(block)
                return try MetricScript(block, symbols: symbols).metric(file.source, block: place, limits: limits)
            },
            conversion: { block throws(Complaint) in
                guard try isFunction("event", of: block) else { return nil }
                let (file, place) = try find(block)
                return RowScript(source: file.source, block: place, limits: limits)
            })
    }

    /// `sha256:` and the hash of a file and of the version of the language.
    func version(ofFile file: String) -> String? {
        files[file].map { "sha256:\($0.source.hash)" }
    }

    /// A rule as it is written in its file; "" where it is not found there.
    func text(of rule: Rule) -> String {
        guard let file = files[rule.file],
            let block = file.blocks.first(where: { $0.keyword == "rule" && $0.line == rule.line })
        else { return "" }
        return BlockText(block, of: file.source)?.text ?? ""
    }

    private func find(_ block: Block) throws(Complaint) -> (file: EvaluatedFile, place: Int) {
        guard let file = files[block.file], let place = file.place(of: block) else {
            throw block.complaint(nil, "its file is not there any more")
        }
        return (file, place)
    }

    private func isFunction(_ key: String, of block: Block) throws(Complaint) -> Bool {
        switch block.settings[key] {
        case nil: return false
        case .function?: return true
        case let other?: throw block.complaint(key, "is \(other.kind); expected a function")
        }
    }
}
