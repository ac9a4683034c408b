/// Writes one JSON object on one line, its members in the order in which they are added.
struct JSONLine {
    private(set) var text = "{"

    mutating func add(_ name: String, _ value: String) {
        begin(name)
        Self.append(value, to: &text)
    }

    /// Adds a text when there is one.
    mutating func add(_ name: String, ifPresent value: String?) {
        if let value {
            add(name, value)
        }
    }

    mutating func add(_ name: String, _ value: Int) {
        begin(name)
        text += "\(value)"
    }

    mutating func add(_ name: String, _ value: Bool) {
        begin(name)
        text += value ? "true" : "false"
    }

    mutating func add(_ name: String, _ values: [String]) {
        begin(name)
        text += "["
        for (index, value) in values.enumerated() {
            if index > 0 {
                text += ","
            }
            Self.append(value, to: &text)
        }
        text += "]"
    }

    /// Adds an object that has been written with another value of this type.
    mutating func add(_ name: String, _ object: JSONLine) {
        begin(name)
        text += object.text + "}"
    }

    /// The whole line, with its newline.
    var line: String { text + "}\n" }

    private mutating func begin(_ name: String) {
        if text.utf8.count > 1 {
            text += ","
        }
        Self.append(name, to: &text)
        text += ":"
    }

    private static func append(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case let scalar where scalar.value < 0x20: text += " "
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
