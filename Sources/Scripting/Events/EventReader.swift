import LuaWall
import Suggestions
import Tuntuma

/// Reads an event for a script: `event.unit`, `event.answers.nps`, `event.attributes.segment`.
///
/// What a name means is found out once for a machine: later reads of it go by the machine's number for the name.
final class EventReader {
    /// The ids of the host's objects.
    static let event: UInt32 = 0
    static let answers: UInt32 = 1
    static let attributes: UInt32 = 2

    private enum Field {
        case named(EventField.Name)
        case answers
        case attributes
        case references
    }

    /// The event at hand; nil while a file is loaded.
    var current: Event? { batch.map { Event(batch: $0, row: Int(row.pointee)) } }
    private var batch: EventBatch?
    /// The row of the event at hand: in memory of its own, so that a machine that goes from event to event can say where it is.
    let row: UnsafeMutablePointer<Int32>
    private let fields = KeyTable<Field>()
    private let symbols = KeyTable<Symbol>()
    private var table: SymbolTable?

    init() {
        row = .allocate(capacity: 1)
        row.initialize(to: 0)
    }

    deinit { row.deallocate() }

    /// Sets the event at hand. Once for each call of a script: keeps the batch, not the event, so that the events of one batch
    /// cost nothing.
    /// - Returns: Whether its symbols belong to another table than those of the event before.
    @inline(__always) func set(_ event: Event) -> Bool {
        row.pointee = Int32(truncatingIfNeeded: event.row)
        return set(event.batch)
    }

    /// Sets the batch at hand, whose rows the machine says itself.
    @inline(__always) func set(_ batch: EventBatch) -> Bool { self.batch === batch ? false : change(to: batch) }

    private func change(to batch: EventBatch) -> Bool {
        self.batch = batch
        if table === batch.symbols { return false }
        let changed = table != nil
        table = batch.symbols
        symbols.forget()
        return changed
    }

    /// The time of the event in seconds since 1970 UTC: whole, or with milliseconds as a fraction.
    static func seconds(_ time: Timestamp) -> LuaWallValue {
        let (seconds, rest) = time.milliseconds.quotientAndRemainder(dividingBy: 1000)
        return rest == 0 ? .integer(seconds) : .decimal(Double(time.milliseconds) / 1000)
    }

    func read(_ object: UInt32, _ name: FieldName, _ scratch: Scratch) throws(HostRefusal) -> LuaWallValue {
        guard let event = current else { throw HostRefusal("there is an event only inside a function of a block") }
        switch object {
        case Self.answers:
            return event.answerEntry(symbol(name, event)).map { value($0, event, scratch) } ?? .absent
        case Self.attributes:
            return event.attributeEntry(symbol(name, event)).map { value($0, event, scratch) } ?? .absent
        default:
            return value(try field(name), event, scratch)
        }
    }

    /// The name at a place of an object, in the order of the log.
    func name(_ object: UInt32, _ place: Int, _ scratch: Scratch) throws(HostRefusal) -> LuaWallValue {
        guard let event = current else { return .absent }
        switch object {
        case Self.answers:
            let range = event.answerRange
            return place < range.count ? .symbol(event.batch.answers[range.lowerBound + place].name.index) : .absent
        case Self.attributes:
            let range = event.attributeRange
            return place < range.count ? .symbol(event.batch.attributes[range.lowerBound + place].name.index) : .absent
        default:
            let names = EventField.Name.allCases
            if place < names.count { return scratch.hold(names[place].rawValue) }
            let more = ["answers", "attributes", "re"]
            return place - names.count < more.count ? scratch.hold(more[place - names.count]) : .absent
        }
    }

    /// The symbol of a name that a script reads in answers or attributes.
    func symbol(for name: String) -> UInt32 {
        table?.symbol(for: name).index ?? 0
    }

    func text(ofSymbol index: UInt32) -> String {
        table?.text(of: Symbol(index: index)) ?? ""
    }

    private func symbol(_ name: FieldName, _ event: Event) -> Symbol {
        if let known = symbols.meaning(of: name.number) { return known }
        let symbol = event.batch.symbols.symbol(for: name.text)
        symbols.keep(symbol, for: name.number)
        return symbol
    }

    private func field(_ name: FieldName) throws(HostRefusal) -> Field {
        if let known = fields.meaning(of: name.number) { return known }
        let text = name.text
        let field: Field
        if let named = EventField.Name(rawValue: text) {
            field = .named(named)
        } else {
            switch text {
            case "answers": field = .answers
            case "attributes": field = .attributes
            case "re": field = .references
            default:
                let known = EventField.Name.allCases.map(\.rawValue) + ["answers", "attributes", "re"]
                let hint =
                    Suggestion.nearest(to: String(text.prefix(60)), among: known).map { "did you mean '\($0)'?" }
                    ?? "answers are in event.answers, attributes in event.attributes"
                throw HostRefusal("an event has no field '\(text.prefix(60))'; \(hint)")
            }
        }
        fields.keep(field, for: name.number)
        return field
    }

    private func value(_ field: Field, _ event: Event, _ scratch: Scratch) -> LuaWallValue {
        switch field {
        case .answers: return .object(Self.answers)
        case .attributes: return .object(Self.attributes)
        case .references:
            let references = event.references
            return references.isEmpty
                ? .absent : scratch.hold(data: DataWriter.bytes(of: .list(references.map { .text($0) })))
        case .named(let name):
            if let symbol = event.symbol(of: name) { return symbol.isPresent ? .symbol(symbol.index) : .absent }
            switch name {
            case .id: return event.batch.withBytes(of: event.fields.id) { scratch.hold($0) }
            case .subject: return text(event.fields.subject, event, scratch)
            case .response: return text(event.fields.response, event, scratch)
            case .time: return Self.seconds(event.time)
            case .about: return event.about.map { Self.seconds($0) } ?? .absent
            default: return value(event.value(of: .named(name)), scratch)
            }
        }
    }

    private func text(_ range: TextRange, _ event: Event, _ scratch: Scratch) -> LuaWallValue {
        range.length == 0 ? .absent : event.batch.withBytes(of: range) { scratch.hold($0) }
    }

    private func value(_ value: Value?, _ scratch: Scratch) -> LuaWallValue {
        switch value {
        case nil: .absent
        case .boolean(let value): .boolean(value)
        case .integer(let value): .integer(value)
        case .decimal(let value): .decimal(value)
        case .text(let value): scratch.hold(value)
        case .list(let items): scratch.hold(data: DataWriter.bytes(of: .list(items.map { .text($0) })))
        }
    }

    private func value(_ entry: ValueEntry, _ event: Event, _ scratch: Scratch) -> LuaWallValue {
        switch entry.kind {
        case .integer: .integer(Int64(bitPattern: entry.payload))
        case .decimal: .decimal(Double(bitPattern: entry.payload))
        case .boolean: .boolean(entry.payload != 0)
        case .text: event.batch.withBytes(of: entry.text) { scratch.hold($0) }
        case .list: value(event.batch.value(entry), scratch)
        }
    }
}
