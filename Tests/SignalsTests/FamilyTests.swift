import Testing
import Tuntuma
import TuntumaTesting

@testable import Signals

/// Several groups at one look.
@Suite struct FamilyTests {
    private func levels(_ family: Family, _ p: [Double], _ level: Double) -> [Double?] {
        family.levels(p.map { _ in true }, level: { level * $0 }, isChange: { p[$0] <= $1 })
    }

    /// With a level of 5 % shared in proportion, one level of groups is Holm's correction.
    @Test func oneLevelIsHolm() {
        var random = SplitMix64(seed: 3)
        for _ in 0..<200 {
            let count = Int.random(in: 1...9, using: &random)
            let p = (0..<count).map { _ in Double.random(in: 0...0.05, using: &random) }
            let levels = levels(Family(groups: count), p, 0.05)
            let corrected = HolmCorrection.corrected(p)
            for group in 0..<count {
                #expect((p[group] <= (levels[group] ?? 0)) == (corrected[group] <= 0.05))
            }
        }
    }

    @Test func partsAreLookedAtWhenTheWholeChanged() throws {
        // The country, north and south; two towns in the north, one in the south.
        let family = try #require(Family(parents: [nil, 0, 0, 1, 1, 2]))
        let quiet = levels(family, [0.2, 0.0001, 0.0001, 0.0001, 0.0001, 0.0001], 0.05)
        #expect(quiet == [0.05, nil, nil, nil, nil, nil])
        let north = levels(family, [0.01, 0.001, 0.5, 0.001, 0.4, 0.0001], 0.06)
        #expect(north[0] == 0.06)
        #expect(north[5] == nil, "the south did not change, so its town is not looked at")
        // The first town explains its third of the budget: the others share what it had.
        #expect(north[3] != nil)
        #expect((north[4] ?? 0) > 0.06 / 3)
    }

    @Test func aTreeHasItsParentsFirst() {
        #expect(Family(parents: [1, nil]) == nil)
        #expect(Family(parents: [0]) == nil)
        #expect(Family(parents: [-1]) == nil)
        #expect(levels(Family(groups: 0), [], 0.05).isEmpty)
    }

    /// Holm's correction, which the families are held against, worked by hand: 0.01 * 4, then never less than the one before, never
    /// above 1.
    @Test func holmByHand() {
        for (corrected, expected) in zip(HolmCorrection.corrected([0.04, 0.01, 0.03, 0.5]), [0.09, 0.04, 0.09, 0.5]) {
            #expect(abs(corrected - expected) < 1e-12)
        }
        #expect(HolmCorrection.corrected([]) == [])
        #expect(HolmCorrection.corrected([0.9, 0.8]) == [1, 1])
    }
}
