/// What a window is compared with, as far as it matters for how alike two looks are.
package enum Base: Hashable, Sendable {
    /// The days before the window, which move with it: `against = "180d"`; as many as the window has for "previous".
    case before(days: Int)
    /// Nothing that the window's own days turn into: the same days a year before, another touchpoint, a fixed target.
    case apart
}
