/// The people and projects of the made-up firm: accounts with contacts and projects, each served by one unit.
struct SampleFirm {
    /// A customer organisation.
    struct Account {
        var id: String
        var unit: String
        /// What its events say of it. All of them share these.
        var attributes: [(name: String, value: String)]
        /// Its contacts, as places in ``SampleFirm/subjects``.
        var subjects: Range<Int>
        /// Its projects, as places in ``SampleFirm/projects``.
        var projects: Range<Int>
    }

    /// A person of a customer organisation.
    struct Subject {
        var id: String
        var account: Int
        var language: String
        /// Whether the person may be called; nil: has not been asked.
        var contact: Bool?
        /// How easily the person is pleased, around 0.
        var mildness: Double
    }

    /// A project, with the days on which it runs.
    struct Project {
        var id: String
        var account: Int
        var days: ClosedRange<Int>
        /// How well the project goes, around 0.
        var fortune: Double
    }

    static let units = ["helsinki", "tampere", "turku", "oulu"]
    /// How many employees each unit has. Turku is so small that its pulse is not always shown.
    static let staff = ["helsinki": 26, "tampere": 17, "turku": 6, "oulu": 13]

    private(set) var accounts: [Account] = []
    private(set) var subjects: [Subject] = []
    private(set) var projects: [Project] = []

    /// Founds the firm with as many accounts as the number of events asks for, so that people answer several times.
    init(events: Int, random: inout SplitMix64) {
        for number in 1...max(8, events / 60) {
            let share = random.fraction()
            let unit = Self.units[share < 0.4 ? 0 : share < 0.68 ? 1 : share < 0.83 ? 2 : 3]
            let segment = ["enterprise", "municipality", "sme", "sme"][random.index(below: 4)]
            let first = subjects.count
            for _ in 0..<(2 + random.index(below: 6)) {
                subjects.append(Self.subject(subjects.count + 1, account: number - 1, random: &random))
            }
            let firstProject = projects.count
            addProjects(of: number - 1, random: &random)
            accounts.append(
                Account(
                    id: "a-\(number)", unit: unit, attributes: [("segment", segment)], subjects: first..<subjects.count,
                    projects: firstProject..<projects.count))
        }
    }

    /// The project that an account has on a day, where it has one.
    func project(of account: Account, onDay day: Int) -> Project? {
        projects[account.projects].first { $0.days.contains(day) }
    }

    private static func subject(_ number: Int, account: Int, random: inout SplitMix64) -> Subject {
        let tongue = random.fraction()
        let permission = random.fraction()
        return Subject(
            id: "c-\(number)", account: account, language: tongue < 0.68 ? "fi" : tongue < 0.84 ? "sv" : "en",
            contact: permission < 0.55 ? true : permission < 0.85 ? nil : false, mildness: 0.45 * random.noise())
    }

    private mutating func addProjects(of account: Int, random: inout SplitMix64) {
        var start = -random.index(below: 150)
        while start < SampleCalendar.days {
            let end = start + 90 + random.index(below: 180)
            projects.append(
                Project(
                    id: "p-\(projects.count + 1)", account: account, days: start...end,
                    fortune: 0.4 * random.noise()))
            start = end + 20 + random.index(below: 120)
        }
    }

    /// The unit's mood on a day, around 0: what the sample is there to show.
    ///
    /// Tampere falls in February 2026 and is half recovered from April on; Oulu gets better, slowly, all the time.
    static func mood(of unit: String, onDay day: Int) -> Double {
        let progress = Double(day) / Double(SampleCalendar.days)
        switch unit {
        case "helsinki": return 0.1
        case "tampere":
            let february = SampleCalendar.firstDay(ofMonth: 13)
            let april = SampleCalendar.firstDay(ofMonth: 15)
            return day < february ? 0.15 : day < april ? -1.1 : -0.4
        case "turku": return 0.3
        default: return -0.6 + 1.1 * progress
        }
    }
}
