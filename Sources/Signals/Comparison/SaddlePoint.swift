import Foundation

/// The tilt at which n and s are what is expected of independent answers, each drawn with its own probability: the saddle
/// point of Π (1 + x y^a)^N / xⁿyˢ (Booth and Butler, *Biometrika* 77 (1990) 787-796; Skovgaard, *Journal of Applied
/// Probability* 24 (1987) 875-887).
struct SaddlePoint {
    /// ln x.
    private(set) var ofCount: Double
    /// ln y.
    private(set) var ofSum = 0.0
    /// The logarithm of Π (1 + x y^a)^N.
    private(set) var logMass = 0.0
    /// The probability that an answer is drawn, by value.
    private(set) var shares: [Double]
    /// The standard deviation of how many are drawn.
    private(set) var countDeviation = 0.0
    /// The standard deviation of their sum.
    private(set) var sumDeviation = 0.0

    private let places: [Double]
    private let counts: [Double]

    /// Finds the tilt by Newton's method on a convex function, halving steps that lead up.
    ///
    /// Should it end early, the result is a tilt all the same: what is computed with it is right, with fewer digits.
    init(places: [Int], counts: [Int], drawn: Double, sum: Double) {
        self.places = places.map(Double.init)
        self.counts = counts.map(Double.init)
        let all = self.counts.reduce(0, +)
        ofCount = log(drawn / (all - drawn))
        shares = Array(repeating: drawn / all, count: places.count)
        var height = Self.mass(ofCount, ofSum, self.places, self.counts) - ofCount * drawn - ofSum * sum
        for _ in 0..<80 {
            var (count, total) = (0.0, 0.0)
            var (countVariance, covariance, sumVariance) = (0.0, 0.0, 0.0)
            for k in places.indices {
                let share = 1 / (1 + exp(-ofCount - ofSum * self.places[k]))
                shares[k] = share
                let variance = self.counts[k] * share * (1 - share)
                count += self.counts[k] * share
                total += self.counts[k] * share * self.places[k]
                countVariance += variance
                covariance += variance * self.places[k]
                sumVariance += variance * self.places[k] * self.places[k]
            }
            countDeviation = countVariance.squareRoot()
            sumDeviation = sumVariance.squareRoot()
            let (byCount, bySum) = (count - drawn, total - sum)
            let determinant = countVariance * sumVariance - covariance * covariance
            guard byCount.magnitude + bySum.magnitude > 1e-9, determinant > 0 else { break }
            let countStep = (sumVariance * byCount - covariance * bySum) / determinant
            let sumStep = (countVariance * bySum - covariance * byCount) / determinant
            var part = 1.0
            var moved = false
            while part > 1e-6 {
                let (x, y) = (ofCount - part * countStep, ofSum - part * sumStep)
                let lower = Self.mass(x, y, self.places, self.counts) - x * drawn - y * sum
                if lower < height {
                    (ofCount, ofSum, height, moved) = (x, y, lower, true)
                    break
                }
                part /= 2
            }
            guard moved else { break }
        }
        shares = self.places.map { [ofCount, ofSum] in 1 / (1 + exp(-ofCount - ofSum * $0)) }
        logMass = Self.mass(ofCount, ofSum, self.places, self.counts)
    }

    private static func mass(_ x: Double, _ y: Double, _ places: [Double], _ counts: [Double]) -> Double {
        var sum = 0.0
        for k in places.indices {
            let exponent = x + y * places[k]
            sum += counts[k] * (max(0, exponent) + log1p(exp(-exponent.magnitude)))
        }
        return sum
    }
}
