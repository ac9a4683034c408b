import EventLog
import Loading
import Scripting
import Tuntuma
import Workspace

/// Feeds libFuzzer's bytes to the sandbox as the source of a rule file: loads it, and runs its rules on a few events.
///
/// Whatever the bytes are, the program must neither crash nor go beyond the budgets.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRules(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let symbols = SymbolTable()
    let source = ScriptSource(file: "fuzz.lua", bytes: Array(UnsafeBufferPointer(start: data, count: count)))
    guard let workspace = try? WorkspaceLoader.load(sources: [source], symbols: symbols) else { return 0 }
    let batch = EventBatch(drafts, symbols: symbols)
    for rule in workspace.rules.prefix(4) {
        guard let evaluator = try? rule.program?.makeEvaluator() else { continue }
        for row in 0..<batch.count { _ = evaluator.evaluate(batch[row]) }
    }
    return 0
}

/// A full event, an empty one, and one with hostile texts.
private let drafts: [EventDraft] = {
    var full = EventDraft(
        id: "r-1",
        answers: [
            "nps": .integer(3), "comment": .text("Liian hidas, för långsam 😀 HÄIRIÖ"), "share": .decimal(0.5),
            "again": .boolean(false), "reasons": .list(["hinta", "tid"]),
        ], attributes: ["segment": .text("enterprise"), "size": .integer(12)])
    full.survey = "nps"
    full.unit = "tampere"
    full.contact = true
    let hostile = EventDraft(
        id: "r-3",
        answers: [
            "nps": .integer(.min), "comment": .text(String(repeating: "%b()a-", count: 200) + "\u{0}\u{FEFF}"),
            "%": .text(""), "": .decimal(-0.0),
        ])
    return [full, EventDraft(id: "r-2"), hostile]
}()
