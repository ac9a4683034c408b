import Declarations
import Suggestions
import Tuntuma
import Workspace

/// A test that stands in a Lua metric: some events, and what the metric says of them.
struct MetricTest: Sendable {
    var name: String
    /// Events as written (`given`), completed with an id, a time and a type where those are missing.
    var given: [Setting]
    var expected: MetricExpectation
    var line: Int
}

/// Reads the `tests` of a Lua metric's block.
struct MetricTestReader {
    private static let keys = ["name", "given", "expect"]

    let block: Block

    /// The tests, in their order. Throws the first mistake, at its line.
    func tests() throws(Complaint) -> [MetricTest] {
        guard let setting = block.settings["tests"] else { return [] }
        guard case .list(let items) = setting else {
            throw block.complaint("tests", "expected a list of tests, but this is \(setting.kind)")
        }
        var tests: [MetricTest] = []
        for (index, item) in items.enumerated() { tests.append(try test(item, index + 1)) }
        return tests
    }

    private func test(_ setting: Setting, _ place: Int) throws(Complaint) -> MetricTest {
        let path = "tests.\(place)"
        guard case .table(let table) = setting else {
            throw block.complaint(
                path, "expected { name = ..., given = ..., expect = ... }, but this is \(setting.kind)")
        }
        for key in table.keys.sorted() where !Self.keys.contains(key) {
            throw block.complaint("\(path).\(key)", "unknown key\(Suggestion.hint(for: key, among: Self.keys))")
        }
        let name = table["name"]
        if let name, LuaValue(name).text == nil {
            throw block.complaint("\(path).name", "expected a text, but this is \(name.kind)")
        }
        guard let expected = table["expect"] else {
            throw block.complaint("\(path).expect", "is missing; expected a table such as { value = 40, n = 5 }")
        }
        do {
            return MetricTest(
                name: name.flatMap { LuaValue($0).text } ?? "test \(place)", given: try given(table["given"], path),
                expected: try MetricExpectation(expected), line: block.lineOf(path))
        } catch let refusal as HostRefusal {
            throw block.complaint("\(path).expect", refusal.message)
        } catch let complaint as Complaint {
            throw complaint
        } catch {
            throw block.complaint(path, "\(error)")
        }
    }

    private func given(_ setting: Setting?, _ path: String) throws(Complaint) -> [Setting] {
        let events: [Setting]
        switch setting {
        case .list(let items)?: events = items
        case .table?: events = [setting].compactMap { $0 }
        default:
            throw block.complaint("\(path).given", "expected events, such as { { answers = { csat = 4 } } }")
        }
        for (index, event) in events.enumerated() {
            do throws(EventSettingError) {
                _ = try EventSetting.draft(event, ordinal: index + 1, type: "response")
            } catch {
                throw block.complaint("\(path).given.\(index + 1)", "\(error)")
            }
        }
        return events
    }
}
