import TextFolding
import Tuntuma
import WordForms
import Workspace

/// Turns a condition into steps with jumps (short-circuit code): `all` refuses at its first failing test, `any` accepts
/// at its first holding one, `none` swaps the two. Cheap tests come first.
struct MatchCompiler {
    let symbols: SymbolTable
    var nodes: [MatchNode] = []
    var needles: [Range<Int>] = []
    var needleBytes: [UInt8] = []
    var values: [MatchValue] = []
    var wanted: [UInt32] = []
    private var wordForms = WordFormsByLanguage()

    init(symbols: SymbolTable) {
        self.symbols = symbols
    }

    /// A condition that is broken down into single tests.
    private indirect enum Tree {
        case constant(Bool)
        case test(MatchNode)
        case not(Tree)
        case all([Tree])
        case any([Tree])

        var cost: Int {
            switch self {
            case .constant: 0
            case .test(let node): node.cost
            case .not(let tree): tree.cost
            case .all(let trees), .any(let trees): trees.reduce(0) { $0 + $1.cost }
            }
        }
    }

    /// Compiles a condition and says which step is the first.
    mutating func compile(_ condition: Condition) -> Int32 {
        let tree = tree(condition)
        return emit(tree, yes: MatchNode.accept, no: MatchNode.refuse)
    }

    /// Writes the steps of a tree, the last ones first, so that each knows where to jump.
    private mutating func emit(_ tree: Tree, yes: Int32, no: Int32) -> Int32 {
        switch tree {
        case .constant(let answer):
            return answer ? yes : no
        case .test(var node):
            node.yes = yes
            node.no = no
            nodes.append(node)
            return Int32(nodes.count - 1)
        case .not(let tree):
            return emit(tree, yes: no, no: yes)
        case .all(let trees):
            return sorted(trees).reversed().reduce(yes) { emit($1, yes: $0, no: no) }
        case .any(let trees):
            return sorted(trees).reversed().reduce(no) { emit($1, yes: yes, no: $0) }
        }
    }

