/// The rows of the level table: for which plans the worth of looks was simulated.
package struct LevelGrid: Equatable, Sendable {
    /// Windows, in looks.
    package let windows = [1, 2, 4, 7, 14, 30, 60, 90, 180, 365]
    /// How many times the window the base is. Before the first stands a base apart.
    package let ratios = [0.5, 1, 2, 3, 6, 12]
    /// Numbers of looks.
    package let looks = [30, 90, 365]
    /// The z of one look.
    package let levels = [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]

    package init() {}

    /// How many numbers there are.
    package var count: Int { windows.count * (ratios.count + 1) * looks.count * levels.count }

    /// Where a number stands.
    ///
    /// - Parameters:
    ///   - window: The place of the window.
    ///   - base: 0 for a base apart, else 1 more than the place of the ratio.
    ///   - look: The place of the number of looks.
    ///   - level: The place of the z.
    func index(_ window: Int, _ base: Int, _ look: Int, _ level: Int) -> Int {
        ((window * (ratios.count + 1) + base) * looks.count + look) * levels.count + level
    }
}
