import Tuntuma

/// What single events say to a metric, in the order of their times: any stretch of time is summed up in few merges.
///
/// Times stand in blocks of limited size, each with the sum of its states; some blocks in a row have their sum too. What comes
/// late goes where it belongs. States merge exactly, so the sum does not depend on how things came to stand in blocks.
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

    private static var mostInBlock: Int { 128 }
    private static var blocksInRun: Int { 32 }

    private var blocks: [Block] = []
    /// The sums of so many blocks each, the last ones perhaps of fewer.
    private var runs: [State] = []
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
            runs[last / Self.blocksInRun].merge(state)
        } else {
            blocks.append(Block(times: [time], kinds: [kind], sum: sum(of: [kind], states)))
            if blocks.count > runs.count * Self.blocksInRun { runs.append(empty) }
            runs[runs.count - 1].merge(state)
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
            runs[block / Self.blocksInRun].merge(states[Int(kind)])
            return
        }
        let half = blocks[block].times.count / 2
        let parts = [blocks[block].kinds[..<half], blocks[block].kinds[half...]].map { Array($0) }
        let rest = Array(blocks[block].times[half...])
        blocks[block].times.removeSubrange(half...)
        blocks[block].kinds = parts[0]
        blocks[block].sum = sum(of: parts[0], states)
        blocks.insert(Block(times: rest, kinds: parts[1], sum: sum(of: parts[1], states)), at: block + 1)
        sumRuns(from: block / Self.blocksInRun)
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
        sumRuns(from: 0)
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

    private mutating func sumRuns(from run: Int) {
        runs.removeSubrange(min(run, runs.count)...)
        for start in stride(from: run * Self.blocksInRun, to: blocks.count, by: Self.blocksInRun) {
            var sum = empty
            for block in blocks[start..<min(start + Self.blocksInRun, blocks.count)] { sum.merge(block.sum) }
            runs.append(sum)
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
            let run = block / Self.blocksInRun
            let next = (run + 1) * Self.blocksInRun
            if block % Self.blocksInRun == 0, next <= high, isWithin(block, start, end), isWithin(next - 1, start, end)
            {
                sum.merge(runs[run])
                block = next
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
