package import Tuntuma

/// Conditions that are held against the same events. Tests of symbols that begin several of them run once: rows are sorted by
/// the symbol of a field, and each condition goes on with its own.
///
/// Made once; used by any number of workers at once, each with its own scratch.
package struct MatcherSet: Sendable {
    /// A condition on its way: its place in the set, and its next step.
    private typealias Entrant = (place: Int, step: Int32)

    /// What is done with the rows that some conditions have let through so far.
    private struct Level: Sendable {
        /// The conditions that go on by themselves.
        var alone: [Entrant] = []
        /// The others, by the field that they test next.
        var sortings: [Sorting] = []
    }

    /// A field by whose symbol rows are sorted.
    private struct Sorting: Sendable {
        let offset: UInt16
        /// By symbol: the level of its rows, counted from 1; 0 and beyond the end: none asks for it.
        var levelOfSymbol: [Int32] = []
        var levels: [Level] = []
    }

    private let matchers: [Matcher]
    private let first: Level

    package init(_ matchers: [Matcher]) {
        self.matchers = matchers
        first = Self.level(matchers.indices.map { ($0, matchers[$0].start) }, of: matchers)
    }

    private static func level(_ entrants: [Entrant], of matchers: [Matcher]) -> Level {
        var level = Level()
        // Those that test a symbol next, by where the row has it, in the order in which these places come up.
        var testing: [(offset: UInt16, entrants: [(Entrant, MatchNode)])] = []
        for entrant in entrants {
            guard let node = matchers[entrant.place].symbolTest(at: entrant.step) else {
                level.alone.append(entrant)
                continue
            }
            let group = testing.firstIndex { $0.offset == node.offset } ?? testing.endIndex
            if group == testing.endIndex { testing.append((node.offset, [])) }
            testing[group].entrants.append((entrant, node))
        }
        for (offset, entrants) in testing {
            // One alone is as fast by itself.
            guard entrants.count > 1 else {
                level.alone += entrants.map(\.0)
                continue
            }
            level.sortings.append(sorting(by: offset, entrants, of: matchers))
        }
        return level
    }

    private static func sorting(
        by offset: UInt16, _ entrants: [(Entrant, MatchNode)], of matchers: [Matcher]
    ) -> Sorting {
        var sorting = Sorting(offset: offset)
        var following: [[Entrant]] = []
        for (entrant, node) in entrants {
            let symbol = Int(node.symbol)
            let missing = symbol + 1 - sorting.levelOfSymbol.count
            if missing > 0 { sorting.levelOfSymbol += repeatElement(0, count: missing) }
            if sorting.levelOfSymbol[symbol] == 0 {
                following.append([])
                sorting.levelOfSymbol[symbol] = Int32(following.count)
            }
            following[Int(sorting.levelOfSymbol[symbol]) - 1].append((entrant.place, node.yes))
        }
        sorting.levels = following.map { level($0, of: matchers) }
        return sorting
    }

    /// Appends for each condition, in the order of the set, those of some rows of a batch that fulfil it, in the order given.
    package func select(
        _ batch: EventBatch, among candidates: [Int32], into selections: inout [[Int32]],
        using scratch: inout MatchScratch
    ) {
        candidates.withUnsafeBufferPointer { select(first, batch, $0, into: &selections, &scratch) }
    }

    private func select(
        _ level: Level, _ batch: EventBatch, _ candidates: UnsafeBufferPointer<Int32>,
        into selections: inout [[Int32]], _ scratch: inout MatchScratch
    ) {
        for (place, step) in level.alone {
            matchers[place].select(
                batch, among: candidates, from: step, into: &selections[place], using: &scratch)
        }
        for sorting in level.sortings {
            // The rows by level, and the level of each candidate.
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * candidates.count) { room in
                let ends = Self.sort(candidates, of: batch, by: sorting, in: room, &scratch)
                for (number, level) in sorting.levels.enumerated() where ends[number + 1] > ends[number] {
                    let rows = UnsafeBufferPointer(rebasing: room[ends[number]..<ends[number + 1]])
                    select(level, batch, rows, into: &selections, &scratch)
                }
            }
        }
    }

    /// Puts the rows in the order of their levels.
    /// - Parameter room: For twice as many numbers as there are candidates.
    /// - Returns: 0, and where the rows of each level end.
    private static func sort(
        _ candidates: UnsafeBufferPointer<Int32>, of batch: EventBatch, by sorting: Sorting,
        in room: UnsafeMutableBufferPointer<Int32>, _ scratch: inout MatchScratch
    ) -> [Int] {
        // By level, the rows that nobody asks for first: how many there are, then where the next one goes.
        var places = [Int](repeating: 0, count: sorting.levels.count + 1)
        let levels = UnsafeMutableBufferPointer(rebasing: room[candidates.count...])
        let field = Int(sorting.offset)
        batch.rows.withUnsafeBytes { rows in
            sorting.levelOfSymbol.withUnsafeBufferPointer { levelOfSymbol in
                for (number, row) in candidates.enumerated() {
                    let symbol = rows.loadUnaligned(
                        fromByteOffset: Int(row) * MemoryLayout<EventRow>.stride + field, as: UInt32.self)
                    let canonical = Int(scratch.canonicalSymbol(symbol))
                    let level = canonical < levelOfSymbol.count ? levelOfSymbol[canonical] : 0
                    levels.initializeElement(at: number, to: level)
                    places[Int(level)] += 1
                }
            }
        }
        var start = 0
        for level in places.indices.dropFirst() {
            start += places[level]
            places[level] = start - places[level]
        }
        places[0] = start
        for (number, row) in candidates.enumerated() {
            let level = Int(levels[number])
            room.initializeElement(at: places[level], to: row)
            places[level] += 1
        }
        places[0] = 0
        return places
    }
}
