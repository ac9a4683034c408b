extension Scenario {
    /// Worlds in which nothing changes (but for the season).
    package static let quiet: [Scenario] = [
        Scenario("NPS -50, 8 groups of 100", same(.net(promoters: 0.15, detractors: 0.65, answersAMonth: 100))),
        Scenario("NPS 30, 8 groups of 100", same(.net(promoters: 0.5, detractors: 0.2, answersAMonth: 100))),
        Scenario("NPS 88, 8 groups of 100", same(.net(promoters: 0.9, detractors: 0.02, answersAMonth: 100))),
        Scenario("NPS 30, 30 to 400", unequal { .net(promoters: 0.5, detractors: 0.2, answersAMonth: $0) }),
        Scenario("NPS 88, 30 to 400", unequal { .net(promoters: 0.9, detractors: 0.02, answersAMonth: $0) }),
        Scenario(
            "NPS 88, 30 in a window of 30d", same(.net(promoters: 0.9, detractors: 0.02, answersAMonth: 30)), window: 30
        ),
        Scenario("CSAT 95, 30 to 400", unequal { .share(0.95, answersAMonth: $0) }),
        Scenario("CES, four of five 7, 30 to 400", unequal { .effort(answersAMonth: $0) }),
        Scenario(
            "NPS 30, clusters of 3 (0.2)",
            same(.net(promoters: 0.5, detractors: 0.2, answersAMonth: 100).clustered(size: 3, correlation: 0.2)),
            usesClusters: true),
        Scenario(
            "NPS 30, clusters of 5 (0.3)",
            same(.net(promoters: 0.5, detractors: 0.2, answersAMonth: 100).clustered(size: 5, correlation: 0.3)),
            usesClusters: true),
        Scenario(
            "NPS 30, season of 5, against last year", same(.net(promoters: 0.5, detractors: 0.2, answersAMonth: 100)),
            against: .lastYear, season: 5),
        Scenario(
            "NPS 30 against a target of 30", same(.net(promoters: 0.5, detractors: 0.2, answersAMonth: 100)),
            against: .target(30)),
    ]

    /// What clusters do to a rule that is not told of them.
    package static let untoldClusters = Scenario(
        "the same clusters of 5, without cluster",
        same(.net(promoters: 0.5, detractors: 0.2, answersAMonth: 100).clustered(size: 5, correlation: 0.3)))

    /// Eight groups with NPS 30 in which one is to drop: 200 answers a month, 60 days against the 180 before.
    package static let slow = Scenario(
        "n 200, 60d against 180d", same(.net(promoters: 0.5, detractors: 0.2, answersAMonth: 200)))

    /// With 400 answers a month, 30 days against the 90 before.
    package static let fast = Scenario(
        "n 400, 30d against 90d", same(.net(promoters: 0.5, detractors: 0.2, answersAMonth: 400)), window: 30,
        against: .days(90))

    /// With 200 a month, against the 30 days before.
    package static let previous = Scenario(
        "n 200, 30d against previous", same(.net(promoters: 0.5, detractors: 0.2, answersAMonth: 200)), window: 30,
        against: .days(30))

    private init(
        _ name: String, _ groups: [Population], window: Int = 60, against: Against = .days(180),
        usesClusters: Bool = false, season: Double = 0
    ) {
        self.init(
            name, groups, window: window, against: against, usesClusters: usesClusters, season: season, drop: 0)
    }

    private static func same(_ population: Population) -> [Population] {
        Array(repeating: population, count: 8)
    }

    private static func unequal(_ population: (Double) -> Population) -> [Population] {
        [30, 40, 60, 80, 120, 200, 300, 400].map(population)
    }
}
