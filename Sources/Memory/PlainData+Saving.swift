/// Saved so that it comes back exactly: `true`, `3`, `"text"`, `{"decimal":BITS}` (those of IEEE 754), `{"table":[["key",value],...]}`.
extension PlainData: Codable {
    private enum Names: String, CodingKey {
        case decimal, table
    }

    package init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: Names.self) {
            if let bits = try container.decodeIfPresent(UInt64.self, forKey: .decimal) {
                self = .decimal(Double(bitPattern: bits))
            } else {
                self = .table(unsorted: try container.decode([Entry].self, forKey: .table))
            }
            return
        }
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .boolean(let value):
            var container = encoder.singleValueContainer()
            try container.encode(value)
        case .integer(let value):
            var container = encoder.singleValueContainer()
            try container.encode(value)
        case .text(let value):
            var container = encoder.singleValueContainer()
            try container.encode(value)
        case .decimal(let value):
            var container = encoder.container(keyedBy: Names.self)
            try container.encode(value.bitPattern, forKey: .decimal)
        case .table(let entries):
            var container = encoder.container(keyedBy: Names.self)
            try container.encode(entries, forKey: .table)
        }
    }
}

extension PlainData.Entry: Codable {
    package init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        if let number = try? container.decode(Int64.self) {
            key = .integer(number)
        } else {
            key = .text(try container.decode(String.self))
        }
        value = try container.decode(PlainData.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        switch key {
        case .integer(let number): try container.encode(number)
        case .text(let name): try container.encode(name)
        }
        try container.encode(value)
    }
}
