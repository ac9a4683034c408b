import Tuntuma

/// A histogram of a state as it is read: how often each whole number of a scale came.
struct StateHistogram {
    let scale: ClosedRange<Int>
    let bins: [Int]

    func count(in values: ClosedRange<Int>) -> Int {
        guard values.overlaps(scale) else { return 0 }
        return values.clamped(to: scale).reduce(0) { $0 &+ bins[$1 - scale.lowerBound] }
    }

    var moments: Moments {
        zip(scale, bins).reduce(into: Moments()) { moments, bin in
            let (value, count) = (Int128(bin.0), Int128(bin.1))
            moments.count &+= bin.1
            moments.sum += count * value
            moments.sumOfSquares += count * value * value
        }
    }

    var distribution: [(value: String, count: Int)] {
        zip(scale, bins).map { ("\($0)", $1) }
    }
}
