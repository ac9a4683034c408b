import LuaWall
import Tuntuma

/// Tells a machine how a batch keeps its events, so that scripts read them without calling Swift. Fields that are not told
/// here (those of one byte, lists) are read by ``EventReader``.
final class EventLayout {
    private static let fields: [(name: StaticString, kind: LuaWallFieldKind, offset: Int?)] = [
        ("source", .symbol, MemoryLayout<EventRow>.offset(of: \.source)),
        ("type", .symbol, MemoryLayout<EventRow>.offset(of: \.type)),
        ("survey", .symbol, MemoryLayout<EventRow>.offset(of: \.survey)),
        ("touchpoint", .symbol, MemoryLayout<EventRow>.offset(of: \.touchpoint)),
        ("channel", .symbol, MemoryLayout<EventRow>.offset(of: \.channel)),
        ("unit", .symbol, MemoryLayout<EventRow>.offset(of: \.unit)),
        ("journey", .symbol, MemoryLayout<EventRow>.offset(of: \.journey)),
        ("language", .symbol, MemoryLayout<EventRow>.offset(of: \.language)),
        ("account", .symbol, MemoryLayout<EventRow>.offset(of: \.account)),
        ("project", .symbol, MemoryLayout<EventRow>.offset(of: \.project)),
        ("id", .text, MemoryLayout<EventRow>.offset(of: \.id)),
        ("subject", .text, MemoryLayout<EventRow>.offset(of: \.subject)),
        ("response", .text, MemoryLayout<EventRow>.offset(of: \.response)),
        ("time", .time, MemoryLayout<EventRow>.offset(of: \.time)),
        ("about", .time, MemoryLayout<EventRow>.offset(of: \.about)),
    ]

    private let known: UnsafeMutablePointer<LuaWallField>
    /// Valid as long as this object lives.
    let pointer: UnsafeMutablePointer<LuaWallLayout>

    init() {
        let fields = UnsafeMutablePointer<LuaWallField>.allocate(capacity: Self.fields.count)
        var count = 0
        for field in Self.fields {
            guard let offset = field.offset.flatMap({ UInt32(exactly: $0) }) else { continue }
            (fields + count).initialize(to: LuaWallField(name: field.name.cString, kind: field.kind, offset: offset))
            count += 1
        }
        known = fields
        pointer = .allocate(capacity: 1)
        pointer.initialize(
            to: LuaWallLayout(
                fields: fields, field_count: count,
                answers_start: Self.offset(\EventRow.answersStart), answers_count: Self.offset(\EventRow.answersCount),
                attributes_start: Self.offset(\EventRow.attributesStart),
                attributes_count: Self.offset(\EventRow.attributesCount),
                entry_size: UInt32(MemoryLayout<ValueEntry>.stride), entry_name: Self.offset(\ValueEntry.name),
                entry_kind: Self.offset(\ValueEntry.kind), entry_payload: Self.offset(\ValueEntry.payload),
                integer: ValueKind.integer.rawValue, decimal: ValueKind.decimal.rawValue,
                boolean: ValueKind.boolean.rawValue, text: ValueKind.text.rawValue))
    }

    deinit {
        pointer.deallocate()
        known.deallocate()
    }

    /// Where a stored property of fixed layout is.
    private static func offset<Root>(_ field: PartialKeyPath<Root>) -> UInt32 {
        UInt32(MemoryLayout<Root>.offset(of: field) ?? 0)
    }
}

extension Event {
    /// Calls `body` with the event as a machine reads it. Once for each call of a script.
    @inline(__always) func withLayout<Result>(_ body: (UnsafePointer<LuaWallEvent>) -> Result) -> Result {
        batch.rows.withUnsafeBytes { rows in
            batch.answers.withUnsafeBytes { answers in
                batch.attributes.withUnsafeBytes { attributes in
                    batch.bytes.withUnsafeBytes { bytes in
                        // A row exists, so its array has an address; one byte that is not read stands in for none.
                        withUnsafePointer(to: UInt8(0)) { none in
                            var event = LuaWallEvent(
                                row: rows.baseAddress.map {
                                    ($0 + row * MemoryLayout<EventRow>.stride).assumingMemoryBound(to: UInt8.self)
                                } ?? none,
                                answers: answers.baseAddress?.assumingMemoryBound(to: UInt8.self),
                                attributes: attributes.baseAddress?.assumingMemoryBound(to: UInt8.self),
                                bytes: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
                            return withUnsafePointer(to: &event) { body($0) }
                        }
                    }
                }
            }
        }
    }
}
