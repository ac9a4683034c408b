import Tuntuma

/// A test of whether a window differs from what it is compared with. One value is one comparison at one look.
package protocol ChangeTest: Sendable {
    /// The window's value minus the other, in the metric's points.
    var difference: Double { get }
    /// The difference in standard errors.
    var z: Double { get }
    /// Answers in the window.
    var n: Int { get }
    /// Answers in the base; nil for a fixed target.
    var baseCount: Int? { get }

    /// The p that decides, and how it was found. Called for differences that pass the screen.
    ///
    /// - Parameter upward: Whether the p is that of a difference as high (else as low) as this one.
    func confirmed(upward: Bool) -> (p: Double, method: Evidence.Method)
}

extension ChangeTest {
    /// What the test says.
    ///
    /// - Parameters:
    ///   - direction: Which change counts. `changed` doubles the smaller one-sided p.
    ///   - screen: From how many standard errors on, in the direction asked for, p is confirmed. 0 confirms every
    ///     difference in that direction, -∞ every difference.
    package func evidence(_ direction: Direction, screen: Double = 0) -> Evidence {
        let upward = direction == .rose || (direction == .changed && z > 0)
        let toward = upward ? z : -z
        let sides = direction == .changed ? 2.0 : 1.0
        guard toward >= screen else {
            let p = NormalDistribution.probability(below: -toward)
            return Evidence(difference: difference, z: z, p: min(1, sides * p), method: .screen)
        }
        let (p, method) = confirmed(upward: upward)
        return Evidence(difference: difference, z: z, p: min(1, sides * p), method: method)
    }
}
