/// One event of the sample before it has its place in the log.
struct SampleEvent {
    /// An answer, of the kinds that the sample has.
    enum Answer {
        case number(Int)
        case text(String)
        case flag(Bool)
    }

    var minute: Int
    var type = "response"
    var survey: String?
    var touchpoint: String?
    var channel: String?
    var unit: String?
    var language: String?
    var subject: String?
    var isEmployee = false
    var account: String?
    var project: String?
    var contact: Bool?
    var solicited = true
    var answers: [(question: String, value: Answer)] = []
    var attributes: [(name: String, value: String)] = []
    /// The event that this one refers to, as its place among those made.
    var refersTo: Int?
    /// How long after it happened the event came in, in minutes. It stands in the log where it came in.
    var delay = 0

    init(minute: Int) {
        self.minute = minute
    }

    /// The minute in which it came in.
    var arrival: Int { minute + delay }
    /// The year in which it came in.
    var year: Int { arrival < 365 * SampleCalendar.minutesADay ? 2025 : 2026 }

    /// The event as a line of the log, with its newline.
    /// - Parameters:
    ///   - id: The event's own id.
    ///   - reference: The id of the event it refers to.
    func line(id: String, reference: String?) -> [UInt8] {
        var line = JSONLine()
        line.add("source", "synthetic")
        line.add("id", id)
        line.add("time", SampleCalendar.text(ofMinute: minute))
        line.add("type", type)
        line.add("survey", ifPresent: survey)
        line.add("touchpoint", ifPresent: touchpoint)
        line.add("channel", ifPresent: channel)
        line.add("unit", ifPresent: unit)
        line.add("language", ifPresent: language)
        line.add("subject", ifPresent: subject)
        if isEmployee {
            line.add("respondent", "employee")
            line.add("identity", "anonymous")
        }
        line.add("account", ifPresent: account)
        line.add("project", ifPresent: project)
        if let contact {
            line.add("contact", contact)
        }
        if !solicited {
            line.add("solicited", false)
        }
        if let reference {
            line.add("re", [reference])
        }
        if !answers.isEmpty {
            line.add("answers", answersObject)
        }
        if !attributes.isEmpty {
            var object = JSONLine()
            for attribute in attributes {
                object.add(attribute.name, attribute.value)
            }
            line.add("attributes", object)
        }
        return line.line
    }

    private var answersObject: JSONLine {
        var object = JSONLine()
        for answer in answers {
            switch answer.value {
            case .number(let value): object.add(answer.question, value)
            case .text(let value): object.add(answer.question, value)
            case .flag(let value): object.add(answer.question, value)
            }
        }
        return object
    }
}
