/// A value as an organisation wrote it in its workspace, with the place where it stands.
///
/// What the Lua files of a workspace evaluate to: tables with names are `.table`, tables counted from 1 are `.list`.
package indirect enum Setting: Equatable, Sendable {
    case boolean(Bool)
    case integer(Int64)
    case decimal(Double)
    case text(String)
    case list([Setting])
    case table([String: Setting])
    /// A Lua function, which stays in its file; `line` is where it begins.
    case function(line: Int)

    /// What kind of value it is, for messages: "a text", "a list".
    package var kind: String {
        switch self {
        case .boolean: "true or false"
        case .integer: "a whole number"
        case .decimal: "a number"
        case .text: "a text"
        case .list: "a list"
        case .table(let table): table["$call"]?.asText.map { "\($0)(...)" } ?? "a table"
        case .function: "a function"
        }
    }

    /// What stands where a whole number was expected: a number as it is, of anything else the kind.
    package var insteadOfWhole: String {
        switch self {
        case .integer(let number): "\(number)"
        case .decimal(let number) where number.isFinite: "\(number)"
        default: kind
        }
    }
}
