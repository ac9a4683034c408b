/// A JSON document as a value. The order of an object's members does not matter: ``JSONDocument`` sorts them.
package indirect enum JSONValue: Sendable {
    case null
    case boolean(Bool)
    /// Written with all its digits.
    case integer(Int)
    /// Written as RFC 8785 does; null when it is not finite.
    case number(Double)
    case string(String)
    case array([JSONValue])
    /// Of members with the same name only one is written.
    case object([(name: String, value: JSONValue)])

    /// A number that may be missing.
    package static func number(orNull value: Double?) -> JSONValue {
        value.map(JSONValue.number) ?? .null
    }

    /// A text that may be missing.
    package static func string(orNull text: String?) -> JSONValue {
        text.map(JSONValue.string) ?? .null
    }
}
