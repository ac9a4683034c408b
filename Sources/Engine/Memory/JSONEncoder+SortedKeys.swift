package import Foundation

extension JSONEncoder {
    /// One whose text is the same for equal values.
    package static var sortingKeys: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
