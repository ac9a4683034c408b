import Testing
import Tuntuma
import Workspace

@testable import Scripting

/// Loads a source and makes the evaluator of one of its rules.
func evaluator(
    _ text: String, block: Int = 0, limits: LuaMachine.Limits = LuaMachine.Limits()
) throws(Complaint) -> any RuleEvaluator {
    try RuleScript(source: ScriptSource(file: "rules/test.lua", text: text), block: block, limits: limits)
        .makeEvaluator()
}

/// A rule whose `run` has this body.
func rule(_ body: String, before: String = "") -> String {
    "\(before)\nrule \"r\" { run = function(event)\n\(body)\nend }"
}

/// The event that a draft describes.
func event(_ draft: EventDraft) -> Event {
    EventBatch([draft], symbols: SymbolTable())[0]
}

let sample: EventDraft = {
    var draft = EventDraft(
        id: "r-1",
        answers: [
            "nps": .integer(3), "comment": .text("Liian hidas, för långsam 😀"), "share": .decimal(0.5),
            "again": .boolean(false), "reasons": .list(["hinta", "tid"]),
        ], attributes: ["segment": .text("enterprise"), "size": .integer(12)])
    draft.survey = "nps"
    draft.unit = "tampere"
    draft.contact = true
    return draft
}()

/// Runs a rule on an event.
func run(_ text: String, on draft: EventDraft = sample) throws -> RuleOutcome {
    try evaluator(text).evaluate(event(draft))
}

/// What a rule decides for an event: the text of its one alert's title.
func title(_ body: String, before: String = "", on draft: EventDraft = sample) throws -> String {
    let outcome = try run(rule("alert { title = tostring((function() \(body) end)()) }", before: before), on: draft)
    switch outcome {
    case .failed(let failure): return "failed: \(failure.message)"
    case .decided(let decisions):
        return decisions.first.flatMap { text("title", of: $0) } ?? "nothing"
    }
}

/// A field of a decision that is a text.
func text(_ name: String, of decision: Decision) -> String? {
    for field in decision.fields where field.name == name {
        if case .text(let text) = field.value { return text }
    }
    return nil
}

/// How a rule fails on the sample event.
func failure(_ body: String, before: String = "", limits: LuaMachine.Limits = LuaMachine.Limits()) throws
    -> RuleFailure?
{
    let outcome = try evaluator(rule(body, before: before), limits: limits).evaluate(event(sample))
    if case .failed(let failure) = outcome { return failure }
    return nil
}

/// The complaint with which a source is refused, or nil when it loads.
func refusal(_ text: String, limits: LuaMachine.Limits = LuaMachine.Limits()) -> Complaint? {
    do {
        _ = try EvaluatedFile(ScriptSource(file: "rules/test.lua", text: text), limits: limits)
        return nil
    } catch {
        return error
    }
}
