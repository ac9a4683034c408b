import Foundation
import LuaWall

/// What a channel's `event` function can ask: the fields of one record.
final class RowHost: LuaHost {
    /// The record, where all of its fields are texts; else it is in `fields`.
    private var flat = FlatRecord()
    private var isFlat = false
    private var fields: [String: LuaValue] = [:]
    private var names: [String]?
    private let decoder = JSONDecoder()

    override class var unwritable: StaticString { "a row cannot be changed; make a new table" }

    /// Takes the next record; false when it is no JSON object.
    func set(_ record: UnsafeBufferPointer<UInt8>) -> Bool {
        names = nil
        isFlat = flat.read(record)
        if isFlat { return true }
        guard let fields = try? decoder.decode([String: RowField].self, from: Data(buffer: record)) else {
            fields = [:]
            return false
        }
        self.fields = fields.mapValues(\.value)
        return true
    }

    override func read(_ object: UInt32, _ name: FieldName) throws(HostRefusal) -> LuaWallValue {
        if isFlat { return flat[name.text].map { scratch.hold($0) } ?? .absent }
        guard let field = fields[name.text] else { return .absent }
        switch field {
        case .nil, .function, .object: return .absent
        case .boolean(let value): return .boolean(value)
        case .integer(let value): return .integer(value)
        case .decimal(let value): return .decimal(value)
        case .text(let text): return scratch.hold(text)
        case let data: return scratch.hold(data: DataWriter.bytes(of: data))
        }
    }

    override func name(_ object: UInt32, _ place: Int) throws(HostRefusal) -> LuaWallValue {
        let names = self.names ?? (isFlat ? flat.names : Array(fields.keys)).sorted()
        self.names = names
        return place < names.count ? scratch.hold(names[place]) : .absent
    }
}

/// One field of a record. `JSONSerialization` would do as well, but drops a byte order mark at the start of a text.
private struct RowField: Decodable {
    let value: LuaValue

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // Rows of a CSV file hold nothing but texts, so these come first.
        if let text = try? container.decode(String.self) {
            value = .text(text)
        } else if container.decodeNil() {
            value = .nil
        } else if let truth = try? container.decode(Bool.self) {
            value = .boolean(truth)
        } else if let whole = try? container.decode(Int64.self) {
            value = .integer(whole)
        } else if let number = try? container.decode(Double.self) {
            value = .decimal(number)
        } else if let list = try? container.decode([RowField].self) {
            value = .list(list.map(\.value))
        } else {
            value = .table(try container.decode([String: RowField].self).mapValues(\.value))
        }
    }
}
