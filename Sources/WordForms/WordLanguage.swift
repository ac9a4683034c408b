/// A language whose words can be looked for in all their forms.
package enum WordLanguage: String, CaseIterable, Sendable {
    case finnish = "fi"
    case swedish = "sv"
    case english = "en"
}

/// Words of a language cannot be told apart on this machine.
package struct WordFormsError: Error, Equatable, Sendable {
    /// What is missing and what to do.
    package let problem: String
}
