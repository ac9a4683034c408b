import JSONText

/// Writes one JSON object on one line, its members in the order in which they are added.
struct JSONLine {
    private var bytes = [UInt8(ascii: "{")]

    mutating func add(_ name: String, _ value: String) {
        begin(name)
        JSONText.append(value, to: &bytes)
    }

    /// Adds a text when there is one.
    mutating func add(_ name: String, ifPresent value: String?) {
        if let value {
            add(name, value)
        }
    }

    mutating func add(_ name: String, _ value: Int) {
        begin(name)
        JSONText.append(value, to: &bytes)
    }

    mutating func add(_ name: String, _ value: Bool) {
        begin(name)
        bytes += (value ? "true" : "false").utf8
    }

    mutating func add(_ name: String, _ values: [String]) {
        begin(name)
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            JSONText.append(value, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Adds an object that has been written with another value of this type.
    mutating func add(_ name: String, _ object: JSONLine) {
        begin(name)
        bytes += object.bytes
        bytes.append(UInt8(ascii: "}"))
    }

    /// The whole line, with its newline.
    var line: [UInt8] { bytes + [UInt8(ascii: "}"), 0x0A] }

    private mutating func begin(_ name: String) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        JSONText.append(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
    }
}
