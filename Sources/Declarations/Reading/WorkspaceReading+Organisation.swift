import Suggestions
import Foundation
import Tuntuma
import Workspace

extension WorkspaceReading {
    func readOrganisation(_ block: Block) {
        guard declare("organisation", block.name ?? "", block) else { return }
        let table = TableReader(block, book)
        var organisation = Organisation()
        organisation.name = table.text("name") ?? block.name ?? ""
        if let zone = table.text("time_zone") {
            organisation.timeZone = zone
            checkTimeZone(zone, table)
        }
        if let languages = table.texts("languages") {
            organisation.languages = languages
            for language in languages { checkLanguage(language, table, "languages") }
        }
        organisation.minimumGroup = table.whole("min_group", atLeast: 1)
        if let text = table.text("lateness") {
            if let lateness = SpanText.milliseconds(text) {
                organisation.lateness = lateness
            } else {
                table.complain("lateness", "\"\(text)\" is no span of time; expected one such as \"1h\" or \"30m\"")
            }
        }
        table.finish()
        workspace.organisation = organisation
    }

    private func checkTimeZone(_ zone: String, _ table: TableReader) {
        if zone == "UTC" || TimeZone(identifier: zone) != nil { return }
        let nearest = Suggestion.nearest(to: zone, among: TimeZone.knownTimeZoneIdentifiers)
        let hint = nearest.map { "did you mean \"\($0)\"?" } ?? "expected a name such as \"Europe/Helsinki\""
        table.complain("time_zone", "\"\(zone)\" is no time zone; \(hint)")
    }

    /// Complains of a text that is no language: ISO 639, with a region where needed (`fi`, `sv`, `en-GB`).
    func checkLanguage(_ language: String, _ table: TableReader, _ key: String) {
        let code = language.split(separator: "-", omittingEmptySubsequences: false).first.map { String($0) } ?? ""
        if code == code.lowercased(), Locale.LanguageCode(code).isISOLanguage { return }
        table.complain(key, "\"\(language)\" is no language; expected codes such as \"fi\", \"sv\" or \"en\"")
    }

    /// Units by id: a table of units, or a list of ids.
    func readUnits(_ block: Block) {
        for (key, setting) in block.entries {
            if Int(key) != nil, let id = setting.asText {
                if declare("unit", id, block, key: key) { workspace.units[id] = Unit() }
                continue
            }
            guard declare("unit", key, block, key: key) else { continue }
            if let name = setting.asText {
                workspace.units[key] = Unit(name: name)
            } else if let table = TableReader(setting, of: block, at: key, book) {
                workspace.units[key] = Unit(name: table.text("name"), parent: table.text("parent"))
                table.finish()
                parents[key] = block
            }
        }
    }

    /// Complains of parents that are not declared, and of units that are their own ancestors.
    func checkUnits() {
        for (id, block) in parents.sorted(by: { $0.key < $1.key }) {
            guard let parent = workspace.units[id]?.parent else { continue }
            check(parent, isOneOf: workspace.units.keys, "unit", block, "\(id).parent")
            var ancestor = workspace.units[id]?.parent
            var steps = 0
            while let next = ancestor, next != id, steps < workspace.units.count {
                ancestor = workspace.units[next]?.parent
                steps += 1
            }
            if ancestor == id { book.add(block.complaint("\(id).parent", "unit \"\(id)\" is its own ancestor")) }
        }
    }

    func readTouchpoints(_ block: Block) {
        for (id, setting) in block.entries {
            guard declare("touchpoint", id, block, key: id) else { continue }
            guard let table = TableReader(setting, of: block, at: id, book) else { continue }
            var touchpoint = Touchpoint()
            touchpoint.name = table.text("name")
            touchpoint.journey = table.text("journey")
            touchpoint.stage = table.text("stage")
            touchpoint.medium = table.text("medium")
            touchpoint.controlled = table.truth("controlled")
            touchpoint.owner = table.text("owner")
            table.finish()
            workspace.touchpoints[id] = touchpoint
        }
    }

    func readSurvey(_ block: Block) {
        let table = TableReader(block, book)
        guard let id = id(of: table, "survey"), declare("survey", id, block) else { return }
        var survey = Survey()
        survey.touchpoint = table.text("touchpoint")
        if let touchpoint = survey.touchpoint {
            check(touchpoint, isOneOf: workspace.touchpoints.keys, "touchpoint", block, "touchpoint")
        }
        survey.respondent = table.respondents("respondent")?.first
        _ = table.setting("doc")
        if let questions = table.reader("questions") {
            for key in questions.table.keys.sorted() {
                guard let setting = questions.setting(key) else { continue }
                survey.questions[key] = question(setting, questions, key)
            }
        }
        table.finish()
        workspace.surveys[id] = survey
    }

    private func question(_ setting: Setting, _ table: TableReader, _ key: String) -> Question? {
        let kinds = ["scale", "text", "choice", "yes_no", "number"]
        guard let call = setting.asCall else {
            table.complain(
                key, "expected scale(1, 5), text(), choice { ... }, yes_no() or number(), but this is \(setting.kind)")
            return nil
        }
        switch call.name {
        case "text": return .text
        case "yes_no": return .yesNo
        case "number": return .number
        case "choice":
            let choices = call.arguments.compactMap(\.asText)
            if choices.count == call.arguments.count, Set(choices).count == choices.count, choices.count > 1 {
                return .choice(choices)
            }
            table.complain(key, "expected choice { \"a\", \"b\" } with two or more different texts")
        case "scale":
            let bounds = call.arguments.compactMap(\.asInteger).compactMap { Int32(exactly: $0) }
            if bounds.count == 2, call.arguments.count == 2, bounds[0] < bounds[1] {
                return .scale(Int(bounds[0]), Int(bounds[1]))
            }
            table.complain(key, "expected scale(lowest, highest) with two whole numbers, the lower one first")
        default:
            table.complain(
                key, "\(call.name)(...) is no kind of question\(Suggestion.hint(for: call.name, among: kinds))")
        }
        return nil
    }
}
