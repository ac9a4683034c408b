/// The order in which groups are shown and looked at: by the bytes of their values, key by key; missing values last.
package enum GroupOrder {
    /// Whether two groups of the same keys are one. By bytes too: texts that look the same may be two.
    package static func isSame(_ left: [String?], _ right: [String?]) -> Bool {
        left.count == right.count
            && zip(left, right).allSatisfy { left, right in
                guard let left, let right else { return left == nil && right == nil }
                return left.utf8.elementsEqual(right.utf8)
            }
    }

    /// Whether a group comes before another of the same keys.
    package static func isBefore(_ left: [String?], _ right: [String?]) -> Bool {
        for (left, right) in zip(left, right) {
            guard let left else {
                if right == nil { continue }
                return false
            }
            guard let right else { return true }
            if left.utf8.elementsEqual(right.utf8) { continue }
            return left.utf8.lexicographicallyPrecedes(right.utf8)
        }
        return false
    }
}
