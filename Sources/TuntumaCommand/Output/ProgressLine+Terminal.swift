import Glibc
import Output
import Reporting

extension ProgressLine {
    /// A line that tells how far the work is, where a person is looking at standard error; nil where nobody does.
    convenience init?(language: Language, environment: [String: String]) {
        let terminal = Terminal(descriptor: STDERR_FILENO, environment: environment)
        guard terminal.isTerminal else { return nil }
        let clock = ContinuousClock()
        let began = clock.now
        self.init(language: language, width: terminal.width, now: { (clock.now - began) / .seconds(1) }) { text in
            let bytes = Array(text.utf8)
            _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
        }
    }
}
