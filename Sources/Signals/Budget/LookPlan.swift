/// What is compared with what, and how often.
package struct LookPlan: Hashable, Sendable {
    /// The window's days.
    package let window: Int
    /// What it is compared with.
    package let base: Base
    /// Days from one look to the next.
    package let every: Int

    /// Makes a plan; nil unless all days are from 1 to ten years.
    package init?(window: Int, base: Base, every: Int = 1) {
        let days = 1...3650
        guard days.contains(window), days.contains(every) else { return nil }
        if case .before(let before) = base, !days.contains(before) { return nil }
        self.window = window
        self.base = base
        self.every = every
    }

    /// The window in looks: how many of them a day's answers stay in it.
    var windowInLooks: Double { max(1, Double(window) / Double(every)) }

    /// How many times the window the base is; nil for one apart.
    var ratio: Double? {
        guard case .before(let days) = base else { return nil }
        return Double(days) / Double(window)
    }
}
