import Foundation
import LuaWall

/// What a channel's `event` function can ask: the fields of one record.
final class RowHost: LuaHost {
    private var fields: [String: Any] = [:]
    private var names: [String]?

    override class var unwritable: StaticString { "a row cannot be changed; make a new table" }

    /// Takes the next record; false when it is no JSON object.
    func set(_ record: UnsafeBufferPointer<UInt8>) -> Bool {
        names = nil
        let data = Data(buffer: record)
        guard let object = try? JSONSerialization.jsonObject(with: data), let fields = object as? [String: Any] else {
            fields = [:]
            return false
        }
        self.fields = fields
        return true
    }

    override func read(_ object: UInt32, _ name: FieldName) throws(HostRefusal) -> LuaWallValue {
        guard let field = fields[name.text] else { return .absent }
        if let text = field as? String { return scratch.hold(text) }
        switch Self.value(field) {
        case .nil, .function, .object: return .absent
        case .boolean(let value): return .boolean(value)
        case .integer(let value): return .integer(value)
        case .decimal(let value): return .decimal(value)
        case .text(let text): return scratch.hold(text)
        case let data: return scratch.hold(data: DataWriter.bytes(of: data))
        }
    }

    override func name(_ object: UInt32, _ place: Int) throws(HostRefusal) -> LuaWallValue {
        let names = self.names ?? fields.keys.sorted()
        self.names = names
        return place < names.count ? scratch.hold(names[place]) : .absent
    }

    /// A value of JSON. Foundation gives numbers and booleans as `NSNumber`; the type code tells them apart.
    private static func value(_ field: Any) -> LuaValue {
        switch field {
        case let text as String: .text(text)
        case let list as [Any]: .list(list.map { value($0) })
        case let table as [String: Any]: .table(table.mapValues { value($0) })
        case let number as NSNumber: value(number)
        default: .nil
        }
    }

    private static func value(_ number: NSNumber) -> LuaValue {
        if String(cString: number.objCType) == "c" || String(cString: number.objCType) == "B" {
            return .boolean(number.boolValue)
        }
        let decimal = number.doubleValue
        if let whole = Int64(exactly: number) { return .integer(whole) }
        return Int64(exactly: decimal).map { .integer($0) } ?? .decimal(decimal)
    }
}
