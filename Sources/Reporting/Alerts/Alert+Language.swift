import Alerting
import Workspace

/// An alert in the reader's language. What the program found is worded anew; what the rule's author wrote stays as it is.
extension Alert {
    /// What changed; "" for an event rule's alert.
    func summary(in language: Language) -> String {
        figures.map { FigureWords([language.rawValue]).summary($0) } ?? summary
    }

    /// The title, or the text, or the rule's id: of these the first that says something.
    func name(in language: Language) -> String {
        [title, text].first { !$0.isEmpty }.map { worded($0, in: language) } ?? rule
    }

    /// The title; "" for none.
    func title(in language: Language) -> String { worded(title, in: language) }

    /// The text under a title; "" where there is none.
    func detail(in language: Language) -> String { title.isEmpty ? "" : worded(text, in: language) }

    /// A text of the author, in which `{summary}` stands in the reader's language. A bare value and n can be the author's own.
    private func worded(_ text: String, in language: Language) -> String {
        guard let figures, !summary.isEmpty else { return text }
        if case .window = figures { return text }
        return text.replacing(summary, with: summary(in: language))
    }
}
