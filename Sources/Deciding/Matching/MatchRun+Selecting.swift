import Tuntuma

extension MatchRun {
    /// Appends the candidates that get from a step to the acceptance, in the order given.
    ///
    /// Nearly every condition begins with tests all of which must hold: those are held against all candidates, one test after the
    /// other, so that nothing is asked for each row but whether the test holds.
    @inline(__always) func select(
        _ candidates: some Collection<Int32>, from start: Int32, into selected: inout [Int32],
        _ scratch: inout MatchScratch
    ) {
        guard start >= 0 else {
            if start == MatchNode.accept { selected.append(contentsOf: candidates) }
            return
        }
        selected.append(addingCapacity: candidates.count) { room in
            room.withUnsafeMutableBufferPointer { memory, count in
                _ = memory.initialize(fromContentsOf: candidates)
                count = keep(UnsafeMutableBufferPointer(rebasing: memory[..<candidates.count]), from: start, &scratch)
            }
        }
    }

    /// Moves the rows that get from a step to the acceptance to the front; how many these are.
    private func keep(
        _ candidates: UnsafeMutableBufferPointer<Int32>, from start: Int32, _ scratch: inout MatchScratch
    ) -> Int {
        var (step, count) = (start, candidates.count)
        while step >= 0, count > 0 {
            let node = nodes[Int(step)]
            let rows = UnsafeMutableBufferPointer(rebasing: candidates[..<count])
            guard node.no == MatchNode.refuse, node.yes != MatchNode.refuse else {
                return keep(rows) { passes($0, from: step, &scratch) }
            }
            count = keep(rows, by: node, &scratch)
            step = node.yes
        }
        return count
    }

    /// Moves the rows for which a test holds to the front; how many these are.
    @inline(__always) private func keep(
        _ candidates: UnsafeMutableBufferPointer<Int32>, by node: MatchNode, _ scratch: inout MatchScratch
    ) -> Int {
        switch node.operation {
        case .symbolIs:
            return keep(candidates) { scratch.canonicalSymbol(load($0, node.offset)) == node.symbol }
        case .byteInSet:
            return keep(candidates) { node.bits >> UInt64(load($0, node.offset) as UInt8) & 1 == 1 }
        case .symbolIsOneOf:
            return keep(candidates) { isWanted(scratch.canonicalSymbol(load($0, node.offset)), by: node) }
        default:
            guard node.asksForAnswer else { return keep(candidates) { holds(node, $0, &scratch) } }
            return keep(candidates) { !lacksAnswer(node, $0) && holds(node, $0, &scratch) }
        }
    }

    /// Moves the rows that pass to the front. Without a jump for each: whether a row passes is what nobody can foretell.
    @inline(__always) private func keep(
        _ candidates: UnsafeMutableBufferPointer<Int32>, _ passes: (Int) -> Bool
    ) -> Int {
        var kept = 0
        for row in candidates {
            candidates[kept] = row
            kept &+= passes(Int(row)) ? 1 : 0
        }
        return kept
    }
}
