package import Declarations
package import Tuntuma
import Workspace

/// The evaluated files of a workspace: makes what stands behind the functions of their blocks.
package struct ScriptLibrary: Sendable {
    private let files: [String: EvaluatedFile]
    private let symbols: SymbolTable

    package init(_ files: [EvaluatedFile], symbols: SymbolTable) {
        self.files = Dictionary(files.map { ($0.source.file, $0) }, uniquingKeysWith: { first, _ in first })
        self.symbols = symbols
    }

    /// The parts that the reader of blocks asks for.
    package var parts: ScriptedParts {
        ScriptedParts(
            program: { block, limits throws(Complaint) in
                guard try isFunction("run", of: block) else { return nil }
                let (file, place) = try find(block)
                let id = block.settings["id"]?.asText ?? block.name ?? ""
                let text = BlockText(block, of: file)
                let migrates = if case .function? = block.settings["migrate"] { true } else { false }
                // Told once, with the file's first rule.
                let stray = file.isFirst(block) ? BlockText.strayMetricCalls(in: file) : []
                let script = RuleScript(
                    source: file.source, block: place, mentionedFields: text?.mentionedFields ?? [],
                    rememberedNames: text?.rememberedNames ?? [],
                    askedMetrics: text?.metricCalls.mentions ?? [],
                    unclearMetrics: (text?.metricCalls.problems ?? []) + stray, migrates: migrates, id: id,
                    limits: LuaMachine.Limits(limits))
                if isTried(block, of: file) {
                    var trial = script
                    trial.source.compiled = []
                    _ = try trial.makeEvaluator()
                }
                return script
            },
            lookProgram: { block, limits throws(Complaint) in
                guard try isFunction("run", of: block) else { return nil }
                let (file, place) = try find(block)
                let id = block.settings["id"]?.asText ?? block.name ?? ""
                let script = LookScript(
                    source: file.source, block: place, id: id, limits: LuaMachine.Limits(limits))
                if isTried(block, of: file) {
                    var trial = script
                    trial.source.compiled = []
                    _ = try trial.makeEvaluator()
                }
                return script
            },
            lookQuestions: { block throws(Complaint) in
                guard case .function? = block.settings["run"] else { return [] }
                return try LookCalls(block, of: try find(block).file)?.questions() ?? []
            },
            metric: { block, limits throws(Complaint) in
                let (file, place) = try find(block)
                return try MetricScript(block, symbols: symbols)
                    .metric(file.source, block: place, limits: LuaMachine.Limits(limits))
            },
            conversion: { block, limits throws(Complaint) in
                guard try isFunction("event", of: block) else { return nil }
                let (file, place) = try find(block)
                return RowScript(source: file.source, block: place, limits: LuaMachine.Limits(limits))
            })
    }

    /// `sha256:` and the hash of a file and of the version of the language.
    package func version(ofFile file: String) -> String? {
        files[file].map { "sha256:\($0.source.hash)" }
    }

    /// A rule as it is written in its file; "" where it is not found there.
    package func text(ofRuleIn path: String, line: Int) -> String {
        guard let file = files[path],
            let block = file.blocks.first(where: { $0.keyword == "rule" && $0.line == line })
        else { return "" }
        return BlockText.lines(of: block, in: file)
    }

    /// Whether an evaluator of a rule is made at once, to tell a file that does not fit its limits: one for all rules that have
    /// the same. It is made from the source, and so keeps the blocks of all of them.
    private func isTried(_ block: Block, of file: EvaluatedFile) -> Bool {
        file.isFirst(block) { other in
            guard case .function? = other.settings["run"] else { return false }
            return ["limits", "on"].allSatisfy { other.settings[$0] == block.settings[$0] }
        }
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
