/// Elements that leave in the order in which they came.
struct FirstInFirstOut<Element: Sendable>: Sendable {
    private var items: [Element] = []
    /// The place of the first that has not left.
    private var head = 0

    var count: Int { items.count - head }
    var isEmpty: Bool { head == items.count }
    var first: Element? { isEmpty ? nil : items[head] }
    var last: Element? { isEmpty ? nil : items.last }
    /// In their order.
    var elements: ArraySlice<Element> { items[head...] }

    mutating func append(_ element: Element) { items.append(element) }

    /// Takes the first one out. Costs the same however many there are, over many calls.
    @discardableResult
    mutating func removeFirst() -> Element? {
        guard !isEmpty else { return nil }
        let element = items[head]
        head += 1
        if head == items.count {
            items.removeAll(keepingCapacity: items.capacity <= 64)
            head = 0
        } else if head >= 32, head * 2 >= items.count {
            items.removeSubrange(..<head)
            head = 0
        }
        return element
    }
}
