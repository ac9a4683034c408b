import Memory
import Tuntuma
import Workspace

/// What looks at events for the metrics that rules ask, on one worker. A metric that several rules ask in the same way is
/// observed once.
final class RuleObservers {
    private var observers: [(definition: String, observer: any MetricObserver)] = []
    /// By rule: the places of its observers; nil for a rule that asks no metrics.
    private let places: [[Int]?]
    /// What was observed of the batch at hand.
    private var observed: [(any MetricObservations)?]

    /// - Parameter running: The places of the rules that run here.
    init(_ rules: RuleSet, running: [Int]) {
        var observers: [(definition: String, observer: any MetricObserver)] = []
        places = rules.entries.enumerated().map { number, entry in
            guard running.contains(number), let requests = entry.rule.memory?.metrics, !requests.isEmpty,
                requests.allSatisfy({ $0.source != nil })
            else { return nil }
            return requests.compactMap(\.source).map { source in
                if let known = observers.firstIndex(where: { $0.definition == source.definition }) { return known }
                observers.append((source.definition, source.makeObserver()))
                return observers.count - 1
            }
        }
        self.observers = observers
        observed = observers.map { _ in nil }
    }

    /// Makes ready for another batch.
    func forget() {
        for place in observed.indices { observed[place] = nil }
    }

    /// What the events of some rows say to the metrics that a rule asks; nil where it asks none.
    func intake(_ rule: Int, _ batch: EventBatch, rows: [Int32]) -> MetricIntake? {
        guard let places = places[rule] else { return nil }
        return MetricIntake(
            places.map { place in
                if let known = observed[place] { return known }
                let made = observers[place].observer.observe(batch, rows: rows)
                observed[place] = made
                return made
            })
    }
}
