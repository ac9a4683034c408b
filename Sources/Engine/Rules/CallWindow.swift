/// How many calls of a rule there were in the last minute of log time, and how many of them went wrong.
///
/// Counted in whole seconds: the last 60 of them, the one at hand among them. Log time never goes back.
struct CallWindow: Codable, Sendable {
    /// The seconds that are looked back.
    static let seconds = 60

    struct Counts: Codable, Equatable, Sendable {
        var calls = 0
        var failed = 0
        /// Those of the failed that a limit stopped.
        var stopped = 0
    }

    private(set) var total = Counts()
    /// Each second has a place of its own, so that the window is the same however it came to be.
    private var counts = [Counts](repeating: Counts(), count: Self.seconds)
    private var second = Int64.min

    /// Whether it can be one that was saved at a log time.
    func isSound(at logTime: Int64) -> Bool {
        counts.count == Self.seconds
            && (second == .min || (-(1 << 50)...Self.second(of: logTime)).contains(second))
            && (counts + [total]).allSatisfy { counts in
                [counts.calls, counts.failed, counts.stopped].allSatisfy { (0...(1 << 50)).contains($0) }
            }
    }

    private static func second(of time: Int64) -> Int64 { time >= 0 ? time / 1000 : (time - 999) / 1000 }

    private static func place(of second: Int64) -> Int {
        Int((second % Int64(seconds) + Int64(seconds)) % Int64(seconds))
    }

    /// Whether a call at one log time still counts at a later one.
    static func isInReach(_ time: Int64, at later: Int64) -> Bool {
        second(of: later) - second(of: time) < Int64(seconds)
    }

    /// Counts a call.
    /// - Parameter time: Log time, in milliseconds since 1970.
    @inline(__always) mutating func count(at time: Int64, failed: Bool, stopped: Bool) {
        advance(to: time)
        let place = Self.place(of: second)
        counts[place].calls += 1
        total.calls += 1
        guard failed else { return }
        counts[place].failed += 1
        total.failed += 1
        guard stopped else { return }
        counts[place].stopped += 1
        total.stopped += 1
    }

    /// Forgets what is too long ago.
    @inline(__always) private mutating func advance(to time: Int64) {
        let now = Self.second(of: time)
        if now != second { move(to: now) }
    }

    private mutating func move(to now: Int64) {
        let (passed, overflow) = now.subtractingReportingOverflow(second)
        if overflow || passed >= Int64(Self.seconds) {
            forget()
        } else {
            for ended in 1...max(passed, 1) {
                let place = Self.place(of: second + ended)
                total.calls -= counts[place].calls
                total.failed -= counts[place].failed
                total.stopped -= counts[place].stopped
                counts[place] = Counts()
            }
        }
        second = now
    }

    /// Begins anew.
    mutating func forget() {
        for index in counts.indices { counts[index] = Counts() }
        total = Counts()
    }
}
