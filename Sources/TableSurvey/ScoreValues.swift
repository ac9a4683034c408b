/// The whole numbers of a column that may be scores, those with a meaning beside them among them.
package struct ScoreValues {
    package let name: String
    /// How often each number stands in the column.
    package let numbers: [Int: Int]
    /// How many they are.
    package let count: Int
    /// How many rows have an answer, be it a number or not.
    package let answered: Int
    /// On which side of the numbers their meanings stand; nil when all are bare.
    package let label: ScoreLabel?
    /// The value with a number that is no answer all the same, and how often it stands in the column.
    package let missing: (text: String, count: Int)?

    /// Nil when the column has other things than whole numbers and texts for no answer.
    package init?(_ column: ColumnProfile) {
        name = column.name
        var numbers = column.wholeNumbers
        var missing: (text: String, count: Int)?
        if let labelled = column.labelled, labelled.mayBeScores(of: column) {
            numbers.merge(labelled.counts, uniquingKeysWith: +)
            label = labelled.isBehind ? .before : .behind
            // In the middle of a scale it is a step of it: `3 - en osaa sanoa` between the two who agree and the two who do not.
            let others = numbers.keys.filter { $0 != labelled.missing?.number }
            if let value = labelled.missing, let least = others.min(), let most = others.max(),
                !(least...most).contains(value.number)
            {
                missing = (value.text, numbers.removeValue(forKey: value.number) ?? 0)
            }
        } else {
            label = nil
        }
        self.numbers = numbers
        self.missing = missing
        count = numbers.values.reduce(0, +)
        answered = column.answered - (missing?.count ?? 0)
        guard count > 0, count * 100 >= answered * 95, column.fractions * 20 <= count else { return nil }
    }

    /// Rows with a number on a scale.
    package func answers(from low: Int, to high: Int) -> Int {
        numbers.reduce(0) { $0 + ((low...high).contains($1.key) ? $1.value : 0) }
    }

    /// How many different numbers are not on a scale.
    package func kinds(beyond scale: ClosedRange<Int>) -> Int {
        numbers.keys.count { !scale.contains($0) }
    }

    /// From the least number to the greatest, of those on a scale or of all; nil when there is none.
    package func range(within scale: ClosedRange<Int> = .min ... .max) -> ClosedRange<Int>? {
        let inside = numbers.keys.filter(scale.contains)
        guard let least = inside.min(), let most = inside.max() else { return nil }
        return least...most
    }
}
