/// What is to be looked at when: one moment for each subject, in a binary heap, the earliest first, equal ones by subject.
struct Agenda<Subject: Comparable & Hashable & Sendable>: Sendable {
    private typealias Entry = (time: Int64, subject: Subject)

    private var heap: [Entry] = []
    /// The moment of each subject. An entry of another moment has been overtaken.
    private var moments: [Subject: Int64] = [:]

    /// The earliest moment; nil: there is none.
    var next: Int64? { heap.first?.time }

    /// Notes a moment, unless the subject is looked at before it anyway.
    mutating func add(_ subject: Subject, at time: Int64) {
        if let known = moments[subject], known <= time { return }
        moments[subject] = time
        heap.append((time, subject))
        var place = heap.count - 1
        while place > 0, precedes(place, (place - 1) / 2) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
        dropOvertaken()
    }

    /// Takes the earliest out.
    mutating func removeFirst() -> Subject? {
        guard let first = heap.first else { return nil }
        moments[first.subject] = nil
        removeTop()
        dropOvertaken()
        return first.subject
    }

    private mutating func dropOvertaken() {
        while let first = heap.first, moments[first.subject] != first.time { removeTop() }
    }

    private mutating func removeTop() {
        guard let last = heap.popLast(), !heap.isEmpty else { return }
        heap[0] = last
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count && precedes(child, least) {
                least = child
            }
            guard least != place else { return }
            heap.swapAt(place, least)
            place = least
        }
    }

    private func precedes(_ left: Int, _ right: Int) -> Bool {
        if heap[left].time != heap[right].time { return heap[left].time < heap[right].time }
        return heap[left].subject < heap[right].subject
    }
}
