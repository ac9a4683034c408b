import Tuntuma
import Workspace

/// Where a row of a batch keeps a field, and how.
enum RowPlace {
    /// A field of few values, kept as one byte: what each byte stands for. Bytes that are not listed mean "not given".
    struct ByteValue {
        var byte: UInt8
        var setting: Setting
    }

    case symbol(UInt16)
    case byte(UInt16, [ByteValue])
    case text(UInt16)
    case time(UInt16)
    case revision

    init(_ name: EventField.Name) {
        switch name {
        case .source: self = .symbol(Self.offset(\.source))
        case .type: self = .symbol(Self.offset(\.type))
        case .survey: self = .symbol(Self.offset(\.survey))
        case .touchpoint: self = .symbol(Self.offset(\.touchpoint))
        case .channel: self = .symbol(Self.offset(\.channel))
        case .unit: self = .symbol(Self.offset(\.unit))
        case .journey: self = .symbol(Self.offset(\.journey))
        case .language: self = .symbol(Self.offset(\.language))
        case .account: self = .symbol(Self.offset(\.account))
        case .project: self = .symbol(Self.offset(\.project))
        case .id: self = .text(Self.offset(\.id))
        case .subject: self = .text(Self.offset(\.subject))
        case .response: self = .text(Self.offset(\.response))
        case .time: self = .time(Self.offset(\.time))
        case .about: self = .time(Self.offset(\.about))
        case .revision: self = .revision
        case .respondent:
            self = .byte(
                Self.offset(\.respondent),
                Respondent.allCases.map { ByteValue(byte: $0.rawValue, setting: .text($0.name)) })
        case .status:
            self = .byte(Self.offset(\.status), Self.texts([(0, "complete"), (1, "partial")]))
        case .identity:
            self = .byte(
                Self.offset(\.identity), Self.texts([(1, "anonymous"), (2, "pseudonymous"), (3, "named")]))
        case .contact: self = .byte(Self.offset(\.contact), Self.truth)
        case .solicited: self = .byte(Self.offset(\.solicited), Self.truth)
        }
    }

    private static var truth: [ByteValue] {
        [ByteValue(byte: 0, setting: .boolean(false)), ByteValue(byte: 1, setting: .boolean(true))]
    }

    private static func texts(_ values: [(UInt8, String)]) -> [ByteValue] {
        values.map { ByteValue(byte: $0.0, setting: .text($0.1)) }
    }

    private static func offset<Field>(_ field: KeyPath<EventRow, Field>) -> UInt16 {
        UInt16(MemoryLayout<EventRow>.offset(of: field) ?? 0)
    }
}
