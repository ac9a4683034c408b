import Synchronization
import TerminalTables

/// One line on a terminal that says how far a run is: `events 12.3 M, 45%, 3.1 M/s, 4 s left`.
///
/// Made only where stderr is a terminal. Any worker may report; the line is rewritten at most ten times a second, not
/// before one second has passed, and erased at the end. What the terminal does not take is lost.
package final class ProgressLine: Sendable {
    private static let delay = 1.0
    private static let pause = 0.1

    private let language: Language
    private let width: Int
    private let now: @Sendable () -> Double
    private let write: @Sendable (String) -> Void
    private let start: Double
    private let state = Mutex(State())

    private struct State {
        var lastUpdate: Double?
        var isFinished = false
    }

    /// - Parameters:
    ///   - width: The columns of the terminal.
    ///   - now: A clock that never goes back, in seconds.
    ///   - write: Writes to the terminal at once. Called by one thread at a time.
    package init(
        language: Language, width: Int, now: @escaping @Sendable () -> Double,
        write: @escaping @Sendable (String) -> Void
    ) {
        self.language = language
        self.width = width
        self.now = now
        self.write = write
        start = now()
    }

    /// Tells how far the run is.
    /// - Parameter bytesTotal: Nil when the size of the input is not known (stdin, packed files).
    package func update(bytesDone: Int, bytesTotal: Int?, events: Int) {
        let time = now()
        state.withLock { state in
            guard !state.isFinished, time - start >= Self.delay else { return }
            if let last = state.lastUpdate, time - last < Self.pause { return }
            state.lastUpdate = time
            let text = line(bytesDone: bytesDone, bytesTotal: bytesTotal, events: events, elapsed: time - start)
            // One column is left free: a full line would wrap.
            write("\r\u{1B}[K" + DisplayWidth.truncate(text, to: max(1, width - 1)))
        }
    }

    /// Erases the line. Nothing is shown after that.
    package func finish() {
        state.withLock { state in
            if state.lastUpdate != nil, !state.isFinished { write("\r\u{1B}[K") }
            state.isFinished = true
        }
    }

    private func line(bytesDone: Int, bytesTotal: Int?, events: Int, elapsed: Double) -> String {
        var parts = [Phrase.progressEvents(language.short(Double(events))).text(in: language)]
        let rate = Phrase.progressRate(language.short(Double(events) / elapsed)).text(in: language)
        guard let bytesTotal, bytesTotal > 0, bytesDone > 0 else { return (parts + [rate]).joined(separator: ", ") }
        let share = min(1, Double(bytesDone) / Double(bytesTotal))
        // Down, not to the nearest: 100 % is said when it is true.
        parts += [language.percent((share * 100).rounded(.down) / 100), rate]
        let left = (elapsed * (1 - share) / share).rounded(.up)
        if left > 0 {
            let time = left < 60 ? language.format(left, decimals: 0) + "\u{A0}s" : language.duration(left)
            parts.append(Phrase.progressLeft(time).text(in: language))
        }
        return parts.joined(separator: ", ")
    }
}
