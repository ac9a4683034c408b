import Tuntuma
package import Workspace

extension Decision {
    /// The most bytes that the texts of one decision have together. An answer may be nearly 1 MiB long, and a rule can repeat it; but
    /// what is decided goes to people.
    package static let mostTextBytes = 65_536

    /// How many bytes its texts have together.
    package var textBytes: Int {
        fields.reduce(0) { bytes, field in
            switch field.value {
            case .text(let text): bytes + text.utf8.count
            case .list(let items): items.reduce(bytes) { $0 + $1.utf8.count }
            case .integer, .decimal, .boolean: bytes
            }
        }
    }
}
