import Suggestions

/// One setting on the way into a `Decodable` value: where it stands, and its scalar forms.
struct SettingNode: Decoder, SingleValueDecodingContainer {
    let setting: Setting
    /// The keys that lead here.
    let path: [String]
    let record: KeyRecord

    var codingPath: [any CodingKey] { path.map { SettingKey(stringValue: $0) } }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func mistake(_ expected: String) -> SettingMistake {
        SettingMistake(path: path, problem: "expected \(expected), but this is \(setting.kind)")
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard let table = setting.asTable else { throw mistake("a table") }
        record.open(path)
        return KeyedDecodingContainer(SettingTableContainer<Key>(node: self, table: table))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        // `scale(0, 10)` may stand where a list of two numbers may.
        guard let items = setting.asList ?? setting.asCall?.arguments else { throw mistake("a list") }
        return SettingListContainer(node: self, items: items)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { false }

    func decode(_ type: Bool.Type) throws -> Bool {
        guard case .boolean(let value) = setting else { throw mistake("true or false") }
        return value
    }

    func decode(_ type: String.Type) throws -> String {
        guard case .text(let value) = setting else { throw mistake("a text") }
        return value
    }

    func decode(_ type: Double.Type) throws -> Double {
        guard let value = setting.asNumber else { throw mistake("a number") }
        guard value.isFinite else { throw SettingMistake(path: path, problem: "expected a finite number") }
        return value
    }

    func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }

    private func whole<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
        guard let value = setting.asInteger else {
            throw SettingMistake(
                path: path, problem: "expected a whole number, but this is \(setting.insteadOfWhole)")
        }
        guard let number = Number(exactly: value) else {
            throw SettingMistake(
                path: path,
                problem: "\(value) is out of range; expected a whole number from \(Number.min) to \(Number.max)")
        }
        return number
    }

    func decode(_ type: Int.Type) throws -> Int { try whole(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try whole(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try whole(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try whole(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try whole(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try whole(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try whole(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try whole(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try whole(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try whole(type) }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        do {
            return try Value(from: self)
        } catch DecodingError.dataCorrupted(let context) {
            throw Self.mistake(type, setting, at: path, context)
        } catch DecodingError.typeMismatch(_, let context) {
            throw SettingMistake(path: context.codingPath.map(\.stringValue), problem: context.debugDescription)
        } catch DecodingError.keyNotFound(let key, let context) {
            throw SettingMistake(
                path: context.codingPath.map(\.stringValue) + [key.stringValue], problem: "is missing", isMissing: true)
        } catch DecodingError.valueNotFound(_, let context) {
            throw SettingMistake(path: context.codingPath.map(\.stringValue), problem: context.debugDescription)
        }
    }

    /// What a type said of a value it does not take. For an enumeration of texts: the texts it takes.
    private static func mistake(
        _ type: Any.Type, _ setting: Setting, at path: [String], _ context: DecodingError.Context
    ) -> SettingMistake {
        let inner = context.codingPath.map(\.stringValue)
        guard inner.count <= path.count, let text = setting.asText, let cases = type as? any CaseIterable.Type else {
            return SettingMistake(path: inner.isEmpty ? path : inner, problem: context.debugDescription)
        }
        let known = names(of: cases)
        guard !known.isEmpty else { return SettingMistake(path: path, problem: context.debugDescription) }
        return SettingMistake(
            path: path, problem: "\"\(text)\" is none of the possible values\(Suggestion.hint(for: text, among: known))"
        )
    }

    private static func names<Cases: CaseIterable>(of type: Cases.Type) -> [String] {
        type.allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
    }
}

/// A key of a table, or a place in a list counted from 1.
struct SettingKey: CodingKey {
    let stringValue: String
    var intValue: Int? { Int(stringValue) }

    init(stringValue: String) {
        self.stringValue = stringValue
    }

    init(intValue: Int) {
        stringValue = String(intValue)
    }
}
