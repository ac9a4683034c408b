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

    /// What every event has.
    @inline(__always) static var required: UInt32 { FieldName.id.bit | FieldName.time.bit | FieldName.type.bit }
}
