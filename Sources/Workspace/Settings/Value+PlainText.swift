import JSONText
package import Tuntuma

extension Value {
    /// The value as a text for people and group names: numbers as RFC 8785 writes them, `true` and `false`, the items of
    /// a list with a comma between them.
    package var plainText: String {
        switch self {
        case .integer(let value): String(value)
        case .decimal(let value): JSONText.text(of: value)
        case .boolean(let value): value ? "true" : "false"
        case .text(let value): value
        case .list(let items): items.joined(separator: ", ")
        }
    }
}
