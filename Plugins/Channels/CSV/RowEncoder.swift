import DelimitedText
import JSONText

/// Writes the rows of a table as JSON objects: the number of the row under `#`, then each column's text by its name.
struct RowEncoder {
    private let names: [String]
    /// The columns' names as JSON, with the colon, and the comma before it.
    private let keys: [[UInt8]]
    private let hasDecimalComma: Bool

    init(names: [String], decimalComma: Bool) {
        self.names = names
        hasDecimalComma = decimalComma
        keys = names.map { name in
            var key = [UInt8(ascii: ",")]
            JSONText.append(name, to: &key)
            key.append(UInt8(ascii: ":"))
            return key
        }
    }

    /// Why a row cannot be a record, or nil.
    func flaw(of row: Row) -> String? {
        if row.count > names.count, let extra = (names.count..<row.count).first(where: { !row.cell($0).isEmpty }) {
            return "the row has \(extra + 1) cells and the header \(names.count); "
                + "is a separator inside a text that is not in quotes?"
        }
        guard row.bytes.contains(where: { $0 >= 0x80 }) else { return nil }
        let damaged = names.indices.first { String(validating: row.cell($0), as: UTF8.self) == nil }
        return damaged.map { column in
            "a character of the column \"\(names[column])\" is damaged; is the file's encoding another one?"
        }
    }

    /// Appends a row as one JSON object on one line. Cells that the row does not have are empty.
    func append(_ row: Row, number: Int, to bytes: inout [UInt8]) {
        bytes += Array("{\"\(TableReader.rowNumberName)\":\"\(number)\"".utf8)
        for column in names.indices {
            bytes += keys[column]
            let cell = row.cell(column)
            if hasDecimalComma, let number = RowEncoder.number(cell) {
                bytes.append(UInt8(ascii: "\""))
                bytes += number
                bytes.append(UInt8(ascii: "\""))
            } else {
                cell.withUnsafeBufferPointer { JSONText.append($0, to: &bytes) }
            }
        }
        bytes.append(UInt8(ascii: "}"))
    }

    /// A cell like `-4,5` with a point for its comma, without the blanks around it; nil for any other cell.
    static func number(_ cell: ArraySlice<UInt8>) -> [UInt8]? {
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") }
        var number = Array(cell.drop(while: isBlank))
        while number.last.map(isBlank) == true { number.removeLast() }
        let sign = number.first == UInt8(ascii: "-") || number.first == UInt8(ascii: "+") ? 1 : 0
        guard let comma = number.firstIndex(of: UInt8(ascii: ",")), comma > sign, comma + 1 < number.count else {
            return nil
        }
        let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        guard number[sign..<comma].allSatisfy(isDigit), number[(comma + 1)...].allSatisfy(isDigit) else { return nil }
        number[comma] = UInt8(ascii: ".")
        return number
    }
}
