/// Finds the lines on which the keys of a block stand, by reading the text of its file: Lua itself keeps no lines of values.
///
/// Finds keys of table constructors that are written in the block (`scale = `, `["go-live"] = `, list items by their
/// place); a key that is made by an expression has no line, and then its block's line is shown.
struct KeyLines {
    /// Those of the file.
    let tokens: [LuaToken]

    /// The lines of a block's keys by path: `scale`, `questions.goals`, `tests.1.name`.
    /// - Parameters:
    ///   - keyword: The block's keyword.
    ///   - name: Its name, where it has one.
    ///   - line: The line on which it begins.
    func lines(of keyword: String, name: String?, line: Int) -> [String: Int] {
        for index in tokens.indices where tokens[index].line >= line && tokens[index].kind == .name(keyword) {
            var next = index + 1
            if next < tokens.count, tokens[next].kind == .symbol("(") { next += 1 }
            if let name {
                guard next < tokens.count, tokens[next].kind == .text(name) else { continue }
                next += 1
                if next < tokens.count, tokens[next].kind == .symbol(")") { next += 1 }
            }
            if next < tokens.count, tokens[next].kind == .symbol("(") { next += 1 }
            guard next < tokens.count, tokens[next].kind == .symbol("{") else { continue }
            var walk = Walk(tokens: tokens, index: next)
            walk.table(path: "")
            return walk.lines
        }
        return [:]
    }
}

/// Walks through one table constructor.
private struct Walk {
    let tokens: [LuaToken]
    var index: Int
    var lines: [String: Int] = [:]

    private func kind(_ offset: Int = 0) -> LuaToken.Kind? {
        index + offset < tokens.count ? tokens[index + offset].kind : nil
    }

    /// Reads a table from its `{` to after its `}`.
    mutating func table(path: String) {
        var place = 0
        index += 1
        while let here = kind(), here != .symbol("}") {
            if here == .symbol(",") || here == .symbol(";") {
                index += 1
                continue
            }
            let line = tokens[index].line
            let key: String
            if case .name(let name) = here, kind(1) == .symbol("="), kind(2) != .symbol("=") {
                key = name
                index += 2
            } else if here == .symbol("["), case .text(let name)? = kind(1), kind(2) == .symbol("]"),
                kind(3) == .symbol("=")
            {
                key = name
                index += 4
            } else {
                place += 1
                key = String(place)
            }
            let full = path.isEmpty ? key : "\(path).\(key)"
            if lines[full] == nil { lines[full] = line }
            value(path: full)
        }
        index += 1
    }

    /// Reads a value up to the comma or brace that ends it, tables in it on the way.
    private mutating func value(path: String) {
        var open = 0  // parentheses and brackets
        var blocks = 0  // function, if, do ... end
        while let here = kind() {
            switch here {
            case .symbol("{") where blocks == 0:
                table(path: path)
                continue
            case .symbol("("), .symbol("["), .symbol("{"): open += 1
            case .symbol(")"), .symbol("]"): open -= 1
            case .symbol("}"):
                if open == 0, blocks == 0 { return }
                open -= 1
            case .symbol(","), .symbol(";"):
                if open == 0, blocks == 0 { return }
            case .name("function"), .name("if"), .name("do"), .name("repeat"): blocks += 1
            case .name("end"), .name("until"): blocks -= 1
            default: break
            }
            index += 1
        }
    }
}
