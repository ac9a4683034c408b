import Testing

@testable import Sample

struct SplitMix64Tests {
    /// The first numbers of seed 1234567, as published on Rosetta Code ("Pseudo-random numbers/Splitmix64").
    @Test func givesThePublishedNumbers() {
        var random = SplitMix64(seed: 1_234_567)
        let numbers = (0..<5).map { _ in random.next() }
        #expect(
            numbers == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
    }

    @Test func staysWithinItsBounds() {
        var random = SplitMix64(seed: 3)
        for _ in 0..<10_000 {
            #expect((0..<7).contains(random.index(below: 7)))
            #expect((0.0..<1.0).contains(random.fraction()))
        }
        #expect(random.index(below: 0) == 0)
        #expect(random.pick([]).isEmpty)
    }

    @Test func noiseIsCentredAndAboutOneWide() {
        var random = SplitMix64(seed: 11)
        let values = (0..<20_000).map { _ in random.noise() }
        let mean = values.reduce(0, +) / 20_000
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
        #expect(abs(mean) < 0.03)
        #expect(abs(variance - 1) < 0.03)
    }
}
