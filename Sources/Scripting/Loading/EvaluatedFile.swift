import Tuntuma
package import Workspace

/// A file of the workspace after it has been evaluated: its blocks as data, and where their functions are.
package struct EvaluatedFile: Sendable {
    package let source: ScriptSource
    let tokens: [LuaToken]
    /// What the file calls by a name of its own: functions and local variables.
    let ownNames: Set<String>
    /// Where each line of the source begins, and where the last one ends.
    private let lineStarts: [Int]
    package let blocks: [Block]

    /// Whether the linked Lua can be trusted: found out before the first file is evaluated, once.
    package static let distrust: WorkspaceError? = {
        do throws(ScriptFailure) {
            try LuaMachine.check()
            return nil
        } catch {
            return WorkspaceError([
                Complaint(file: "liblua5.4", line: nil, problem: "this Lua cannot be used: \(error.message)")
            ])
        }
    }()

    /// What a file may take while it is evaluated: the most that any workspace may allow, since what this one allows is not
    /// known yet.
    static let limits: LuaMachine.Limits = {
        var limits = ScriptLimits()
        for (name, range) in ScriptLimits.settings where name == "memory_kb" { limits[name] = range.upperBound }
        return LuaMachine.Limits(limits)
    }()

    /// Evaluates a file. Throws the first mistake: Lua stops there.
    package init(_ source: ScriptSource) throws(Complaint) {
        try self.init(source, limits: Self.limits)
    }

    init(_ source: ScriptSource, limits: LuaMachine.Limits) throws(Complaint) {
        let machine: LuaMachine
        do {
            machine = try LuaMachine(source, host: LuaHost(), limits: limits)
        } catch {
            throw error.complaint(file: source.file)
        }
        let recorded = machine.blocks
        var source = source
        source.compiled = machine.compiled
        self.source = source
        tokens = LuaToken.tokens(of: source.bytes)
        ownNames = Self.ownNames(of: tokens)
        let newlines = source.bytes.indices.filter { source.bytes[$0] == UInt8(ascii: "\n") }
        lineStarts = [0] + newlines.map { $0 + 1 } + [source.bytes.count]
        let keys = KeyLines(tokens: tokens)
        blocks = recorded.map { block in
            let keyword = block.word.name.description
            return Block(
                keyword: keyword, name: block.name, settings: Self.settings(block.value), file: source.file,
                line: block.line, lines: keys.lines(of: keyword, name: block.name, line: block.line))
        }
    }

    private static func ownNames(of tokens: [LuaToken]) -> Set<String> {
        var names: Set<String> = []
        for place in tokens.indices.dropLast() {
            guard case .name(let word) = tokens[place].kind, word == "function" || word == "local",
                case .name(let name) = tokens[place + 1].kind
            else { continue }
            names.insert(name)
        }
        return names
    }

    /// Some lines of the source, from 1, each with its newline where it has one.
    func text(ofLines lines: ClosedRange<Int>) -> String {
        let present = lines.clamped(to: 1...lineStarts.count - 1)
        return String(
            decoding: source.bytes[lineStarts[present.lowerBound - 1]..<lineStarts[present.upperBound]], as: UTF8.self)
    }

    /// A block that is a list, such as `goals { {...}, {...} }`, has its items under "1", "2", ...
    private static func settings(_ value: LuaValue) -> [String: Setting] {
        switch value.setting {
        case .table(let fields)?: fields
        case .list(let items)?:
            Dictionary(uniqueKeysWithValues: items.enumerated().map { (String($0.offset + 1), $0.element) })
        default: [:]
        }
    }

    /// Whether a block is the first of all with its keyword of which something holds.
    func isFirst(_ block: Block, where holds: (Block) -> Bool = { _ in true }) -> Bool {
        let first = blocks.first { $0.keyword == block.keyword && holds($0) }
        return first.flatMap(place) == place(of: block)
    }

    /// The place of a block in the file.
    func place(of block: Block) -> Int? {
        blocks.firstIndex { $0.line == block.line && $0.keyword == block.keyword && $0 == block }
    }
}
