import Tuntuma

/// The fields that the host knows at the top of an event.
enum FieldName: UInt8 {
    // Names that repeat from event to event: most of an event's fields.
    case type, survey, touchpoint, channel, unit, journey, language, account, project, source
    case id, time, subject, answers, attributes, respondent, references, response, revision, status
    case about, identity, contact, solicited, specversion, data, dataBase64

    /// Whether the value is a name that repeats, which becomes a symbol.
    @inline(__always) var isSymbol: Bool { rawValue <= FieldName.source.rawValue }

    /// How many they are: the first ones.
    static let symbolCount = Int(FieldName.source.rawValue) + 1

    /// All fields with their names in the log.
    static let names: [(name: String, field: FieldName)] = [
        ("id", .id), ("source", .source), ("time", .time), ("type", .type), ("survey", .survey),
        ("touchpoint", .touchpoint), ("channel", .channel), ("unit", .unit), ("journey", .journey),
        ("language", .language), ("respondent", .respondent), ("subject", .subject), ("account", .account),
        ("project", .project), ("re", .references), ("response", .response), ("revision", .revision),
        ("status", .status), ("about", .about), ("identity", .identity), ("contact", .contact),
        ("solicited", .solicited), ("answers", .answers), ("attributes", .attributes),
        ("specversion", .specversion), ("data", .data), ("data_base64", .dataBase64),
    ]

    /// What the log calls the field.
    var name: String {
        FieldName.names.first { $0.field == self }?.name ?? ""
    }

    /// The field's bit in a set of fields.
    @inline(__always) var bit: UInt32 { 1 &<< UInt32(rawValue) }

    /// Where in an event's row the field's value is, in bytes; 0 where it is not one value.
    var offset: Int {
        let place =
            switch self {
            case .type: MemoryLayout<EventRow>.offset(of: \.type)
            case .survey: MemoryLayout<EventRow>.offset(of: \.survey)
            case .touchpoint: MemoryLayout<EventRow>.offset(of: \.touchpoint)
            case .channel: MemoryLayout<EventRow>.offset(of: \.channel)
            case .unit: MemoryLayout<EventRow>.offset(of: \.unit)
            case .journey: MemoryLayout<EventRow>.offset(of: \.journey)
            case .language: MemoryLayout<EventRow>.offset(of: \.language)
            case .account: MemoryLayout<EventRow>.offset(of: \.account)
            case .project: MemoryLayout<EventRow>.offset(of: \.project)
            case .source: MemoryLayout<EventRow>.offset(of: \.source)
            case .id: MemoryLayout<EventRow>.offset(of: \.id)
            case .subject: MemoryLayout<EventRow>.offset(of: \.subject)
            case .response: MemoryLayout<EventRow>.offset(of: \.response)
            case .time: MemoryLayout<EventRow>.offset(of: \.time)
            case .about: MemoryLayout<EventRow>.offset(of: \.about)
            default: 0
            }
        return place ?? 0
    }

    /// What the hash of the field's value counts times in the hash of the event.
    @inline(__always) var factor: UInt64 { ByteHash.factor(ByteHash.mix(UInt64(rawValue), 0)) }

    /// What every event has.
    @inline(__always) static var required: UInt32 { FieldName.id.bit | FieldName.time.bit | FieldName.type.bit }
}
