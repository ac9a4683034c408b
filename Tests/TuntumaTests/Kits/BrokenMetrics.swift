import Tuntuma
import Synchronization

/// A metric that counts the events it is given, and can be broken in one way at a time: what the kit is tested with.
struct BreakableMetric: Metric {
    enum Fault: String, Codable, Sendable, CaseIterable {
        case mergeForgetsTheOther, mergeTakesTheLargest, mergeOfDoubles, orderMatters, jsonLosesState, foldDiffers
        case rejectedChangesState, impure, emptyIsNoIdentity, countsNothing
        case valueWithoutAnswers, noReason, zeroWidth, intervalMissesValue, outOfRange, valueIsNotANumber
    }

    struct Configuration: Codable, Sendable {
        var fault: Fault?
    }

    struct State: MetricState {
        var fault: Fault?
        var count = 0
        var sum = 0
        var decimals = 0.0

        mutating func merge(_ other: State) {
            switch fault {
            case .mergeForgetsTheOther: break
            case .mergeTakesTheLargest: count = max(count, other.count)
            case .emptyIsNoIdentity:
                count += other.count + 1
                sum += other.sum
            default:
                count += other.count
                sum += other.sum
                decimals += other.decimals
            }
        }

        enum CodingKeys: CodingKey { case fault, count, sum, decimals }

        init(fault: Fault?) { self.fault = fault }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            fault = try container.decodeIfPresent(Fault.self, forKey: .fault)
            count = try container.decode(Int.self, forKey: .count)
            sum = fault == .jsonLosesState ? 0 : try container.decode(Int.self, forKey: .sum)
            decimals = try container.decode(Double.self, forKey: .decimals)
        }
    }

    static var manifest: PluginManifest {
        PluginManifest(
            id: "breakable", kind: .metric, summary: "For the kit", sample: #"metric { plugin = "breakable" }"#)
    }

    let fault: Fault?
    private let question: Symbol
    private let calls = Calls()

    /// The hidden state of an impure metric.
    private final class Calls: Sendable {
        private let count = Mutex(0)
        func next() -> Int {
            count.withLock {
                $0 += 1
                return $0
            }
        }
    }

    init(configuration: Configuration, environment: PluginEnvironment) {
        fault = configuration.fault
        question = environment.symbols.symbol(for: "nps")
    }

    var emptyState: State { State(fault: fault) }

    func add(_ event: Event, to state: inout State) -> Uptake {
        if fault == .countsNothing { return .ignored }
        guard case .score(let score) = Scale.zeroToTen.read(event.scaleAnswer(question)) else {
            if fault == .rejectedChangesState { state.count += 1 }
            return .rejected(reason: "not on the scale 0-10")
        }
        state.count += 1
        state.sum += fault == .impure ? calls.next() : score
        if fault == .mergeOfDoubles { state.decimals += 1.1 / Double(score + 1) }
        if fault == .orderMatters { state.sum = state.sum &* 31 % 1_000_003 }
        return .counted
    }

    func fold(_ batch: EventBatch, slots: [Int32], into cells: inout [MetricCell<State>]) {
        foldEach(batch, slots: slots, into: &cells)
        if fault == .foldDiffers, !cells.isEmpty { cells[0].state.sum += 1 }
    }

    func result(of state: State) -> MetricResult {
        let honest = MetricResult.mean(
            of: Moments(count: state.count, sum: Int128(state.sum), sumOfSquares: Int128(state.sum * state.sum)),
            in: nil)
        switch fault {
        case .valueWithoutAnswers: return MetricResult(value: 0, n: state.count, interval: nil)
        case .noReason: return MetricResult(none: "", n: state.count)
        case .zeroWidth where state.count > 0:
            return MetricResult(value: 5, n: state.count, interval: Interval(lower: 5, upper: 5, method: "t"))
        case .intervalMissesValue where state.count > 0:
            return MetricResult(value: 5, n: state.count, interval: Interval(lower: 6, upper: 7, method: "t"))
        case .outOfRange where state.count > 0:
            return MetricResult(value: 5, n: state.count, interval: nil, range: 0...1)
        case .valueIsNotANumber where state.count > 0:
            return MetricResult(value: .nan, n: state.count, interval: nil)
        default: return honest
        }
    }
}
