import FirstLook
import Testing
import TuntumaTesting

@Suite struct RobustnessTests {
    /// Whatever a file holds, a first look ends with a block or with an error.
    @Test(arguments: 0..<200)
    func anyTextGivesABlockOrAnError(seed: UInt64) throws {
        var state = seed
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let pieces = [
            ";", ";", "\n", "\n", "\"", ",", "nps", "id", "9", "11", "99999999999999999999", "-", "1.2.2026",
            "2026-13-01",
            "4,5", "12:00 PM", "kommentti", "a b c", "\\", "]]", "=1+1", "\u{e4}", "\u{feff}", "N/A", " ", "0", "\t",
            "|", "1-Mar-2026", "20260301", "10 - x", "0 - eos", "9/10", "Keskiarvo", "\nn;", "su 1.3.2026",
            "Arvosana (1-5)",
            "2026/03/01 9:05:00 AM GMT+2", "-10", "(1 - 10)", "1 (a)",
        ]
        let text = (0..<random(80)).map { _ in pieces[random(pieces.count)] }.joined()
        do {
            let blocks = try look(at: text).workspaceBlocks(zone: "Europe/Helsinki")
            guard seed % 10 == 0 else { return }
            #expect(try luaComplaint(about: blocks) == nil)
        } catch let error as FirstLookError {
            #expect(!error.problem.isEmpty)
        }
    }

    /// And whatever is like a date is one or is none.
    @Test func anyPiecesOfADateEndWell() throws {
        var random = SplitMix64(seed: 77)
        let pieces = [
            "1", "12", "31", "2026", "26", "20260301", ".", "-", "/", ":", " ", "T", ", ", " klo ", "Mar", "maalis",
            "kuuta", "AM",
            "ip.", "GMT", "UTC", "+2", "+02:00", "Z", "su", "09", "05", "123", "\u{202F}", "ä", "\u{301}",
        ]
        for _ in 0..<300 {
            let rows = (0..<20).map { row in
                let count = Int.random(in: 1...9, using: &random)
                return "\(row);\"" + (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
                    + "\"\n"
            }
            let look = try look(at: "id;pvm\n" + rows.joined())
            #expect(look.columns.count == 2)
        }
    }
}
