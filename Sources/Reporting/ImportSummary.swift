package import Engine

/// What an import made of one channel, in a line for people: `sfo-2017: records 3000 · events 2990 · ...`.
package enum ImportSummary {
    /// - Parameter name: The channel's name.
    package static func text(_ counts: ImportIntake.Counts, of name: String, in language: Language) -> String {
        let items: [(Int, (String) -> Phrase)] = [
            (counts.read, Phrase.records), (counts.accepted, Phrase.newEvents), (counts.skipped, Phrase.leftOut),
            (counts.duplicates, Phrase.duplicates), (counts.conflicts, Phrase.conflicts),
            (counts.rejected, Phrase.rejected),
        ]
        return "\(name): " + items.map { $1(language.format($0)).text(in: language) }.joined(separator: " · ")
    }
}
