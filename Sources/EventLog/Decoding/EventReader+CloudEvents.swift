import Tuntuma

/// CloudEvents 1.0 in structured JSON mode: the envelope says who, what and when, `data` holds the rest.
///
/// The envelope's `subject` names the producer's object, not a person, and is left out.
extension EventReader {
    /// Whether an object says that it is a CloudEvent.
    func isEnvelope(_ document: TapeValue) -> Bool {
        var place = document.index + 1
        while place < document.end {
            if find(document.at(place).bytes) == .specversion { return true }
            place = document.at(place + 1).next
        }
        return false
    }

    @inline(never)
    mutating func readEnvelope(
        _ document: TapeValue, into builder: inout EventBatchBuilder, _ texts: inout TextWriter, row: inout EventRow
    ) throws(LineError) -> UInt64 {
        let place = (line: row.line, byte: row.byte, source: row.source)
        row = EventRow()
        row.line = place.line
        row.byte = place.byte
        var seen: UInt32 = 0
        var content: UInt64 = 0
        var data: TapeValue?
        try eachField(of: document) { (reader, field, value) throws(LineError) in
            switch field {
            case .specversion:
                guard value.kind == .text, value.bytes.elementsEqual("1.0".utf8) else {
                    throw LineError(reason: "specversion: expected \"1.0\" (CloudEvents)")
                }
            case .id, .source, .time, .type:
                seen |= field.bit
                let hash = try reader.read(field, value, into: &builder, &texts, row: &row)
                content &+= ByteHash.mix(UInt64(field.rawValue), hash)
            case .data: data = value
            case .dataBase64:
                throw LineError(reason: "data_base64: not supported; send data as a JSON object")
            default: break
            }
        }
        guard seen & FieldName.source.bit != 0, row.source.isPresent else {
            throw LineError(reason: "source: missing; a CloudEvent has id, source, specversion and type")
        }
        if let data {
            guard data.kind == .object else {
                throw LineError(reason: "data: expected an object, found \(data.description)")
            }
            try eachField(of: data) { (reader, field, value) throws(LineError) in
                guard seen & field.bit == 0 else { return }
                switch field {
                case .id, .source, .type, .specversion, .data, .dataBase64: return
                default: break
                }
                seen |= field.bit
                let hash = try reader.read(field, value, into: &builder, &texts, row: &row)
                content &+= ByteHash.mix(UInt64(field.rawValue), hash)
            }
            content &+= data.contentHash()
        }
        try checkRequired(seen)
        return content
    }

    /// Visits the known fields of an object that are not null.
    private mutating func eachField(
        of object: TapeValue,
        _ visit: (inout EventReader, FieldName, TapeValue) throws(LineError) -> Void
    ) throws(LineError) {
        var visited: UInt32 = 0
        var place = object.index + 1
        while place < object.end {
            let name = object.at(place).bytes
            let value = object.at(place + 1)
            place = value.next
            guard let field = find(name), !value.isNull else { continue }
            if visited & field.bit != 0 {
                throw LineError(reason: "\(String(decoding: name, as: UTF8.self)): the key is there twice")
            }
            visited |= field.bit
            try visit(&self, field, value)
        }
    }
}
