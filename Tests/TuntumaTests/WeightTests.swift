import Testing
import Tuntuma

@Suite struct WeightTests {
    @Test(
        arguments: [
            (Value.integer(1), 10_000_000_000), (.integer(10_000), 100_000_000_000_000), (.decimal(0.5), 5_000_000_000),
            (.decimal(0.2847177143), 2_847_177_143), (.decimal(1e-10), 1),
        ] as [(Value, Int64)])
    func reads(value: Value, scaled: Int64) throws {
        #expect(try Weight(value).scaled == scaled)
    }

    @Test(
        arguments: [
            (nil, RejectedWeight.missing), (.integer(0), .notPositive), (.integer(-3), .notPositive),
            (.integer(.min), .notPositive), (.decimal(-0.1), .notPositive), (.decimal(0), .notPositive),
            (.integer(10_001), .tooLarge), (.integer(.max), .tooLarge), (.decimal(10_000.0001), .tooLarge),
            (.decimal(.infinity), .notFinite), (.decimal(.nan), .notFinite), (.decimal(1e-11), .tooSmall),
            (.text("1"), .notANumber), (.boolean(true), .notANumber), (.list(["1"]), .notANumber),
        ] as [(Value?, RejectedWeight)])
    func rejects(value: Value?, reason: RejectedWeight) {
        #expect(throws: reason) { try Weight(value) }
    }

    @Test func everyReasonIsForPeople() {
        #expect(RejectedWeight.missing.reason == "no weight")
        for reason in RejectedWeight.allCases { #expect(reason.reason.count > 5) }
    }
}
