import Foundation

/// The user or the system ends the program: Ctrl-C, `kill`, a terminal that is closed.
enum Interruption {
    /// Waits for a signal on a thread of its own, and hands over how to end the process by it: a shell then sees the code
    /// 130 for Ctrl-C and 143 for `kill`, and stops a loop that called us.
    ///
    /// Called once, before there is any other thread: those that come later inherit that the signals are not for them.
    static func watch(_ cleanUp: @escaping @Sendable (_ end: () -> Never) -> Never) {
        var signals = sigset_t()
        sigemptyset(&signals)
        // What whoever started us wants ignored stays ignored: `nohup`, a job in the background.
        for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) { sigaddset(&signals, number) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let awaited = signals
        Thread.detachNewThread {
            var awaited = awaited
            var number: Int32 = 0
            guard sigwait(&awaited, &number) == 0 else { return }
            cleanUp { end(by: number, &awaited) }
        }
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1  // SIG_IGN
    }

    /// Dies by the signal, as a process does that never heard of it.
    private static func end(by number: Int32, _ signals: inout sigset_t) -> Never {
        signal(number, SIG_DFL)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        raise(number)
        // The first process of a container does not die by a signal.
        _exit(128 + number)
    }
}
