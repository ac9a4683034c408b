import Testing

@testable import Output

struct TerminalTests {
    @Test(
        arguments: [
            (true, 120, [:], 120, true), (true, nil, [:], 80, true), (true, nil, ["COLUMNS": "100"], 100, true),
            (true, 120, ["COLUMNS": "100"], 120, true), (true, nil, ["COLUMNS": "-3"], 80, true),
            (true, 120, ["NO_COLOR": "1"], 120, false), (true, 120, ["NO_COLOR": ""], 120, true),
            (true, 120, ["TERM": "dumb"], 120, false), (false, nil, ["COLUMNS": "300"], 300, false),
            (false, nil, [:], 80, false), (false, nil, ["COLUMNS": "0"], 80, false),
            (false, nil, ["COLUMNS": "wide"], 80, false),
        ] as [(Bool, Int?, [String: String], Int, Bool)])
    func widthAndColour(isTerminal: Bool, columns: Int?, environment: [String: String], width: Int, colour: Bool) {
        let terminal = Terminal(isTerminal: isTerminal, columns: columns, environment: environment)
        #expect(terminal.width == width)
        #expect(terminal.usesColour == colour)
    }

    @Test func aClosedDescriptorIsNoTerminal() {
        #expect(
            Terminal(descriptor: -1, environment: [:]) == Terminal(isTerminal: false, columns: nil, environment: [:]))
    }
}
