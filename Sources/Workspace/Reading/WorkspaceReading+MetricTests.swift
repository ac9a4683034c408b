extension WorkspaceReading {
    /// The `tests` of a Lua metric.
    func metricTests(_ table: TableReader, type: String) -> [MetricTest] {
        guard let settings = table.list("tests") else { return [] }
        return settings.enumerated().compactMap { index, setting in
            let path = "tests.\(index + 1)"
            guard let test = TableReader(setting, of: table.block, at: path, book) else { return nil }
            let name = test.text("name") ?? "test \(index + 1)"
            let given = given(test, type: type)
            let expected = expectedResult(test)
            test.finish()
            return MetricTest(name: name, given: given, expected: expected, line: table.block.lineOf(path))
        }
    }

    private func expectedResult(_ test: TableReader) -> ExpectedResult {
        var expected = ExpectedResult()
        guard let table = test.reader("expect") else {
            if test.table["expect"] == nil {
                test.complain("expect", "is missing; expected what the metric says, such as { value = 50, n = 2 }")
            }
            return expected
        }
        expected.value = table.number("value")
        expected.n = table.whole("n", atLeast: 0)
        expected.reason = table.text("reason")
        if let tolerance = table.number("tolerance") { expected.tolerance = tolerance }
        if let parts = table.reader("parts") { expected.parts = numbers(parts, below: "parts.") }
        table.finish()
        if table.table.isEmpty {
            test.complain("expect", "names nothing to compare; expected value, n, reason or parts")
        }
        return expected
    }

    /// The numbers of a table and of the tables in it.
    private func numbers(_ table: TableReader, below path: String) -> [(name: String, value: Double)] {
        table.table.keys.sorted().flatMap { key -> [(name: String, value: Double)] in
            if table.table[key]?.asTable != nil, let inner = table.reader(key) {
                return numbers(inner, below: "\(path)\(key).")
            }
            return table.number(key).map { [(path + key, $0)] } ?? []
        }
    }
}
