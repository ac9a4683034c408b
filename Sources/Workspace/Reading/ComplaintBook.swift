/// Collects what is wrong while a workspace is read, so that one reading finds every mistake. On one thread.
final class ComplaintBook {
    private(set) var complaints: [Complaint] = []

    func add(_ complaint: Complaint) {
        if !complaints.contains(complaint) { complaints.append(complaint) }
    }

    /// All complaints in the order of files and lines; equal places keep the order in which they were found.
    var sorted: [Complaint] {
        complaints.enumerated().sorted { left, right in
            (left.element.file, left.element.line ?? 0, left.offset)
                < (right.element.file, right.element.line ?? 0, right.offset)
        }.map(\.element)
    }
}
