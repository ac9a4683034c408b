/// The values of a column that are numbers with a meaning beside them.
struct LabelledNumbers {
    /// How often each number stands there.
    private(set) var counts: [Int: Int] = [:]
    /// Whether the numbers stand behind their meanings.
    let isBehind: Bool
    private var labels: [Int: String] = [:]
    /// The number with a meaning that stands for no answer, such as `0 - en osaa sanoa`.
    private(set) var missing: LabelledNumber?
    /// All meanings, as long as they are few.
    private var kinds: Set<String> = []
    /// Whether each number has one meaning, and each meaning one number, and all stand on one side.
    private var isConsistent = true

    init(_ first: LabelledNumber) {
        isBehind = first.isBehind
        add(first)
    }

    mutating func add(_ value: LabelledNumber) {
        counts[value.number, default: 0] += 1
        if kinds.count <= 12 { kinds.insert(value.label) }
        let isKnown = labels[value.number] != nil
        guard isConsistent, value.isBehind == isBehind, labels[value.number, default: value.label] == value.label,
            isKnown || !labels.values.contains(value.label), labels.count <= 12
        else {
            isConsistent = false
            return
        }
        labels[value.number] = value.label
        if ColumnProfile.missingTexts.contains(value.label) { missing = value }
    }

    /// Whether they are answers on a scale and not codes of something else, as `1 - Uusimaa`: the column's name says so, or
    /// bare numbers stand among them, or a meaning is a verdict; or all say of what they are so many.
    func mayBeScores(of column: ColumnProfile) -> Bool {
        if kinds.allSatisfy(NameHints.steps.contains) || kinds.count == 1 && kinds.allSatisfy({ $0.hasPrefix("/") }) {
            return true
        }
        guard isConsistent else { return false }
        return column.wholes > 0 || ScaleInName.range(in: column.name) != nil
            || [NameHints.recommend, NameHints.satisfaction, NameHints.effort].contains {
                NameHints.contains($0, column.name)
            }
            || labels.values.contains { NameHints.contains(NameHints.verdict, $0) }
    }
}