    /// By cost; tests of equal cost in the order written.
    private func sorted(_ trees: [Tree]) -> [Tree] {
        trees.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }.map(\.element)
    }

    private mutating func tree(_ condition: Condition) -> Tree {
        switch condition {
        case .all(let conditions): return .all(trees(conditions))
        case .any(let conditions): return .any(trees(conditions))
        case .none(let conditions): return .not(.any(trees(conditions)))
        case .field(let name, let test):
            guard let field = EventField(name, symbols: symbols) else { return .constant(false) }
            return tree(field, test)
        }
    }

    private mutating func trees(_ conditions: [Condition]) -> [Tree] {
        var trees: [Tree] = []
        for condition in conditions { trees.append(tree(condition)) }
        return trees
    }

    private mutating func tree(_ field: EventField, _ test: Condition.Test) -> Tree {
        if case .isNot(let settings) = test { return .not(tree(field, .isOneOf(settings))) }
        if case .exists(false) = test { return .not(tree(field, .exists(true))) }
        switch field {
        case .answer(let name, _): return entryTree(name, isAttribute: false, test)
        case .attribute(let name, _): return entryTree(name, isAttribute: true, test)
        case .named(let name):
            switch RowPlace(name) {
            case .symbol(let offset): return symbolTree(offset, test)
            case .byte(let offset, let values): return byteTree(offset, values, test)
            case .text(let offset): return textTree(offset, test)
            case .time(let offset): return timeTree(offset, .timeBetween, test)
            case .revision: return timeTree(0, .revisionBetween, test)
            }
        }
    }

    private mutating func entryTree(_ name: Symbol, isAttribute: Bool, _ test: Condition.Test) -> Tree {
        var node = MatchNode(operation: .entryExists, isAttribute: isAttribute, symbol: name.index)
        switch test {
        case .exists:
            return .test(node)
        case .between(let minimum, let maximum):
            node.operation = .entryBetween
            node.minimum = minimum ?? -.infinity
            node.maximum = maximum ?? .infinity
            return .test(node)
        case .isOneOf(let settings), .isNot(let settings):
            var tests: [Tree] = []
            node.first = Int32(values.count)
            values += settings.compactMap(MatchValue.init)
            node.last = Int32(values.count)
            node.operation = .entryIs
            if node.first < node.last { tests.append(.test(node)) }
            keep(settings.compactMap(\.asText), in: &node)
            node.operation = .entryTextIs
            if node.first < node.last { tests.append(.test(node)) }
            return tests.isEmpty ? .constant(false) : .any(tests)
        case .hasPrefix(let words):
            keep(words, in: &node)
            node.operation = .entryBegins
            return .test(node)
        case .contains(let words):
            keep(words, in: &node)
            node.operation = .entryContains
            return .test(node)
        case .hasWord(let words, let language):
            keep(words, of: language, in: &node)
            node.operation = .entryHasWord
            node.bits = WordFormsByLanguage.number(of: language)
            return .test(node)
        case .within(let milliseconds):
            node.operation = .entryWithin
            node.bits = UInt64(milliseconds)
            return .test(node)
        }
    }

    private mutating func symbolTree(_ offset: UInt16, _ test: Condition.Test) -> Tree {
        var node = MatchNode(operation: .symbolExists, offset: offset)
        switch test {
        case .exists:
            break
        case .between:
            return .constant(false)
        case .isOneOf(let settings), .isNot(let settings):
            node.operation = .symbolIsOneOf
            node.first = Int32(wanted.count)
            for text in settings.compactMap(\.asText) where !text.isEmpty {
                wanted.append(
                    MatchScratch.canonicalSymbol(symbols.symbol(for: text), of: FoldedText(text), in: symbols))
            }
            node.last = Int32(wanted.count)
            if node.first == node.last { return .constant(false) }
            if node.last - node.first == 1 {
                node.operation = .symbolIs
                node.symbol = wanted[Int(node.first)]
            }
        case .hasPrefix(let words):
            keep(words, in: &node)
            node.operation = .symbolBegins
        case .contains(let words):
            keep(words, in: &node)
            node.operation = .symbolContains
        case .hasWord, .within:
            return .constant(false)
        }
        return .test(node)
    }

    private func byteTree(_ offset: UInt16, _ values: [RowPlace.ByteValue], _ test: Condition.Test) -> Tree {
        var node = MatchNode(operation: .byteInSet, offset: offset)
        func bits(where holds: (FoldedText?, Setting) -> Bool) -> UInt64 {
            values.reduce(0) { bits, value in
                holds(value.setting.asText.map { FoldedText($0) }, value.setting)
                    ? bits | 1 << UInt64(value.byte) : bits
            }
        }
        switch test {
        case .exists:
            node.bits = bits { _, _ in true }
        case .between:
            return .constant(false)
        case .isOneOf(let settings), .isNot(let settings):
            let texts = settings.compactMap(\.asText).map { FoldedText($0) }
            node.bits = bits { text, setting in
                text.map { texts.contains($0) } ?? settings.contains(setting)
            }
        case .hasPrefix(let words):
            let words = words.map { FoldedText($0).bytes }
            node.bits = bits { text, _ in text.map { text in words.contains { text.bytes.starts(with: $0) } } ?? false }
        case .contains(let words):
            let words = words.map { FoldedText($0).text }
            node.bits = bits { text, _ in
                text.map { text in words.contains { $0.isEmpty || text.text.contains($0) } } ?? false
            }
        case .hasWord, .within:
            return .constant(false)
        }
        return .test(node)
    }

    private mutating func textTree(_ offset: UInt16, _ test: Condition.Test) -> Tree {
        var node = MatchNode(operation: .textExists, offset: offset)
        switch test {
        case .exists:
            break
        case .between:
            return .constant(false)
        case .isOneOf(let settings), .isNot(let settings):
            keep(settings.compactMap(\.asText), in: &node)
            node.operation = .textIs
            if node.first == node.last { return .constant(false) }
        case .hasPrefix(let words):
            keep(words, in: &node)
            node.operation = .textBegins
        case .contains(let words):
            keep(words, in: &node)
            node.operation = .textContains
        case .hasWord, .within:
            return .constant(false)
        }
        return .test(node)
    }

    private func timeTree(_ offset: UInt16, _ operation: MatchNode.Operation, _ test: Condition.Test) -> Tree {
        var node = MatchNode(operation: operation, offset: offset)
        switch test {
        case .exists:
            if operation == .revisionBetween { return .constant(true) }
            node.operation = .timeExists
        case .between(let minimum, let maximum):
            node.minimum = minimum ?? -.infinity
            node.maximum = maximum ?? .infinity
        case .isOneOf(let settings), .isNot(let settings):
            return .any(
                settings.compactMap(\.asNumber).map { number in
                    node.minimum = number
                    node.maximum = number
                    return .test(node)
                })
        case .within(let milliseconds):
            guard operation == .timeBetween else { return .constant(false) }
            node.operation = .timeWithin
            node.bits = UInt64(milliseconds)
        case .hasPrefix, .contains, .hasWord:
            return .constant(false)
        }
        return .test(node)
    }

    private mutating func keep(_ words: [String], in node: inout MatchNode) {
        keep(words.map { FoldedText($0) }, in: &node)
    }

    /// Keeps what the words may be. A word in its base form is that and nothing else.
    private mutating func keep(_ words: [String], of language: WordLanguage, in node: inout MatchNode) {
        var forms: [FoldedText] = []
        for word in words {
            let all = wordForms.forms(of: word[...], language)
            let own = FoldedText(word)
            forms += all.contains(own) ? [own] : all
        }
        keep(forms, in: &node)
    }

    private mutating func keep(_ texts: [FoldedText], in node: inout MatchNode) {
        node.first = Int32(needles.count)
        for text in texts {
            let start = needleBytes.count
            needleBytes += text.bytes
            needles.append(start..<needleBytes.count)
        }
        node.last = Int32(needles.count)
    }
}

extension MatchValue {
    /// The value of a setting; nil for texts and tables.
    init?(_ setting: Setting) {
        switch setting {
        case .integer(let value): self.init(kind: .integer, payload: UInt64(bitPattern: value))
        case .decimal(let value):
            if let whole = Int64(exactly: value) {
                self.init(kind: .integer, payload: UInt64(bitPattern: whole))
            } else {
                self.init(kind: .decimal, payload: value.bitPattern)
            }
        case .boolean(let value): self.init(kind: .boolean, payload: value ? 1 : 0)
        case .text, .list, .table, .function: return nil
        }
    }
}
