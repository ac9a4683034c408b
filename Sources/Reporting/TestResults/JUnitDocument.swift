/// The results of tests as build servers read them: JUnit's XML, with one suite for each file.
///
/// There is no standard; this is the part that Jenkins, GitLab, GitHub's and Azure's readers share: `testsuites`, `testsuite`
/// with its counts, `testcase` with `classname`, `name`, `file`, `line` and `time`, `failure` and `error` with a `message`.
/// Times are always 0: the same tests give the same bytes.
package enum JUnitDocument {
    /// The document as UTF-8.
    package static func document(_ cases: [TestCase]) -> [UInt8] {
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
        lines.append("<testsuites name=\"tuntuma\" \(counts(cases))>")
        var files: [String] = []
        for test in cases where !files.contains(test.file) { files.append(test.file) }
        for file in files {
            let suite = cases.filter { $0.file == file }
            lines.append("  <testsuite name=\"\(XMLText.attribute(file))\" \(counts(suite))>")
            lines += suite.flatMap(element)
            lines.append("  </testsuite>")
        }
        lines.append("</testsuites>")
        return Array(lines.joined(separator: "\n").utf8) + [0x0A]
    }

    private static func counts(_ cases: [TestCase]) -> String {
        let failures = cases.count { if case .failed = $0.outcome { true } else { false } }
        let errors = cases.count { if case .broken = $0.outcome { true } else { false } }
        return "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"0\" time=\"0\""
    }

    private static func element(_ test: TestCase) -> [String] {
        let line = test.line.map { " line=\"\($0)\"" } ?? ""
        let head =
            "    <testcase classname=\"\(XMLText.attribute(test.subject))\" name=\"\(XMLText.attribute(test.name))\""
            + " file=\"\(XMLText.attribute(test.file))\"\(line) time=\"0\""
        switch test.outcome {
        case .passed: return [head + "/>"]
        case .failed(let message, let details):
            return body(head, "failure", "unexpected decision", message, details)
        case .broken(let message): return body(head, "error", "cannot be loaded", message, [])
        }
    }

    private static func body(
        _ head: String, _ element: String, _ type: String, _ message: String, _ details: [String]
    ) -> [String] {
        let text = ([message] + details).map(XMLText.content).joined(separator: "\n")
        return [
            head + ">",
            "      <\(element) type=\"\(type)\" message=\"\(XMLText.attribute(message))\">\(text)</\(element)>",
            "    </testcase>",
        ]
    }
}
