import Foundation
import Memory
import Tuntuma
import Workspace

/// What one rule keeps of a metric of which it asks windows: every event that the metric counts, by its own time.
///
/// Exact to the event, whatever the order in which events come. There is a bound on events and on groups; of what is beyond
/// it, the events with the smallest times go, and from then on no window is answered for that reaches back to them.
struct WindowKeeper<M: Metric>: MetricKeeper {
    /// Up to so many different states of single events each is kept once: most metrics have few. Of a metric that has more, each
    /// event keeps its own.
    private static var mostCompared: Int { 64 }

    private let sight: MetricSight<M>
    private let limits: MemoryLimits
    private var groups: [[UInt8]: Timeline<M.State>] = [:]
    /// What single events say, each once as far as they are compared.
    private var states: [M.State] = []
    private var count = 0
    /// Events up to this time may be missing.
    private var missingThrough: Int64?

    init(_ sight: MetricSight<M>, _ limits: MemoryLimits) {
        self.sight = sight
        self.limits = limits
    }

    mutating func take(_ observations: any MetricObservations, from first: Int, upTo row: Int32) -> Int {
        guard let observations = observations as? SightObservations<M.State> else { return first }
        return observations.each(from: first, upTo: row) { add($0.time, $0.group, $0.state) }
    }

    mutating func begin(after time: Int64) { missingThrough = max(missingThrough ?? .min, time) }

    private mutating func add(_ time: Int64, _ group: [UInt8], _ state: M.State) {
        // No window that is answered for has it.
        if let missingThrough, time <= missingThrough { return }
        let known = states.count <= Self.mostCompared ? states.firstIndex(of: state) : nil
        let kind = Int32(known ?? states.count)
        if known == nil { states.append(state) }
        let none = Timeline(empty: sight.metric.emptyState)
        groups[group, default: none].add(time, kind, states)
        count += 1
        if count > limits.records {
            forget(through: groups.values.flatMap { $0.elements.map(\.time) }, most: limits.records)
        }
        if groups.count > limits.keys { forget(through: groups.values.compactMap(\.last), most: limits.keys) }
    }

    /// Forgets up to the time after which an eighth of the room is free, so that it is done seldom.
    private mutating func forget(through times: [Int64], most: Int) {
        let kept = most - most / 8
        let time = times.sorted()[times.count - kept - 1]
        missingThrough = time
        groups = groups.compactMapValues { timeline in
            var timeline = timeline
            timeline.removeAll(through: time, states)
            return timeline.count == 0 ? nil : timeline
        }
        count = groups.values.reduce(0) { $0 + $1.count }
        if states.count > Self.mostCompared { forgetStates() }
    }

    /// Forgets the states of which no event is left.
    private mutating func forgetStates() {
        var isUsed = [Bool](repeating: false, count: states.count)
        for timeline in groups.values {
            for (_, kind) in timeline.elements { isUsed[Int(kind)] = true }
        }
        var kept: [M.State] = []
        let numbers = states.indices.map { kind in
            if isUsed[kind] { kept.append(states[kind]) }
            return Int32(max(kept.count - 1, 0))
        }
        states = kept
        for group in groups.keys { groups[group]?.renumber(numbers) }
    }

    func result(of group: [String], within span: Int64?, endingAt time: Int64) -> (result: MetricResult, steps: Int) {
        let timeline = groups[MetricSight<M>.name(of: group)]
        let steps = 200 + (timeline?.count ?? 0) / 64
        let (start, isBeyond) = time.subtractingReportingOverflow(span ?? .max)
        if let missingThrough, isBeyond || start < missingThrough {
            return (MetricResult(none: "the window reaches back to events that are not kept"), steps)
        }
        let state = timeline?.sum(after: isBeyond ? .min : start, through: time, states) ?? sight.metric.emptyState
        return (sight.result(of: state), steps)
    }

    // MARK: Saving

    private struct Saved: Codable {
        var missingThrough: Int64?
        var states: [M.State]
        /// By the bytes of their names.
        var groups: [Group]
    }

    private struct Group: Codable {
        var name: String
        /// In turn: the time that has passed since the event before (for the first one, its time), and what it says.
        var events: [Int64]
    }

    func saved() throws -> String {
        let names = groups.keys.sorted { $0.lexicographicallyPrecedes($1) }
        let kept = names.map { name in
            var last: Int64 = 0
            let events = groups[name]?.elements.flatMap { time, kind in
                defer { last = time }
                return [time - last, Int64(kind)]
            }
            return Group(name: String(decoding: name, as: UTF8.self), events: events ?? [])
        }
        let saved = Saved(missingThrough: missingThrough, states: states, groups: kept)
        return String(decoding: try JSONEncoder.sortingKeys.encode(saved), as: UTF8.self)
    }

    mutating func resume(_ text: String) -> Bool {
        guard let saved = try? JSONDecoder().decode(Saved.self, from: Data(text.utf8)) else { return false }
        var kept = WindowKeeper(sight, limits)
        kept.missingThrough = saved.missingThrough
        kept.states = saved.states
        for group in saved.groups {
            var timeline = Timeline<M.State>(empty: sight.metric.emptyState)
            var time: Int64 = 0
            guard group.events.count % 2 == 0 else { return false }
            for place in stride(from: 0, to: group.events.count, by: 2) {
                let (next, isBeyond) = time.addingReportingOverflow(group.events[place])
                guard !isBeyond, place == 0 || next >= time, let kind = Int32(exactly: group.events[place + 1]),
                    saved.states.indices.contains(Int(kind))
                else { return false }
                timeline.add(next, kind, saved.states)
                time = next
            }
            kept.groups[Array(group.name.utf8)] = timeline
            kept.count += timeline.count
        }
        self = kept
        return true
    }
}
