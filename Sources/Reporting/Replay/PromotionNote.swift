import TerminalTables

/// What to edit so that a shadow goes live.
package struct PromotionNote: Sendable {
    private let rule: String
    private let place: String
    private let replaced: (rule: String, place: String)?

    /// - Parameters:
    ///   - place: Where the shadow stands: `rules/a.lua:12`.
    ///   - replaced: The rule whose place it takes, and where that stands.
    package init(rule: String, place: String, replaced: (rule: String, place: String)?) {
        self.rule = rule
        self.place = place
        self.replaced = replaced
    }

    /// The text, with a newline at its end.
    package func text(in language: Language) -> String {
        let keys = replaced == nil ? "mode" : "mode, replaces"
        var lines = [
            Translations(
                fi: "Kun haluat tämän käyttöön:", sv: "När du vill att detta ska gälla:", en: "To let this go live:")[
                    language],
            "  "
                + Translations(
                    fi: "\(place): poista säännöstä \(rule): \(keys)",
                    sv: "\(place): ta bort ur regeln \(rule): \(keys)",
                    en: "\(place): take out of the rule \(rule): \(keys)")[language],
        ]
        if let replaced {
            lines.append(
                "  "
                    + Translations(
                        fi: "\(replaced.place): poista sääntö \(replaced.rule)",
                        sv: "\(replaced.place): ta bort regeln \(replaced.rule)",
                        en: "\(replaced.place): take away the rule \(replaced.rule)")[language])
        }
        return lines.map { TerminalText.escape($0) + "\n" }.joined()
    }
}
