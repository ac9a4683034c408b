import Engine
import Foundation

/// The file in which what rules remember is kept between runs.
struct MemoryFile {
    let path: String

    /// What is in it; the beginning, where there is no file yet.
    func read() throws -> SavedMemory {
        guard FileManager.default.fileExists(atPath: path) else { return SavedMemory() }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(.input, "\(path): cannot be read: is it a file, and may you read it?")
        }
        do throws(SavedMemoryError) {
            return try SavedMemory(Array(bytes))
        } catch {
            throw CommandFailure(.input, "\(path): \(error.problem)")
        }
    }
}
