/// A metric for a score column, before it is written as Lua.
struct GuessedMetric {
    var id: String
    /// Its settings as Lua, all but the id.
    var settings: [String]
    /// What speaks for it.
    var reason: String

    /// The block, with its reason above it.
    /// - Parameter source: The channel whose answers alone count; nil: those of all.
    func text(id: String, source: String?) -> String {
        let filter = source.map { ["where = { source = \(LuaText.quoted($0)) }"] } ?? []
        let all = ["id = \(LuaText.quoted(id))"] + settings + filter
        return LuaText.comment(reason) + "\nmetric { " + all.joined(separator: ", ") + " }\n"
    }
}
