import TextFolding
import Tuntuma
import Workspace

extension WorkspaceReading {
    func readMetric(_ block: Block) {
        let table = TableReader(block, book)
        let id = id(of: table, "metric")
        let plugin = table.text("plugin")
        var metric = MetricDeclaration(id: id ?? "", plugin: plugin, block: block)
        if let types = table.texts("on") { metric.types = types }
        if let respondents = table.respondents("respondent") { metric.respondents = respondents }
        if let setting = table.setting("where") {
            let condition = ConditionReader(block, book).condition(setting, at: "where")
            checkReferences(of: condition, block)
            metric.condition = condition
        }
        readTitles(table, &metric)
        _ = table.text("doc")
        if plugin == nil, table.table["plugin"] == nil {
            do {
                metric.scripted = try parts.metric(block, workspace.limits)
            } catch {
                book.add(error)
            }
        }
        if let id, declare("metric", id, block) { workspace.metrics.append(metric) }
    }

    /// `title`: one text in the organisation's first language, or a text for each language.
    private func readTitles(_ table: TableReader, _ metric: inout MetricDeclaration) {
        guard let setting = table.setting("title") else { return }
        if let title = setting.asText {
            metric.titles[workspace.organisation.languages.first ?? "en"] = title
        } else if let titles = table.reader("title") {
            for language in titles.table.keys.sorted() {
                checkLanguage(language, titles, language)
                metric.titles[language] = titles.text(language)
            }
        }
    }

    /// Complains of surveys, touchpoints and units in a metric's `where` that the workspace does not declare.
    private func checkReferences(of condition: Condition, _ block: Block) {
        switch condition {
        case .all(let conditions), .any(let conditions), .none(let conditions):
            for condition in conditions { checkReferences(of: condition, block) }
        case .field(let name, .isOneOf(let settings)), .field(let name, .isNot(let settings)):
            let known: [String]
            switch name {
            case "survey": known = Array(workspace.surveys.keys)
            case "touchpoint": known = Array(workspace.touchpoints.keys)
            case "unit": known = Array(workspace.units.keys)
            default: return
            }
            let folded = Set(known.map { FoldedText($0) })
            for text in settings.compactMap(\.asText) where !folded.contains(FoldedText(text)) {
                check(text, isOneOf: known, name, block, "where.\(name)")
            }
        case .field:
            return
        }
    }

    func readChannel(_ block: Block) {
        let table = TableReader(block, book)
        let id = id(of: table, "channel")
        let plugin = plugin(table, "csv")
        switch table.setting("event") {
        case .function, nil: break
        case let event?: table.complain("event", "expected function(record) ... end, but this is \(event.kind)")
        }
        var conversion: (any RecordConversion)?
        do {
            conversion = try parts.conversion(block, workspace.limits)
        } catch {
            book.add(error)
        }
        guard let id, declare("channel", id, block), let plugin else { return }
        workspace.channels.append(ChannelDeclaration(id: id, plugin: plugin, block: block, conversion: conversion))
    }

    func readAction(_ block: Block) {
        let table = TableReader(block, book)
        let id = id(of: table, "action")
        let plugin = plugin(table, "console")
        guard let id, declare("action", id, block), let plugin else { return }
        workspace.actions.append(ActionDeclaration(id: id, plugin: plugin, block: block))
    }

    /// Several actions in one block: a table by id, or a list.
    func readActions(_ block: Block) {
        for (key, setting) in block.entries {
            guard let table = TableReader(setting, of: block, at: key, book) else { continue }
            let below = "\(key)."
            let lines = block.lines.filter { $0.key.hasPrefix(below) }
            readAction(
                Block(
                    keyword: "action", name: Int(key) == nil ? key : nil, settings: table.table, file: block.file,
                    line: block.lineOf(key),
                    lines: Dictionary(
                        lines.map { (String($0.key.dropFirst(below.count)), $0.value) }, uniquingKeysWith: min)))
        }
    }

    private func plugin(_ table: TableReader, _ example: String) -> String? {
        let plugin = table.text("plugin")
        if table.table["plugin"] == nil {
            table.complain("plugin", "is missing; expected the id of a plugin, such as \"\(example)\"")
        }
        return plugin
    }
}
