import Testing
import Tuntuma
import TuntumaTesting

@Suite struct MetricContractTests {
    @Test func aSoundMetricPasses() throws {
        try expectMetricContract(BreakableMetric.self, configuration: .init())
    }

    @Test(arguments: BreakableMetric.Fault.allCases)
    func everyFaultIsFound(fault: BreakableMetric.Fault) {
        withKnownIssue {
            try expectMetricContract(BreakableMetric.self, configuration: .init(fault: fault))
        }
    }

    @Test func theSampleIsAlwaysTheSame() {
        let first = [EventDraft].sample
        let second = [EventDraft].sample
        #expect(first.count == 400)
        for (left, right) in zip(first, second) {
            #expect(left.id == right.id && left.project == right.project)
            #expect(left.answers.elementsEqual(right.answers, by: ==))
            #expect(left.attributes.elementsEqual(right.attributes, by: ==))
        }
        let other = [EventDraft].sample(seed: 1)
        let isOther = !zip(first, other).allSatisfy { $0.answers.elementsEqual($1.answers, by: ==) }
        #expect(isOther)
    }

    // The first numbers of the reference implementation for seed 1234567.
    @Test func splitMixGivesItsReferenceNumbers() {
        var generator = SplitMix64(seed: 1_234_567)
        let numbers = (0..<3).map { _ in generator.next() }
        #expect(numbers == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
    }
}
