import Deciding
import Testing
import Tuntuma
import Workspace

@Suite struct GroupKeyTests {
    static func group(_ key: String) throws(GroupKeyError) -> [String] {
        let symbols = SymbolTable()
        var workspace = Workspace()
        var touchpoint = Touchpoint()
        touchpoint.journey = "project"
        touchpoint.stage = "delivery"
        touchpoint.controlled = true
        workspace.touchpoints["go-live"] = touchpoint
        var first = EventDraft(
            id: "1",
            attributes: ["segment": .text("Kunta ä"), "size": .decimal(2.5), "big": .boolean(true), "n": .integer(7)])
        first.touchpoint = "go-live"
        first.respondent = .employee
        var second = first
        second.journey = "own"
        second.unit = "turku"
        second.attributes = []
        let batch = EventBatch([first, second, EventDraft(id: "3")], symbols: symbols)
        let group = try GroupKey(key, workspace: workspace, symbols: symbols)
        return (0..<3).map { row in
            symbols.text(
                of: group.symbol(for: batch[row]) { symbols.symbol(for: String(decoding: $0, as: UTF8.self)) })
        }
    }

    @Test(arguments: [
        ("touchpoint", ["go-live", "go-live", ""]), ("unit", ["", "turku", ""]), ("journey", ["project", "own", ""]),
        ("stage", ["delivery", "delivery", ""]), ("medium", ["", "", ""]), ("controlled", ["true", "true", ""]),
        ("respondent", ["employee", "employee", "customer"]), ("attributes.segment", ["Kunta ä", "", ""]),
        ("attributes.size", ["2.5", "", ""]), ("attributes.big", ["true", "", ""]), ("attributes.n", ["7", "", ""]),
    ])
    func everyKindOfKey(_ key: String, _ groups: [String]) throws {
        #expect(try Self.group(key) == groups)
    }

    @Test(arguments: [
        ("touchpont", "\"touchpont\" is nothing to group by; did you mean \"touchpoint\"?"),
        ("attribute.x", "\"attribute.x\" is nothing to group by; did you mean \"attributes.x\"?"),
        (
            "id",
            "\"id\" is nothing to group by; expected source, type, survey, touchpoint, channel, unit, language, account, project, respondent, journey, stage, medium, controlled, owner or attributes.NAME"
        ),
    ])
    func otherKeysAreRefusedWithHelp(_ key: String, _ message: String) {
        do throws(GroupKeyError) {
            _ = try Self.group(key)
            Issue.record("\(key) was taken")
        } catch {
            #expect(error.description == message)
        }
    }

    @Test(arguments: ["", "answers.nps", "subject", "attributes."])
    func keysThatMakeNoGroups(_ key: String) {
        #expect(throws: GroupKeyError.self) { try Self.group(key) }
    }
}
