import Output
import Synchronization

/// An output file that several workers write to, one at a time.
final class SharedFile: Sendable {
    private let file: Mutex<OutputFile>

    init(_ path: String, unfinished: UnfinishedFiles) throws(OutputError) {
        file = Mutex(try OutputFile(path: path, unfinished: unfinished))
    }

    func write(_ bytes: [UInt8]) throws(OutputError) {
        try file.withLock { (file) throws(OutputError) in try file.write(bytes) }
    }

    /// Writes, for those who take what they need one by one.
    var writing: @Sendable ([UInt8]) throws -> Void {
        { bytes in try self.write(bytes) }
    }

    func commit() throws(OutputError) {
        try file.withLock { (file) throws(OutputError) in try file.commit() }
    }
}
