import TableSurvey
import DelimitedText
import Tuntuma

/// The first look as text for a workspace.
extension FirstLook {
    /// The id that the channel gets: from the file's name.
    package var channelID: String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let name = file.split(separator: ".").first.map(String.init) ?? file
        return UniqueNames.slug(name)
    }

    /// The channel, and a metric for each score: what `tuntuma.lua` needs to read the file for good.
    /// - Parameter zone: The IANA time zone in which the file's times are meant.
    package func workspaceBlocks(zone: String = "UTC") -> String {
        FirstLook.workspaceBlocks(of: [self], zone: zone)
    }

    /// A `channel` block for a workspace, in Lua, ready to paste.
    /// - Parameters:
    ///   - zone: The IANA time zone in which the file's times are meant.
    ///   - id: The channel's id, where the file's name alone would not do.
    package func channelBlock(zone: String = "UTC", id: String? = nil) -> String {
        var lines = ["channel {", "  id = \(LuaText.quoted(id ?? channelID)),", "  plugin = \"csv\","]
        lines += settings.map { "  \($0)," }
        lines += ["  event = function(row)"]
        lines += [
            "    local function text(cell)", "      local trimmed = trim(cell)",
            "      if trimmed ~= \"\" then return trimmed end", "    end",
        ]
        lines += scoreFunctions.map { "    \($0)" }
        lines += totalsLines.map { "    \($0)" }
        lines += ["    return {"]
        lines += eventLines(zone: zone).map { "      \($0)" }
        lines += ["    }", "  end,", "}"]
        return lines.joined(separator: "\n") + "\n"
    }

    /// The metric of each score.
    var metrics: [GuessedMetric] {
        scores.map { column, score, question in
            let isMain = question == score.metric.rawValue
            var settings = ["plugin = \"\(score.metric.rawValue)\"", "question = \(LuaText.quoted(question))"]
            if !score.isUsualScale { settings.append("scale = { \(score.low), \(score.high) }") }
            if let weight {
                settings.append("weight = \(LuaText.quoted("attributes.\(UniqueNames.slug(weight.name))"))")
            }
            return GuessedMetric(
                id: isMain ? question : "\(score.metric.rawValue)-\(question)", settings: settings,
                reason: "\(column.name): \(column.role.reason)")
        }
    }

    private var settings: [String] {
        var settings = [
            "path = \(LuaText.quoted(path))", "separator = \(LuaText.quoted(separator.value.name))",
            "encoding = \"\(encoding.value.rawValue)\"",
        ]
        if decimalComma.value { settings.append("decimal_comma = true") }
        if layout.value.rowsBefore > 0 { settings.append("skip_rows = \(layout.value.rowsBefore)") }
        if layout.value.headerRows != 1 { settings.append("header_rows = \(layout.value.headerRows)") }
        if layout.value.rowsAfter > 0 { settings.append("skip_rows_after_header = \(layout.value.rowsAfter)") }
        return settings
    }

    private func eventLines(zone: String) -> [String] {
        var lines: [String] = []
        if let identifier {
            lines.append("id = \(trimmed(identifier)),")
        } else {
            lines += [
                LuaText.comment("No column names the answers, so the number of the row does."),
                "id = row[\"\(TableReader.rowNumberName)\"],",
            ]
        }
        lines += timeLines(zone: zone)
        lines.append("type = \"response\",")
        // The shipped rules look at the survey of a metric's name; where there are several, at that of NPS first.
        let questions = Set(scores.map(\.question))
        if let main = Score.Metric.allCases.first(where: { questions.contains($0.rawValue) }) {
            lines.append("survey = \"\(main.rawValue)\",")
        }
        lines += fields.map { "\($0.field) = \(text($0.column))," }
        lines += answerLines
        lines += attributeLines
        return lines
    }

    private func timeLines(zone: String) -> [String] {
        guard let (column, pattern) = time else {
            return [
                LuaText.comment("No column has dates; this is when the file was changed last."),
                "time = \"\(modified.internetTime)\",",
            ]
        }
        guard case .pattern(let pattern) = pattern else { return ["time = \(trimmed(column)),"] }
        let line = "time = parse_time(\(trimmed(column)), \(LuaText.quoted(pattern)), \(LuaText.quoted(zone))),"
        let isSure = column.role.confidence >= FirstLook.enough
        return (isSure ? [] : [LuaText.comment("Check this: \(column.role.reason).")]) + [line]
    }

    private var answerLines: [String] {
        let answers =
            scores.map { "\(LuaText.key($0.question)) = \(number($0.column, $0.score))," }
            + comments.map { "\(LuaText.key($0.question)) = \(text($0.column))," }
        guard !answers.isEmpty else {
            return [LuaText.comment("No column looks like a score or a comment; name them in answers = { ... }.")]
        }
        return ["answers = {"] + answers.map { "  \($0)" } + ["},"]
    }

    private var attributeLines: [String] {
        var lines = attributes.map { "\(LuaText.key($0.name)) = \(text($0.column))," }
        if let weight { lines.append("\(LuaText.key(UniqueNames.slug(weight.name))) = tonumber(\(trimmed(weight))),") }
        let more = furtherSegments.map(\.name)
        let comment =
            more.isEmpty
            ? []
            : [
                LuaText.comment("With few values too, if they mean something to you: ")
                    + LuaText.comment(more.prefix(20).joined(separator: ", ")).dropFirst(3)
                    + (more.count > 20 ? ", and \(more.count - 20) more" : "")
            ]
        guard !lines.isEmpty else { return comment }
        return ["attributes = {"] + lines.map { "  \($0)" } + ["},"] + comment
    }

    /// The functions that read the numbers of scores with a meaning beside them, as far as they are needed.
    private var scoreFunctions: [String] {
        let labels = Set(scores.compactMap(\.score.label))
        return [ScoreLabel.behind, .before].filter(labels.contains).flatMap { label in
            let pattern = label == .behind ? "^%d+" : "(%d+)%)?$"
            return [
                "local function \(FirstLook.function(label))(cell, none)", "  local trimmed = trim(cell)",
                "  if trimmed == none then return nil end",
                "  return tonumber(trimmed) or tonumber(trimmed:match(\"\(pattern)\"))", "end",
            ]
        }
    }

    private static func function(_ label: ScoreLabel) -> String {
        switch label {
        case .behind: "first_number"
        case .before: "last_number"
        }
    }

    /// What leaves the rows out that sum the answers up.
    private var totalsLines: [String] {
        guard !totals.isEmpty else { return [] }
        let tests = totals.map { "trim(row[\(LuaText.quoted($0.column))]) == \(LuaText.quoted($0.name))" }
        return [
            LuaText.comment("Rows of totals are no answers."),
            "if \(tests.joined(separator: " or ")) then return nil end",
        ]
    }

    /// The number of a score, or nothing; the second argument is a text that stands for no answer.
    private func number(_ column: Column, _ score: Score) -> String {
        guard let label = score.label else { return "tonumber(\(trimmed(column)))" }
        let arguments = ["row[\(LuaText.quoted(column.name))]"] + (score.missing.map { [LuaText.quoted($0)] } ?? [])
        return "\(FirstLook.function(label))(\(arguments.joined(separator: ", ")))"
    }

    /// The text of a cell as it is read in Lua, without the blanks around it.
    private func trimmed(_ column: Column) -> String {
        "trim(row[\(LuaText.quoted(column.name))])"
    }

    /// The same, or nothing where the cell is empty.
    private func text(_ column: Column) -> String {
        "text(row[\(LuaText.quoted(column.name))])"
    }
}
