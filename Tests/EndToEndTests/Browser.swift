import Foundation

/// The browser in which pages are looked at: Debian's, with `apt-get install chromium`. Without it those tests are skipped, and the
/// runner says so.
enum Browser {
    /// Nil: it is not installed.
    static let path = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].first(
        where: FileManager.default.isExecutableFile)
}
