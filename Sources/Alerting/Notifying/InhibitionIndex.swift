/// The alerts that fire and are the source of an inhibition, found by the labels in which a target must be like them.
struct InhibitionIndex: Sendable {
    private let inhibitions: [Inhibition]
    /// For each inhibition, by the values of its `equal` labels.
    private var sources: [[Labels: Set<Labels>]]

    init(_ inhibitions: [Inhibition]) {
        self.inhibitions = inhibitions
        sources = Array(repeating: [:], count: inhibitions.count)
    }

    /// Takes note of an alert that fires, or no longer does.
    /// - Returns: Whether it is a source.
    mutating func note(_ labels: Labels, fires: Bool) -> Bool {
        var isSource = false
        for (index, inhibition) in inhibitions.enumerated() where inhibition.source.holds(for: labels) {
            isSource = true
            let shared = labels.picked(inhibition.equal)
            if fires {
                sources[index][shared, default: []].insert(labels)
            } else {
                sources[index][shared]?.remove(labels)
                if sources[index][shared]?.isEmpty ?? false { sources[index][shared] = nil }
            }
        }
        return isSource
    }

    /// The labels of an alert that fires and keeps one quiet, the least of several; nil: there is none.
    func inhibitor(of labels: Labels) -> Labels? {
        var least: Labels?
        for (index, inhibition) in inhibitions.enumerated() where inhibition.target.holds(for: labels) {
            for other in sources[index][labels.picked(inhibition.equal)] ?? []
            where inhibition.inhibits(labels, by: other) && least.map({ other < $0 }) ?? true {
                least = other
            }
        }
        return least
    }
}
