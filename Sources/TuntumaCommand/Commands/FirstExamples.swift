import Engine
import Synchronization

/// Keeps the first decisions of a run, to be shown as examples.
final class FirstExamples: Sendable {
    private let count: Int
    private let examples = Mutex<[DecisionExample]>([])

    init(count: Int) {
        self.count = count
    }

    /// Takes some lines of decisions, in the order of the log.
    func take(_ lines: [UInt8]) {
        examples.withLock { examples in
            guard examples.count < count else { return }
            for line in lines.split(separator: UInt8(ascii: "\n")).prefix(count - examples.count) {
                if let example = DecisionExample(line: line) { examples.append(example) }
            }
        }
    }

    var all: [DecisionExample] { examples.withLock { $0 } }
}
