import Testing
import Tuntuma
import Workspace

@testable import Changes

struct LookChartTests {
    /// A metric that lies at one share for so many weeks and at another from then on; a hundred answers a week.
    private static func weeks(_ usual: Int, then later: Int, from week: Int) -> (ClosedRange<Int>) -> MetricResult {
        { days in
            // The last day is the 181st, the end of week 25 (from 0).
            .share(days.upperBound / 7 >= week ? later : usual, of: 100)
        }
    }

    @Test(arguments: LookChart.Kind.allCases.map(\.rawValue))
    func aLargeChangeIsASignal(_ name: String) throws {
        let chart = try LookChart(name, [:])
        #expect(chart.reading(upTo: 181, Self.weeks(60, then: 30, from: 25)).isSignal)
        #expect(!chart.reading(upTo: 181, Self.weeks(60, then: 62, from: 25)).isSignal)
        let reading = chart.reading(upTo: 181, Self.weeks(60, then: 60, from: 0))
        #expect(!reading.isSignal && reading.lower != nil && reading.upper != nil)
    }

    /// What a single period cannot show, a sum and a mean over periods can.
    @Test func aSmallChangeThatLastsIsFoundByTheChartsForIt() throws {
        let drift = Self.weeks(60, then: 50, from: 16)
        #expect(try !LookChart("xbar", [:]).reading(upTo: 181, drift).isSignal)
        #expect(try LookChart("ewma", [:]).reading(upTo: 181, drift).isSignal)
        let sum = try LookChart("cusum", [:]).reading(upTo: 181, drift)
        #expect(sum.isSignal && sum.value ?? 0 < -5)
    }

    @Test func withoutAnswersThereIsNoSignal() throws {
        for kind in LookChart.Kind.allCases {
            let reading = try LookChart(kind.rawValue, [:]).reading(upTo: 181) { _ in
                MetricResult(none: MetricResult.noAnswers)
            }
            #expect(!reading.isSignal && reading.value == nil && reading.centre == nil)
        }
    }

    @Test func mistakesAreTold() {
        func problem(_ name: String, _ settings: [String: Double]) -> String? {
            do throws(ChartError) {
                _ = try LookChart(name, settings)
                return nil
            } catch {
                return error.problem
            }
        }
        #expect(problem("ewam", [:])?.contains("did you mean \"ewma\"?") == true)
        #expect(problem("ewma", ["wieght": 1])?.contains("did you mean \"weight\"?") == true)
        #expect(problem("ewma", ["weight": 2])?.contains("weight: expected a number from") == true)
        #expect(problem("ewma", ["usual": 26])?.contains("usual: expected fewer than periods (26)") == true)
        #expect(problem("ewma", ["days": .nan]) != nil)
    }
}
