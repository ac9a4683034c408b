import Testing
import Tuntuma

@Suite struct DistributionTests {
    @Test(arguments: [
        (0.975, 1.959963984540054), (0.95, 1.644853626951472), (0.995, 2.575829303548901), (0.5, 0),
        (0.025, -1.959963984540054),
    ])
    func normalQuantiles(probability: Double, expected: Double) {
        #expect(isClose(NormalDistribution.quantile(probability), expected, within: 1e-14))
    }

    @Test(arguments: [(0.0, 0.5), (1.959963984540054, 0.975), (-1.959963984540054, 0.025), (1, 0.841344746068543)])
    func normalProbabilities(value: Double, expected: Double) {
        #expect(isClose(NormalDistribution.probability(below: value), expected, within: 1e-14))
    }

    // Printed in every table of t: 12.706, 4.303, 2.571, 2.228, 2.042 for two-sided 95 %.
    @Test(arguments: [(1.0, 12.706), (2, 4.303), (5, 2.571), (10, 2.228), (30, 2.042)])
    func studentQuantiles(degreesOfFreedom: Double, expected: Double) {
        let quantile = StudentDistribution.quantile(0.975, degreesOfFreedom: degreesOfFreedom)
        #expect(isClose(quantile, expected, within: 0.0005))
    }

    // With one degree of freedom t is Cauchy's, with two it has a closed form as well.
    @Test func studentQuantilesWithAClosedForm() {
        let p = 0.975
        #expect(isClose(StudentDistribution.quantile(p, degreesOfFreedom: 1), 12.706204736174698, within: 1e-11))
        let second = 2 * (p - 0.5) * (2 / (4 * p * (1 - p))).squareRoot()
        #expect(isClose(StudentDistribution.quantile(p, degreesOfFreedom: 2), second, within: 1e-12))
    }

    @Test func studentTendsToNormal() {
        let student = StudentDistribution.quantile(0.975, degreesOfFreedom: 1e12)
        #expect(isClose(student, NormalDistribution.quantile(0.975)))
        #expect(StudentDistribution.quantile(0.975, degreesOfFreedom: .infinity) == NormalDistribution.quantile(0.975))
    }

    @Test func quantileAndProbabilityAreInverse() {
        for step in 1..<200 {
            let p = Double(step) / 200
            #expect(isClose(NormalDistribution.probability(below: NormalDistribution.quantile(p)), p, within: 1e-14))
        }
    }

    @Test(arguments: [-0.1, 1.1, .nan, .infinity, -.infinity] as [Double])
    func whatIsNoProbabilityHasNoQuantile(value: Double) {
        #expect(NormalDistribution.quantile(value).isNaN)
        #expect(StudentDistribution.quantile(value, degreesOfFreedom: 5).isNaN)
    }

    @Test(arguments: [0, -1, .nan, -.infinity] as [Double])
    func whatAreNoDegreesOfFreedomHaveNoQuantile(degreesOfFreedom: Double) {
        #expect(StudentDistribution.quantile(0.975, degreesOfFreedom: degreesOfFreedom).isNaN)
    }

    @Test func endsAreInfinite() {
        #expect(NormalDistribution.quantile(0) == -.infinity)
        #expect(NormalDistribution.quantile(1) == .infinity)
        #expect(StudentDistribution.quantile(0, degreesOfFreedom: 3) == -.infinity)
        #expect(StudentDistribution.quantile(1, degreesOfFreedom: 3) == .infinity)
        #expect(NormalDistribution.probability(below: .infinity) == 1)
        #expect(NormalDistribution.probability(below: -.infinity) == 0)
        #expect(NormalDistribution.probability(below: .nan).isNaN)
    }

    /// SciPy 1.17, `t.cdf`.
    @Test(
        arguments: [(-2.5, 7, 0.020496109292876444), (-4.2, 3.5, 0.009035306882671389), (1, 30, 0.8373456922869849)]
            as [(Double, Double, Double)])
    func studentProbabilities(value: Double, degreesOfFreedom: Double, expected: Double) {
        let p = StudentDistribution.probability(below: value, degreesOfFreedom: degreesOfFreedom)
        #expect(isClose(p, expected, within: 1e-13))
        #expect(
            isClose(
                StudentDistribution.probability(below: value, degreesOfFreedom: .infinity),
                NormalDistribution.probability(below: value)))
    }

    /// SciPy 1.17, `beta.ppf`.
    @Test(
        arguments: [
            (0.99, 4, 47, 0.18720925616529482), (0.025, 0.5, 0.5, 0.001541333133436012),
            (0.5, 2, 3, 0.3857275681323895),
        ] as [(Double, Double, Double, Double)])
    func betaQuantiles(probability: Double, first: Double, second: Double, expected: Double) {
        #expect(isClose(BetaDistribution.quantile(probability, shapes: first, second), expected, within: 1e-12))
    }

    @Test func whatHasNoProbabilityIsNotANumber() {
        #expect(StudentDistribution.probability(below: .nan, degreesOfFreedom: 5).isNaN)
        #expect(StudentDistribution.probability(below: 1, degreesOfFreedom: 0).isNaN)
        #expect(StudentDistribution.probability(below: -.infinity, degreesOfFreedom: 5) == 0)
        #expect(BetaDistribution.quantile(1.5, shapes: 2, 2).isNaN)
        #expect(BetaDistribution.quantile(0.5, shapes: 0, 2).isNaN)
        #expect(BetaDistribution.quantile(0.5, shapes: 2, .infinity).isNaN)
    }
}
