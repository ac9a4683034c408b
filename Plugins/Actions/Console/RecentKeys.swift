/// The last keys that were seen, so that a host that runs for years does not fill the memory with them.
struct RecentKeys: Sendable {
    private let capacity: Int
    private var keys: Set<String> = []
    /// The keys in the order in which they came, in a ring.
    private var order: [String] = []
    private var oldest = 0

    init(capacity: Int = 100_000) {
        self.capacity = max(1, capacity)
    }

    func contains(_ key: String) -> Bool {
        keys.contains(key)
    }

    mutating func insert(_ key: String) {
        guard keys.insert(key).inserted else { return }
        guard order.count == capacity else {
            order.append(key)
            return
        }
        keys.remove(order[oldest])
        order[oldest] = key
        oldest = (oldest + 1) % capacity
    }
}
