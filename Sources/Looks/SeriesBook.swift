package import Deciding
import Signals
package import Tuntuma
import Workspace

/// What is known of one metric by some keys: its groups as a tree, each level split by one key more, and their answers by day.
package struct SeriesBook: Sendable {
    /// A group: all groups of the keys so far with the same values.
    struct Node: Sendable {
        let parent: Int?
        /// How many keys it has values of.
        let level: Int
        let values: [String?]
        var children: [Int] = []
    }

    let number: Int
    let series: DaySeries
    private(set) var nodes: [Node] = []
    /// The nodes of each level, by the bytes of their values, missing ones last.
    private(set) var levels: [[Int]]
    /// What an answer can count for; nil before the first answer.
    private(set) var scoring: (values: [Int], points: Double)?
    /// On scales with more steps the answers of each day are not kept by step, but asked for where they are looked at.
    private static let widestScale = 32

    /// Whether some answers are not kept by step: of such a scale, and of a metric that is no mean of whole numbers.
    private var isWide = false
    /// Whether the metric has a weight.
    private(set) var isWeighted = false
    /// The last day with answers.
    package private(set) var lastDay = Int.min
    /// By the engine's number of a group; below 0 for one that has not come yet.
    private var leafOfGroup: [Int] = []
    private var nodeOfValues: [[String?]: Int] = [:]
    /// What each group counted when its days were last looked at.
    private(set) var table = DayTable(width: 0)
    /// By cell, of a group without parts; below 0 for one that has not come yet.
    private var rowOfCell: [Int32] = []
    /// What is new of one cell; kept for its room.
    private var difference: [Int] = []
    /// The stretches of days that rules look at, and what the groups counted in them.
    var followed: [Followed] = []

    package init(_ series: DaySeries, number: Int) {
        self.series = series
        self.number = number
        levels = Array(repeating: [], count: series.keys.count + 1)
    }

    /// Takes over what came since the last close.
    package mutating func update(_ book: any DayBook) {
        for cell in book.changed(number) {
            // A day whose answers were all taken back has none left, and had some.
            guard cell.counts.n > 0 || hasAnswers(cell.cell) else { continue }
            if cell.counts.isWeighted { isWeighted = true }
            let counts = counts(cell.counts)
            let leaf = knownLeaf(ofGroup: cell.group) ?? leaf(of: cell, book)
            lastDay = max(lastDay, cell.day)
            add(counts, cell, to: leaf)
        }
    }

    /// What a day counted; of a metric that is no mean of whole numbers its answers only.
    private mutating func counts(_ counts: MetricCounts) -> [Int] {
        if series.metric == nil { return [counts.n] }
        if counts.n == 0 { return Array(repeating: 0, count: width) }
        guard let tally = counts.tally, tally.values.count <= Self.widestScale else {
            isWide = true
            return []
        }
        if scoring == nil, !isWide { scoring = (tally.values, tally.points) }
        guard let scoring, scoring.values == tally.values, scoring.points == tally.points else {
            isWide = true
            return []
        }
        return tally.counts
    }

    /// How many numbers a day has.
    private var width: Int { series.metric == nil ? 1 : scoring?.values.count ?? 0 }

    private func row(ofCell cell: Int) -> Int? {
        cell < rowOfCell.count && rowOfCell[cell] >= 0 ? Int(rowOfCell[cell]) : nil
    }

    /// Whether a cell had answers when it was last looked at.
    private func hasAnswers(_ cell: Int) -> Bool { row(ofCell: cell).map { !table.isEmpty(row: $0) } ?? false }

    private mutating func add(_ counts: [Int], _ cell: DayCell, to leaf: Int) {
        let row = row(ofCell: cell.cell) ?? addRow(cell, of: leaf)
        difference.removeAll(keepingCapacity: true)
        for (value, count) in counts.enumerated() { difference.append(count - table.count(value, ofRow: row)) }
        add(to: row, of: leaf, day: cell.day)
        var node = nodes[leaf].parent
        while let index = node {
            let row = table.row(of: index, day: cell.day) ?? table.addRow(of: index, day: cell.day, cell: cell.cell)
            add(to: row, of: index, day: cell.day)
            node = nodes[index].parent
        }
    }

    /// Adds what is new.
    private mutating func add(to row: Int, of node: Int, day: Int) {
        table.add(difference, toRow: row)
        for place in followed.indices { followed[place].sums.add(difference, to: node, day: day) }
    }

    private mutating func addRow(_ cell: DayCell, of leaf: Int) -> Int {
        if table.isEmpty { table = DayTable(width: width) }
        let missing = cell.cell + 1 - rowOfCell.count
        if missing > 0 { rowOfCell.append(contentsOf: repeatElement(-1, count: missing)) }
        let row = table.addRow(of: leaf, day: cell.day, cell: cell.cell)
        rowOfCell[cell.cell] = Int32(clamping: row)
        return row
    }

    private func knownLeaf(ofGroup group: Int) -> Int? {
        group < leafOfGroup.count && leafOfGroup[group] >= 0 ? leafOfGroup[group] : nil
    }

    private mutating func leaf(of cell: DayCell, _ book: any DayBook) -> Int {
        let missing = cell.group + 1 - leafOfGroup.count
        if missing > 0 { leafOfGroup.append(contentsOf: repeatElement(-1, count: missing)) }
        let leaf = node(book.values(ofCell: cell.cell, in: number))
        leafOfGroup[cell.group] = leaf
        return leaf
    }

    private mutating func node(_ values: [String?]) -> Int {
        if let node = nodeOfValues[values] { return node }
        let parent = values.isEmpty ? nil : node(Array(values.dropLast()))
        let node = nodes.count
        nodes.append(Node(parent: parent, level: values.count, values: values))
        if let parent { nodes[parent].children.append(node) }
        nodeOfValues[values] = node
        var (low, high) = (0, levels[values.count].count)
        while low < high {
            let middle = (low + high) / 2
            if GroupOrder.isBefore(values, nodes[levels[values.count][middle]].values) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        levels[values.count].insert(node, at: low)
        return node
    }

    /// The values of a group by key, in the order of the keys; those of its level only.
    package func group(_ node: Int, _ keys: [String]) -> [(key: String, value: String?)] {
        zip(keys, nodes[node].values).map { ($0, $1) }
    }

    /// The group with some values; nil when it never had answers.
    package func node(with values: [String?]) -> Int? { nodeOfValues[values] }

    /// Whether the answers of each day are kept by step.
    var keepsSteps: Bool { !isWide && !isWeighted && scoring != nil }

    /// The answers of a group in a stretch of days; nil where the metric is no mean of whole numbers.
    func counts(_ node: Int, in stretch: ClosedRange<Int>, _ book: any DayBook) -> ScoreCounts? {
        guard !isWide, let scoring else {
            return result(node, in: stretch, book).tally.flatMap {
                ScoreCounts(values: $0.values, counts: $0.counts, points: $0.points)
            }
        }
        return ScoreCounts(values: scoring.values, counts: table.sum(of: node, in: stretch), points: scoring.points)
    }

    /// The groups within a group that have a value of every key, the last of which is the cluster where there is one.
    func leaves(of node: Int) -> [Int] {
        nodes[node].level == series.keys.count ? [node] : nodes[node].children.flatMap { leaves(of: $0) }
    }

    /// The cells of a group in a stretch of days.
    func cells(_ node: Int, in stretch: ClosedRange<Int>) -> [Int] {
        leaves(of: node).flatMap { table.cells(of: $0, in: stretch) }
    }

    /// What the metric says of a group in a stretch of days.
    package func result(_ node: Int, in stretch: ClosedRange<Int>, _ book: any DayBook) -> MetricResult {
        book.result(of: cells(node, in: stretch), in: number)
    }

    /// What the clusters of a group answered in a stretch of days, each once, also where it answered in several parts of the group;
    /// an answer without a cluster is one of its own.
    func clusters(_ node: Int, in stretch: ClosedRange<Int>, _ book: any DayBook) -> [ClusterSums.Sum] {
        var sums: [ClusterSums.Sum] = []
        var placeOfCluster: [String: Int] = [:]
        for child in leaves(of: node) {
            guard let scores = counts(child, in: stretch, book) else { continue }
            let counts = scores.counts
            guard let cluster = nodes[child].values.last ?? nil else {
                for (value, count) in zip(scores.values, counts) {
                    sums += repeatElement(ClusterSums.Sum(count: 1, sum: value), count: count)
                }
                continue
            }
            let n = counts.reduce(0, +)
            guard n > 0 else { continue }
            let sum = zip(scores.values, counts).reduce(0) { $0 + $1.0 * $1.1 }
            if let place = placeOfCluster[cluster] {
                sums[place].count += n
                sums[place].sum += sum
            } else {
                placeOfCluster[cluster] = sums.count
                sums.append(ClusterSums.Sum(count: n, sum: sum))
            }
        }
        return sums
    }
}
