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
                absent_answers: Self.offset(\EventRow.absentQuestions),
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

extension EventBatch {
    /// Calls `body` with an event of row 0 as a machine reads it.
    @inline(__always) fileprivate func withFirstRow<Result>(_ body: (LuaWallEvent) -> Result) -> Result {
        rows.withUnsafeBytes { rows in
            answers.withUnsafeBytes { answers in
                attributes.withUnsafeBytes { attributes in
                    bytes.withUnsafeBytes { bytes in
                        // A row exists, so its array has an address; one byte that is not read stands in for none.
                        withUnsafePointer(to: UInt8(0)) { none in
                            body(
                                LuaWallEvent(
                                    row: rows.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? none,
                                    answers: answers.baseAddress?.assumingMemoryBound(to: UInt8.self),
                                    attributes: attributes.baseAddress?.assumingMemoryBound(to: UInt8.self),
                                    bytes: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)))
                        }
                    }
                }
            }
        }
    }

    /// Calls `body` with events as a machine reads them. Once for some calls of a script.
    /// - Parameters:
    ///   - rows: At least one.
    ///   - place: Of the event that the calls begin with; on return of the one where they ended.
    ///   - row: Where the machine puts the row of the event at hand.
    func withLayout<Result>(
        _ rows: UnsafeBufferPointer<Int32>, from place: inout Int, row: UnsafeMutablePointer<Int32>,
        _ body: (UnsafeMutablePointer<LuaWallEvents>) -> Result?
    ) -> Result? {
        guard let first = rows.baseAddress else { return nil }
        return withFirstRow { event in
            var events = LuaWallEvents(
                first: event, row_size: MemoryLayout<EventRow>.stride, rows: first, count: rows.count, place: place,
                row: row)
            defer { place = events.place }
            return body(&events)
        }
    }
}

extension Event {
    /// Calls `body` with the event as a machine reads it. Once for each call of a script.
    @inline(__always) func withLayout<Result>(_ body: (UnsafePointer<LuaWallEvent>) -> Result) -> Result {
        batch.withFirstRow { event in
            var event = event
            event.row += row * MemoryLayout<EventRow>.stride
            return withUnsafePointer(to: &event) { body($0) }
        }
    }
}
