import Tuntuma
import Workspace

/// The room that is left for the texts of one decision while it is filled in, whoever wrote the answers. What does not fit is cut
/// off: a long comment must not keep a declared decision from being made.
package struct TextRoom {
    private static let ellipsis = "…"
    private var bytes = Decision.mostTextBytes

    package init() {}

    /// Appends a piece, or as much of it as fits, with an ellipsis.
    /// - Returns: Whether there is room for more.
    package mutating func append(_ piece: String, to text: inout String) -> Bool {
        let needed = piece.utf8.count
        if needed <= bytes {
            text += piece
            bytes -= needed
            return true
        }
        let room = bytes - Self.ellipsis.utf8.count
        bytes = 0
        guard room >= 0 else { return false }
        var end = piece.utf8.index(piece.startIndex, offsetBy: room)
        while end > piece.startIndex, String.Index(end, within: piece) == nil { end = piece.utf8.index(before: end) }
        text += piece[..<end]
        text += Self.ellipsis
        return false
    }
}
