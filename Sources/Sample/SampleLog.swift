/// Makes the events of the sample, and puts them in the order in which they came in.
struct SampleLog {
    /// How many events are made or written between two words on how far it is.
    static let step = 4096
    /// About how many bytes are handed over at a time.
    private static let piece = 1 << 20

    private var random: SplitMix64
    private let firm: SampleFirm
    /// Every day once for each 25th of how busy it is: picking from it gives weekdays, and few days in July.
    private let busyDays: [Int]
    private var events: [SampleEvent] = []
    /// The places of the events in the order in which they came in.
    private var order: [Int] = []
    /// Of each event, what its id counts: its place in that order, from 1.
    private var numbers: [Int] = []

    /// Makes a log.
    /// - Parameters:
    ///   - count: How many lines it has; fewer than 100 are made 100.
    ///   - seed: Another seed, other people and answers.
    ///   - progress: Hears now and then how many events there are.
    init(events count: Int, seed: UInt64, progress: (_ made: Int) -> Void = { _ in }) {
        random = SplitMix64(seed: seed)
        let count = max(100, count)
        firm = SampleFirm(events: count, random: &random)
        busyDays = (0..<SampleCalendar.days).flatMap { Array(repeating: $0, count: Self.busyness(of: $0)) }
        addPulse(count / 7)
        addUnasked(count / 25)
        addInvitationsAndInteractions(count / 12)
        addPromises(count / 100)
        let references = count / 60
        // The last line is the duplicate.
        while events.count < count - references - 1 {
            addResponse()
            if events.count % Self.step == 0 { progress(events.count) }
        }
        addReferences(references)
        putInOrder()
    }

    private mutating func putInOrder() {
        order = events.indices.sorted { (events[$0].arrival, $0) < (events[$1].arrival, $1) }
        numbers = Array(repeating: 0, count: events.count)
        for (place, index) in order.enumerated() { numbers[index] = place + 1 }
    }

    private static func busyness(of day: Int) -> Int {
        if SampleCalendar.isWeekend(day) {
            return 2
        }
        switch SampleCalendar.date(ofDay: day).month % 12 {
        case 6: return 7
        case 11: return 17
        default: return 25
        }
    }

    /// The years that have lines.
    static let years = [2025, 2026]

    /// Hands over the lines of a year, in the order in which the events came in, about 1 MiB at a time.
    ///
    /// One line of the first year stands there twice: a sender that was not sure. One event came in two months late.
    /// - Parameter sink: Takes whole lines, and how many of them.
    func writeLines(of year: Int, to sink: (_ lines: [UInt8], _ count: Int) throws -> Void) rethrows {
        let repeated = order[order.count / 3]
        var lines: [UInt8] = []
        var count = 0
        for index in order where events[index].year == year {
            let line = events[index].line(id: id(of: index), reference: events[index].refersTo.map(id))
            for _ in 0..<(index == repeated ? 2 : 1) {
                lines += line
                count += 1
            }
            guard lines.count >= Self.piece else { continue }
            try sink(lines, count)
            lines.removeAll(keepingCapacity: true)
            count = 0
        }
        if count > 0 { try sink(lines, count) }
    }

    private func id(of index: Int) -> String {
        Self.id(numbers[index], of: events[index].type)
    }

