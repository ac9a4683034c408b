import Glibc

/// Keeps the numbers of the standard streams for them. Where one is closed (`<&-`, `2>&-`), the first file that is opened would get
/// its number, and what is meant for the stream would be read from that file or written into it.
///
/// Called once, before anything is opened. Using such a stream fails, as it would have.
package func keepStandardDescriptors() {
    // Open the wrong way round: neither end of input nor a bottomless output.
    for (number, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    where fcntl(number, F_GETFD) < 0 {
        _ = open("/dev/null", mode)
    }
}
