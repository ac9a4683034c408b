/// On which side of the number its meaning stands, as in `10 - extremely likely`.
package enum ScoreLabel: Sendable {
    case behind, before
}
