import Tuntuma

/// What single events say to a metric, in the order of their times: any stretch of time is summed up in few merges.
///
/// Times stand in blocks of limited size, each with the sum of its states; some blocks in a row have their sum too, and so have
/// some of those. What comes late goes where it belongs. States merge exactly, so a sum does not depend on how things came to
/// stand in blocks.
struct Timeline<State: MetricState>: Sendable {
    private struct Block: Sendable {
        /// Milliseconds since 1970, ascending.
        var times: [Int64]
        /// What each event says, by its place in a list of states that somebody else keeps.
        var kinds: [Int32]
        var sum: State

        var first: Int64 { times.first ?? .max }
        var last: Int64 { times.last ?? .min }
    }

    private static var mostInBlock: Int { 64 }
    private static var levels: Int { 4 }
    /// How many blocks each sum of a level is of: 8, 64, 512, 4096.
    private static func blocksInRun(_ level: Int) -> Int { 8 << (3 * level) }

    private var blocks: [Block] = []
    /// By level: the sums of so many blocks each, the last one perhaps of fewer.
    private var runs: [[State]] = (0..<levels).map { _ in [] }
    private(set) var count = 0
    /// The identity of merge.
    private let empty: State

    init(empty: State) {
        self.empty = empty
    }

    /// The time of the last one.
    var last: Int64? { blocks.last?.last }

    /// In the order of their times; of one time, in the order in which they came.
    var elements: some Sequence<(time: Int64, kind: Int32)> {
        blocks.lazy.flatMap { block in zip(block.times, block.kinds).lazy.map { (time: $0, kind: $1) } }
    }

    // MARK: Keeping

    /// Adds an event.
    /// - Parameter states: By kind, that of this one among them.
    mutating func add(_ time: Int64, _ kind: Int32, _ states: [State]) {
        count += 1
        let state = states[Int(kind)]
        if let last = blocks.indices.last, time < blocks[last].last {
            insert(time, kind, states)
        } else if let last = blocks.indices.last, blocks[last].times.count < Self.mostInBlock {
            blocks[last].times.append(time)
            blocks[last].kinds.append(kind)
            blocks[last].sum.merge(state)
            addToRuns(ofBlock: last, state)
        } else {
            blocks.append(Block(times: [time], kinds: [kind], sum: sum(of: [kind], states)))
            addToRuns(ofBlock: blocks.count - 1, state)
        }
    }

    private mutating func addToRuns(ofBlock block: Int, _ state: State) {
        for level in 0..<Self.levels {
            let run = block / Self.blocksInRun(level)
            if run == runs[level].count { runs[level].append(empty) }
            runs[level][run].merge(state)
        }
    }

    /// Adds an event that is not the last one.
    private mutating func insert(_ time: Int64, _ kind: Int32, _ states: [State]) {
        let block = Self.first(in: blocks.count) { blocks[$0].last > time }
        let times = blocks[block].times
        let place = Self.first(in: times.count) { times[$0] > time }
        blocks[block].times.insert(time, at: place)
        blocks[block].kinds.insert(kind, at: place)
        blocks[block].sum.merge(states[Int(kind)])
        guard blocks[block].times.count > Self.mostInBlock else {
            addToRuns(ofBlock: block, states[Int(kind)])
            return
        }
        let half = blocks[block].times.count / 2
        let parts = [blocks[block].kinds[..<half], blocks[block].kinds[half...]].map { Array($0) }
        let rest = Array(blocks[block].times[half...])
        blocks[block].times.removeSubrange(half...)
        blocks[block].kinds = parts[0]
        blocks[block].sum = sum(of: parts[0], states)
        blocks.insert(Block(times: rest, kinds: parts[1], sum: sum(of: parts[1], states)), at: block + 1)
        sumRuns(fromBlock: block)
    }

    /// Forgets what is no later than a time.
    mutating func removeAll(through time: Int64, _ states: [State]) {
        let kept = Self.first(in: blocks.count) { blocks[$0].last > time }
        blocks.removeSubrange(..<kept)
        if let block = blocks.first, block.first <= time {
            let place = Self.first(in: block.times.count) { block.times[$0] > time }
            blocks[0].times.removeSubrange(..<place)
            blocks[0].kinds.removeSubrange(..<place)
            blocks[0].sum = sum(of: blocks[0].kinds, states)
        }
        count = blocks.reduce(0) { $0 + $1.times.count }
        sumRuns(fromBlock: 0)
    }

    /// Gives every kind another number.
    mutating func renumber(_ numbers: [Int32]) {
        for block in blocks.indices { blocks[block].kinds = blocks[block].kinds.map { numbers[Int($0)] } }
    }

    private func sum(of kinds: [Int32], _ states: [State]) -> State {
        var sum = empty
        for kind in kinds { sum.merge(states[Int(kind)]) }
        return sum
    }

    /// Sums up anew what a block and those behind it belong to.
    private mutating func sumRuns(fromBlock block: Int) {
        for level in 0..<Self.levels {
            let run = min(block / Self.blocksInRun(level), runs[level].count)
            runs[level].removeSubrange(run...)
            // Each is of eight of the level below.
            let parts = level == 0 ? blocks.count : runs[level - 1].count
            for start in stride(from: run * 8, to: parts, by: 8) {
                var sum = empty
                for part in start..<min(start + 8, parts) {
                    sum.merge(level == 0 ? blocks[part].sum : runs[level - 1][part])
                }
                runs[level].append(sum)
            }
        }
    }

    // MARK: Summing up

    /// The sum of all that is later than one time and no later than another.
    func sum(after start: Int64, through end: Int64, _ states: [State]) -> State {
        var sum = empty
        guard start < end else { return sum }
        let low = Self.first(in: blocks.count) { blocks[$0].last > start }
        let high = Self.first(in: blocks.count) { blocks[$0].first > end }
        var block = low
        while block < high {
            if let level = run(from: block, to: high, start, end) {
                let size = Self.blocksInRun(level)
                sum.merge(runs[level][block / size])
                block += size
                continue
            }
            if isWithin(block, start, end) {
                sum.merge(blocks[block].sum)
            } else {
                for (time, kind) in zip(blocks[block].times, blocks[block].kinds) where time > start && time <= end {
                    sum.merge(states[Int(kind)])
                }
            }
            block += 1
        }
        return sum
    }

    /// The level of the largest sum that begins with a block and is of nothing but what is wanted; nil without one.
    private func run(from block: Int, to high: Int, _ start: Int64, _ end: Int64) -> Int? {
        guard isWithin(block, start, end) else { return nil }
        var found: Int?
        for level in 0..<Self.levels {
            let size = Self.blocksInRun(level)
            guard block % size == 0, block + size <= high, isWithin(block + size - 1, start, end) else { break }
            found = level
        }
        return found
    }

    private func isWithin(_ block: Int, _ start: Int64, _ end: Int64) -> Bool {
        blocks[block].first > start && blocks[block].last <= end
    }

    /// The first place of an ascending list from which on something holds.
    private static func first(in count: Int, where holds: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = low + (high - low) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
