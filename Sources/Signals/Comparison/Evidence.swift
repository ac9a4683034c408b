/// What a test says of a difference.
package struct Evidence: Equatable, Sendable {
    /// How p was found.
    package enum Method: String, Sendable {
        /// The difference is too small for its standard error to be worth an exact p; p is that of the z.
        case screen
        /// The exact conditional p of two histograms.
        case permutation
        /// The exact conditional p of the sums of clusters.
        case clusterPermutation = "cluster-permutation"
        /// The exact p under the distribution nearest to the answers that has the target as its mean.
        case tilting
        /// Student's t of the weighted difference.
        case weighted
        /// The normal p of two values with standard errors: where nothing more than these is known.
        case normal
    }

    /// The window's value minus that of the base or the target, in the metric's points.
    package var difference: Double
    /// The difference in standard errors.
    package var z: Double
    /// How likely a difference at least this large is when nothing changed; one-sided for `dropped` and `rose`.
    package var p: Double
    /// How p was found.
    package var method: Method

    /// Whether p may decide: a screened one may not.
    package var isConfirmed: Bool { method != .screen }

    package init(difference: Double, z: Double, p: Double, method: Method) {
        self.difference = difference
        self.z = z
        self.p = p
        self.method = method
    }
}
