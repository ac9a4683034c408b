package import Workspace

/// Collects what is wrong while a workspace is read, so that one reading finds every mistake. On one thread.
package final class ComplaintBook {
    package private(set) var complaints: [Complaint] = []

    package init() {}

    package func add(_ complaint: Complaint) {
        if !complaints.contains(complaint) { complaints.append(complaint) }
    }

    /// All complaints in the order of files and lines; equal places keep the order in which they were found.
    package var sorted: [Complaint] {
        complaints.enumerated().sorted { left, right in
            (left.element.file, left.element.line ?? 0, left.offset)
                < (right.element.file, right.element.line ?? 0, right.offset)
        }.map(\.element)
    }
}
