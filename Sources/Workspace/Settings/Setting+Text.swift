import JSONText

extension Setting {
    /// As it would be written in a rule; a function as what it is.
    package var text: String {
        switch self {
        case .text(let text): "\"\(text)\""
        case .boolean(let truth): truth ? "true" : "false"
        case .list(let items): "{ \(items.map(\.text).joined(separator: ", ")) }"
        default: asNumber.map { JSONText.text(of: $0) } ?? kind
        }
    }
}
