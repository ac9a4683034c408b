/// Numbers small integers in the order of their first occurrence: a hash table from a 64-bit key to a place.
///
/// The standard dictionary hashes with a secret key, which costs more than everything else that the fold does for an
/// event; these keys are made of symbols and days, which nobody outside chooses.
struct IntegerIndex {
    private var keys: [UInt64]
    private var places: [Int32]
    private(set) var count = 0

    init() {
        keys = Array(repeating: 0, count: 64)
        places = Array(repeating: -1, count: 64)
    }

    /// The place of a key, given on first use, from 0 on.
    @inline(__always) mutating func place(of key: UInt64) -> (place: Int32, isNew: Bool) {
        let mask = keys.count - 1
        var slot = Self.hash(key) & mask
        while places[slot] >= 0 {
            if keys[slot] == key { return (places[slot], false) }
            slot = (slot + 1) & mask
        }
        return (insert(key, at: slot), true)
    }

    @inline(never) private mutating func insert(_ key: UInt64, at slot: Int) -> Int32 {
        let place = Int32(count)
        keys[slot] = key
        places[slot] = place
        count += 1
        if count * 2 > keys.count { grow() }
        return place
    }

    private mutating func grow() {
        let old = (keys, places)
        keys = Array(repeating: 0, count: old.0.count * 2)
        places = Array(repeating: -1, count: old.0.count * 2)
        let mask = keys.count - 1
        for index in old.0.indices where old.1[index] >= 0 {
            var slot = Self.hash(old.0[index]) & mask
            while places[slot] >= 0 { slot = (slot + 1) & mask }
            keys[slot] = old.0[index]
            places[slot] = old.1[index]
        }
    }

    @inline(__always) private static func hash(_ key: UInt64) -> Int {
        let product = (key ^ 0x2D35_8DCC_AA6C_78A5).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return Int(truncatingIfNeeded: product.high ^ product.low)
    }
}
