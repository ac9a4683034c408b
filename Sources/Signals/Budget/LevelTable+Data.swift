extension LevelTable {
    package static let grid = LevelGrid()
    static let data: [Double] = Array(repeating: 1, count: 1890)
}
