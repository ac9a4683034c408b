import TextFolding
package import Workspace

extension Lookup {
    /// What the table says of a text.
    /// - Throws: when it says nothing.
    package func value(for text: String) throws(DecisionError) -> String {
        if let value = values[FoldedText(text).text] ?? valueOfOthers { return value }
        throw DecisionError(
            "\(file) has no row whose \(field) is \"\(text)\"; add one, or one with * for all others")
    }
}
