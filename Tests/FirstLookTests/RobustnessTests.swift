import FirstLook
import Testing

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
            "|",
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
}
