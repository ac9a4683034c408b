import Testing
import Tuntuma
import Workspace

@Suite struct SettingDecoderTests {
    enum Mode: String, Codable, CaseIterable { case net, mean }
    struct Item: Codable, Equatable {
        var question: String
        var weight: Double?
    }
    struct Configuration: Codable, Equatable {
        var question: String
        var topBoxes: [Int]?
        var small: UInt8?
        var ratio: Double?
        var mode: Mode?
        var weights: [String: Double]?
        var items: [Item]?
        var nested: Item?
        var on: Bool?

        enum CodingKeys: String, CodingKey {
            case question, topBoxes = "top_boxes", small, ratio, mode, weights, items, nested, on
        }
    }

    static func block(_ settings: [String: Setting], lines: [String: Int] = [:]) -> Block {
        Block(keyword: "metric", name: "m", settings: settings, file: "tuntuma.lua", line: 3, lines: lines)
    }

    static func problem(_ settings: [String: Setting], lines: [String: Int] = [:]) -> String {
        do throws(Complaint) {
            _ = try SettingDecoder.decode(
                Configuration.self, from: block(settings, lines: lines), ignoring: ["id", "plugin"])
            return "none"
        } catch {
            return error.description
        }
    }

    @Test func everyKindOfValueIsDecoded() throws {
        let block = Self.block([
            "id": .text("m"), "plugin": .text("p"), "$version": .text("v"), "question": .text("kysymys ä"),
            "top_boxes": .list([.integer(4), .decimal(5)]), "small": .integer(255), "ratio": .integer(2),
            "mode": .text("mean"), "weights": .table(["a": .decimal(0.5), "b": .integer(1)]),
            "items": .list([
                .table(["question": .text("x")]), .table(["question": .text("y"), "weight": .decimal(1.5)]),
            ]),
            "nested": .table(["question": .text("z")]), "on": .boolean(true),
        ])
        let configuration = try SettingDecoder.decode(Configuration.self, from: block, ignoring: ["id", "plugin"])
        #expect(
            configuration
                == Configuration(
                    question: "kysymys ä", topBoxes: [4, 5], small: 255, ratio: 2, mode: .mean,
                    weights: ["a": 0.5, "b": 1], items: [Item(question: "x"), Item(question: "y", weight: 1.5)],
                    nested: Item(question: "z"), on: true))
    }

    @Test func aConstructorOfNumbersIsAList() throws {
        let scale = Setting.table(["$call": .text("scale"), "arguments": .list([.integer(0), .integer(10)])])
        let block = Self.block(["question": .text("q"), "top_boxes": scale])
        #expect(try SettingDecoder.decode(Configuration.self, from: block, ignoring: []).topBoxes == [0, 10])
    }

    @Test func anEmptyTableIsAnEmptyList() throws {
        let block = Self.block(["question": .text("q"), "top_boxes": .table([:]), "weights": .list([])])
        let configuration = try SettingDecoder.decode(Configuration.self, from: block, ignoring: [])
        #expect(configuration.topBoxes == [] && configuration.weights == [:])
    }

    @Test(
        arguments: [
            (["question": .integer(1)], "question: expected a text, but this is a whole number"),
            ([:], "question: is missing"),
            (["questoin": .text("q")], "questoin: unknown key; did you mean \"question\"?"),
            (["question": .text("q"), "topboxes": .list([])], "topboxes: unknown key; did you mean \"top_boxes\"?"),
            (
                ["question": .text("q"), "small": .integer(256)],
                "small: 256 is out of range; expected a whole number from 0 to 255"
            ),
            (
                ["question": .text("q"), "small": .integer(-1)],
                "small: -1 is out of range; expected a whole number from 0 to 255"
            ),
            (["question": .text("q"), "small": .decimal(1.5)], "small: expected a whole number, but this is 1.5"),
            (["question": .text("q"), "ratio": .text("1")], "ratio: expected a number, but this is a text"),
            (["question": .text("q"), "ratio": .decimal(.infinity)], "ratio: expected a finite number"),
            (["question": .text("q"), "on": .integer(1)], "on: expected true or false, but this is a whole number"),
            (
                ["question": .text("q"), "mode": .text("meen")],
                "mode: \"meen\" is none of the possible values; did you mean \"mean\"?"
            ),
            (
                ["question": .text("q"), "mode": .text("zzz")],
                "mode: \"zzz\" is none of the possible values; expected mean or net"
            ),
            (["question": .text("q"), "nested": .list([.integer(1)])], "nested.question: is missing"),
            (["question": .text("q"), "nested": .text("x")], "nested: expected a table, but this is a text"),
            (["question": .text("q"), "items": .text("x")], "items: expected a list, but this is a text"),
            (["question": .text("q"), "on": .function(line: 3)], "on: expected true or false, but this is a function"),
            (
                ["question": .text("q"), "items": .list([.table(["question": .text("x"), "wieght": .integer(1)])])],
                "items.1.wieght: unknown key; did you mean \"weight\"?"
            ),
        ] as [([String: Setting], String)])
    func everyMistakeNamesItsKey(_ settings: [String: Setting], _ problem: String) {
        #expect(Self.problem(settings) == "tuntuma.lua:3: metric \"m\": \(problem)")
    }

    @Test func theComplaintStandsAtTheKeysOwnLine() {
        let settings: [String: Setting] = ["question": .text("q"), "nested": .table(["question": .integer(1)])]
        #expect(Self.problem(settings, lines: ["nested": 7, "nested.question": 8]).hasPrefix("tuntuma.lua:8: "))
        #expect(Self.problem(settings, lines: ["nested": 7]).hasPrefix("tuntuma.lua:7: "))
    }

    @Test func aConfigurationErrorBecomesAComplaintAtItsKey() {
        let block = Self.block(["scale": .integer(1)], lines: ["scale": 9])
        let error = ConfigurationError(key: "scale", problem: "is no scale", expected: "two numbers")
        #expect(
            block.complaint(error).description
                == "tuntuma.lua:9: metric \"m\": scale: is no scale; expected two numbers")
    }

    struct Nothing: Codable {}

    @Test func aConfigurationWithoutKeysTakesNone() {
        #expect(throws: Complaint.self) {
            try SettingDecoder.decode(Nothing.self, from: Self.block(["x": .integer(1)]), ignoring: [])
        }
        #expect(throws: Never.self) {
            try SettingDecoder.decode(Nothing.self, from: Self.block(["id": .integer(1)]), ignoring: ["id"])
        }
    }
}
