import Dispatch
import Glibc
import Synchronization

/// The most memory that a child process had at one time.
///
/// What the system reports at the end (`ru_maxrss`) is no less than our own peak, for until the child became another
/// program its memory was ours. Where it is more, it is the child's own; else the last look at the child while it ran
/// counts.
struct PeakMemory {
    /// The most that was seen, in KiB.
    private final class Seen: Sendable {
        let most = Mutex(0)
    }

    private let seen = Seen()
    private let timer: any DispatchSourceTimer

    /// Looks at a process every millisecond, from when it was started until its end is reported.
    init(of process: pid_t) {
        if let now = Self.peak(of: process) { seen.most.withLock { $0 = now } }
        timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "peak memory"))
        timer.schedule(deadline: .now(), repeating: .milliseconds(1))
        timer.setEventHandler { [seen] in
            guard let now = Self.peak(of: process) else { return }
            seen.most.withLock { $0 = max($0, now) }
        }
        timer.activate()
    }

    /// Ends the looking.
    /// - Parameter reported: What the system says of the child.
    /// - Returns: The child's own peak.
    func kibibytes(reported: Int) -> Int {
        timer.cancel()
        var ours = rusage()
        getrusage(RUSAGE_SELF.rawValue, &ours)
        let seen = seen.most.withLock { $0 }
        return reported > ours.ru_maxrss || seen == 0 ? reported : seen
    }

    /// `VmHWM` of a process; nil when it has ended.
    private static func peak(of process: pid_t) -> Int? {
        guard let file = fopen("/proc/\(process)/status", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), file) != nil {
            let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                .split(whereSeparator: \.isWhitespace)
            if words.count > 1, words[0] == "VmHWM:" { return Int(words[1]) }
        }
        return nil
    }
}
