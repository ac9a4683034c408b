import Foundation
import Memory
import Tuntuma
import Workspace

/// What one rule keeps of a metric that it asks of the whole log so far: a state for each group.
struct TotalKeeper<M: Metric>: MetricKeeper {
    private let sight: MetricSight<M>
    private let mostGroups: Int
    private var groups: [[UInt8]: M.State] = [:]
    /// Whether there were more groups than may be kept.
    private var lacksGroups = false
    /// Whether there were events before the first one that it saw.
    private var lacksBeginning = false

    init(_ sight: MetricSight<M>, _ limits: MemoryLimits) {
        self.sight = sight
        mostGroups = limits.keys
    }

    mutating func take(_ observations: any MetricObservations, from first: Int, upTo row: Int32) -> Int {
        guard let observations = observations as? SightObservations<M.State> else { return first }
        let empty = sight.metric.emptyState
        return observations.each(from: first, upTo: row) { observation in
            if groups.count >= mostGroups, groups[observation.group] == nil {
                lacksGroups = true
            } else {
                groups[observation.group, default: empty].merge(observation.state)
            }
        }
    }

    mutating func begin(after time: Int64) { lacksBeginning = true }

    func result(of group: [String], within span: Int64?, endingAt time: Int64) -> (result: MetricResult, steps: Int) {
        let steps = 200
        if lacksBeginning { return (MetricResult(none: "the beginning of the log is not kept"), steps) }
        if let state = groups[MetricSight<M>.name(of: group)] { return (sight.result(of: state), steps) }
        if lacksGroups { return (MetricResult(none: "there are more groups than are kept"), steps) }
        return (sight.result(of: sight.metric.emptyState), steps)
    }

    // MARK: Saving

    private struct Saved: Codable {
        var lacksGroups: Bool
        var lacksBeginning: Bool
        /// By the bytes of their names.
        var groups: [Group]
    }

    private struct Group: Codable {
        var name: String
        var state: M.State
    }

    func saved() throws -> String {
        let sorted = groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        let saved = Saved(
            lacksGroups: lacksGroups, lacksBeginning: lacksBeginning,
            groups: sorted.map { Group(name: String(decoding: $0.key, as: UTF8.self), state: $0.value) })
        return String(decoding: try JSONEncoder.sortingKeys.encode(saved), as: UTF8.self)
    }

    mutating func resume(_ text: String) -> Bool {
        guard let saved = try? JSONDecoder().decode(Saved.self, from: Data(text.utf8)) else { return false }
        groups = Dictionary(
            saved.groups.map { (Array($0.name.utf8), $0.state) }, uniquingKeysWith: { first, _ in first })
        (lacksGroups, lacksBeginning) = (saved.lacksGroups, saved.lacksBeginning)
        return true
    }
}
