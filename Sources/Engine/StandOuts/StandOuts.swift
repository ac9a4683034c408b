package import Tuntuma

/// The groups that differ from everybody else by more than chance explains: of those that are named at most 5 % are expected to be
/// none.
package struct StandOuts: Sendable {
    /// A group that stands out.
    package struct Group: Sendable {
        package var contrast: Contrast
        /// The group's value minus that of the rest.
        package var difference: Double
        /// Its interval; not corrected for the number of comparisons.
        package var interval: Interval
        /// p adjusted over all comparisons, see ``FalseDiscovery``.
        package var falseDiscoveryRate: Double
    }

    /// A segment that is made of the score itself: promoters, passives, detractors. It was not compared.
    package struct Echo: Hashable, Sendable {
        package var metric: String
        package var key: String
    }

    /// Groups with fewer answers are not looked at.
    package static let fewest = 10

    /// In the order of the metrics; the lowest difference first.
    package private(set) var groups: [Group] = []
    /// How many comparisons were made.
    package private(set) var comparisons = 0
    package private(set) var echoes: [Echo] = []

    /// - Parameter contrasts: All groups of all segments by all metrics; those of one metric and key follow each other.
    package init(among contrasts: [Contrast]) {
        var compared: [(contrast: Contrast, p: Double)] = []
        var rest = contrasts[...]
        while let first = rest.first {
            let segment = rest.prefix { $0.metric == first.metric && $0.key == first.key }
            rest = rest.dropFirst(segment.count)
            if Self.isEcho(segment) {
                echoes.append(Echo(metric: first.metric, key: first.key))
            } else {
                compared += Self.compared(segment)
            }
        }
        comparisons = compared.count
        let rates = FalseDiscovery.adjusted(compared.map(\.p))
        for (entry, rate) in zip(compared, rates) where rate <= FalseDiscovery.rate {
            guard let test = DifferenceTest(entry.contrast.result, entry.contrast.rest) else { continue }
            groups.append(
                Group(
                    contrast: entry.contrast, difference: test.difference, interval: test.interval(),
                    falseDiscoveryRate: rate))
        }
        let order = Dictionary(
            contrasts.enumerated().map { ($0.element.metric, $0.offset) }, uniquingKeysWith: { first, _ in first })
        groups.sort { left, right in
            let (a, b) = (left.contrast, right.contrast)
            if a.metric != b.metric { return order[a.metric, default: 0] < order[b.metric, default: 0] }
            if left.difference != right.difference { return left.difference < right.difference }
            return (a.key, a.group) < (b.key, b.group)
        }
    }

    /// The groups of a segment that can be tested. Of two groups that make up the whole, each is the other's rest: they are
    /// one comparison, told of the lower one.
    private static func compared(_ segment: ArraySlice<Contrast>) -> [(contrast: Contrast, p: Double)] {
        let tested = segment.compactMap { contrast -> (contrast: Contrast, p: Double)? in
            guard contrast.result.n >= fewest, contrast.rest.n >= fewest, let p = contrast.p else { return nil }
            return (contrast, p)
        }
        guard segment.count == 2, tested.count == 2,
            tested[0].contrast.result.n + tested[1].contrast.result.n == tested[0].contrast.whole.n
        else { return tested }
        let values = tested.map { $0.contrast.result.value ?? 0 }
        return [tested[values[1] < values[0] ? 1 : 0]]
    }

    /// Whether every score is given in one group only: then the groups are made of the scores, and say nothing of them.
    private static func isEcho(_ segment: ArraySlice<Contrast>) -> Bool {
        guard segment.count >= 2 else { return false }
        var seen: Set<String> = []
        for contrast in segment {
            let given = contrast.result.distribution.filter { $0.count > 0 }.map(\.value)
            guard !given.isEmpty, seen.isDisjoint(with: given) else { return false }
            seen.formUnion(given)
        }
        return true
    }
}
