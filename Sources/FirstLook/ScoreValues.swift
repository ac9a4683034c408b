/// The whole numbers of a column that may be scores, those with a meaning beside them among them.
struct ScoreValues {
    let name: String
    /// How often each number stands in the column.
    let numbers: [Int: Int]
    /// How many they are.
    let count: Int
    /// On which side of the numbers their meanings stand; nil when all are bare.
    let label: FirstLook.Score.Label?

    /// Nil when the column has other things than whole numbers and texts for no answer.
    init?(_ column: ColumnProfile) {
        name = column.name
        var numbers = column.wholeNumbers
        if let labelled = column.labelled, labelled.mayBeScores(of: column) {
            numbers.merge(labelled.counts, uniquingKeysWith: +)
            label = labelled.isBehind ? .before : .behind
        } else {
            label = nil
        }
        self.numbers = numbers
        count = numbers.values.reduce(0, +)
        guard count > 0, count * 100 >= column.answered * 95, column.fractions * 20 <= count else { return nil }
    }

    /// Rows with a number on a scale.
    func answers(from low: Int, to high: Int) -> Int {
        numbers.reduce(0) { $0 + ((low...high).contains($1.key) ? $1.value : 0) }
    }
}
