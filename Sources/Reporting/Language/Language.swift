/// The languages in which Tuntuma speaks to people. Programs are always spoken to in English and with decimal points.
package enum Language: String, Sendable, CaseIterable {
    case finnish = "fi"
    case swedish = "sv"
    case english = "en"

    /// The language of the user's locale: of `LC_ALL`, `LC_MESSAGES` and `LANG` the first that is set counts.
    package init(environment: [String: String]) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let code = locale.prefix { $0.isASCII && $0.isLetter }.lowercased()
        self = Language(rawValue: code) ?? .english
    }
}