    private static func id(_ number: Int, of type: String) -> String {
        let digits = "\(number)"
        return type.prefix(1) + "-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }

    // MARK: - Responses of customers

    /// A minute of a busy day, between 8 and 18 in Finland.
    private mutating func officeMinute() -> Int {
        let day = busyDays[random.index(below: busyDays.count)]
        return day * SampleCalendar.minutesADay + 5 * 60 + random.index(below: 600)
    }

    /// An event of a customer; `mood` is how the person feels about the firm then.
    private mutating func customerEvent() -> (event: SampleEvent, mood: Double) {
        let subject = firm.subjects[random.index(below: firm.subjects.count)]
        let account = firm.accounts[subject.account]
        var event = SampleEvent(minute: officeMinute())
        let day = event.minute / SampleCalendar.minutesADay
        event.subject = subject.id
        event.language = subject.language
        event.contact = subject.contact
        event.account = account.id
        event.unit = account.unit
        event.attributes = account.attributes
        var mood = SampleFirm.mood(of: account.unit, onDay: day) + subject.mildness
        if let project = firm.project(of: account, onDay: day) {
            event.project = project.id
            mood += project.fortune
        }
        return (event, mood)
    }

    private mutating func addResponse() {
        var (event, mood) = customerEvent()
        let kind = random.fraction()
        event.channel = random.pick(["email", "email", "email", "web", "sms"])
        if kind < 0.3 {
            event.survey = "nps"
            event.touchpoint = random.pick(["marketing", "offer", "kickoff", "steering-group"])
            event.answers = [("nps", score(8.1 + 1.6 * mood, spread: 1.5, on: 0...10))]
        } else if kind < 0.52 {
            event.survey = "csat"
            event.touchpoint = "support"
            let satisfaction = score(4.1 + 0.8 * mood, spread: 0.8, on: 1...5)
            let solved = random.chance(mood > -0.4 ? 0.78 : 0.4)
            event.answers = [("csat", satisfaction), ("solved-at-first-contact", .flag(solved))]
        } else if kind < 0.72 || event.project == nil {
            event.survey = "ces"
            event.touchpoint = random.pick(["invoice", "support"])
            event.answers = [("ces", score(5.5 + 1.1 * mood, spread: 1.2, on: 1...7))]
        } else {
            event.survey = "project"
            event.touchpoint = random.pick(["steering-group", "weekly-report", "go-live", "go-live"])
            event.answers = projectAnswers(mood)
        }
        if random.chance(0.4) {
            let comment = SampleComments.comment(
                language: event.language ?? "en", tone: Self.tone(mood + 0.4 * random.noise()),
                touchpoint: event.touchpoint, random: &random)
            event.answers.append(("comment", .text(comment)))
        }
        events.append(event)
    }

    private mutating func projectAnswers(_ mood: Double) -> [(question: String, value: SampleEvent.Answer)] {
        var answers: [(question: String, value: SampleEvent.Answer)] = []
        // The schedule is what the firm's customers are least happy with.
        for (item, centre) in [("goals", 4.1), ("communication", 3.8), ("schedule", 3.4), ("expertise", 4.4)]
        where random.chance(0.95) {
            answers.append((item, score(centre + 0.8 * mood, spread: 0.7, on: 1...5)))
        }
        answers.append(("recommend", score(8.0 + 1.6 * mood, spread: 1.3, on: 0...10)))
        let kept = random.fraction() - 0.3 * mood
        answers.append(("promise-kept", .text(kept < 0.7 ? "yes" : kept < 0.88 ? "partly" : "no")))
        return answers
    }

    private mutating func score(_ centre: Double, spread: Double, on scale: ClosedRange<Int>) -> SampleEvent.Answer {
        let value = Int((centre + spread * random.noise()).rounded())
        return .number(min(max(value, scale.lowerBound), scale.upperBound))
    }

    private static func tone(_ mood: Double) -> SampleComments.Tone {
        mood < -0.55 ? .bad : mood < 0.1 ? .middling : .good
    }

    // MARK: - Other events

    /// The employees' pulse, in the first week of each month. It is anonymous: no subject.
    private mutating func addPulse(_ count: Int) {
        let staff = SampleFirm.units.flatMap { Array(repeating: $0, count: SampleFirm.staff[$0, default: 0]) }
        for number in 0..<count {
            let first = SampleCalendar.firstDay(ofMonth: number % SampleCalendar.monthLengths.count)
            let minute = (first + random.index(below: 7)) * SampleCalendar.minutesADay + 360 + random.index(below: 540)
            var event = SampleEvent(minute: minute)
            event.survey = "pulse"
            event.channel = "web"
            event.isEmployee = true
            let unit = random.pick(staff)
            event.unit = unit
            let mood = 0.6 * SampleFirm.mood(of: unit, onDay: first)
            event.answers = [
                ("enps", score(7.6 + 1.5 * mood, spread: 1.6, on: 0...10)),
                ("wellbeing", score(3.8 + 0.7 * mood, spread: 0.8, on: 1...5)),
            ]
            events.append(event)
        }
    }

    /// Feedback from the firm's web page that nobody asked for; some of it from people who do not say who they are.
    private mutating func addUnasked(_ count: Int) {
        for _ in 0..<count {
            var (event, mood) = customerEvent()
            event.channel = "web"
            event.solicited = false
            if random.chance(0.5) {
                event.subject = nil
                event.account = nil
                event.project = nil
                event.contact = nil
                event.attributes = []
            }
            if random.chance(0.2) {
                event.unit = nil
            }
            // Who writes unasked is more often cross.
            let comment = SampleComments.comment(
                language: event.language ?? "fi", tone: Self.tone(mood - 0.4), touchpoint: nil, random: &random)
            event.answers = [("comment", .text(comment))]
            events.append(event)
        }
    }

    private mutating func addInvitationsAndInteractions(_ count: Int) {
        for _ in 0..<count {
            var (event, _) = customerEvent()
            event.contact = nil
            if random.chance(0.5) {
                event.type = "invitation"
                event.survey = random.pick(["nps", "csat", "ces", "project"])
                event.channel = "email"
            } else {
                event.type = "interaction"
                event.touchpoint = random.pick(["offer", "steering-group", "support"])
                event.channel = random.pick(["phone", "meeting"])
            }
            events.append(event)
        }
    }

    private mutating func addPromises(_ count: Int) {
        for _ in 0..<count {
            var (event, mood) = customerEvent()
            event.type = "promise"
            event.contact = nil
            let broken = random.chance(mood < -0.5 ? 0.6 : 0.2)
            event.attributes += [
                ("outcome", broken ? "broken" : "kept"),
                (
                    "promise",
                    random.pick(["uusi aikataulu", "vastaus perjantaiksi", "ny tidsplan", "a corrected invoice"])
                ),
            ]
            events.append(event)
        }
        var improvement = SampleEvent(minute: SampleCalendar.firstDay(ofMonth: 15) * SampleCalendar.minutesADay + 480)
        improvement.type = "improvement"
        improvement.unit = "tampere"
        improvement.attributes = [("what", "Every project has a named deputy for its manager")]
        events.append(improvement)
        // A card that lay in a drawer: answered in November 2025, typed in in January 2026.
        var (late, _) = customerEvent()
        late.minute = SampleCalendar.firstDay(ofMonth: 10) * SampleCalendar.minutesADay + 600
        late.delay = 75 * SampleCalendar.minutesADay
        late.project = nil
        late.survey = "nps"
        late.touchpoint = "kickoff"
        late.channel = "paper"
        late.answers = [("nps", .number(6)), ("comment", .text("Kortti jäi laatikkoon."))]
        events.append(late)
    }

    /// Corrections (two of three) and withdrawals of answers given a few days before.
    private mutating func addReferences(_ count: Int) {
        let scored = events.indices.filter { events[$0].survey == "nps" && events[$0].type == "response" }
        let lastMinute = SampleCalendar.days * SampleCalendar.minutesADay - 1
        for number in 0..<count where !scored.isEmpty {
            // Spread over the log, each event at most once where there are enough of them.
            let target = scored[number * scored.count / count]
            let original = events[target]
            let later = original.minute + original.delay + 60 + random.index(below: 4 * SampleCalendar.minutesADay)
            var event = SampleEvent(minute: min(later, lastMinute))
            event.refersTo = target
            if number % 3 == 2 {
                event.type = "withdrawal"
            } else {
                event.type = "correction"
                event.answers = original.answers
                event.answers[0].value = .number(5 + random.index(below: 6))
            }
            events.append(event)
        }
    }
}
