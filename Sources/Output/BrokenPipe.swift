import Glibc

/// Makes a closed pipe an error of the write (``OutputError/Cause/closedPipe``) instead of a signal that ends the process.
///
/// Called once, first of all.
package func ignoreBrokenPipeSignal() {
    _ = signal(SIGPIPE, SIG_IGN)
}
