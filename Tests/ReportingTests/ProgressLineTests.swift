import Synchronization
import TerminalTables
import Testing

@testable import Reporting

struct ProgressLineTests {
    /// A clock that the test moves, and what was written.
    private final class Desk: Sendable {
        let time = Mutex(100.0)
        let written = Mutex<[String]>([])

        func line(_ language: Language = .english, width: Int = 80) -> ProgressLine {
            ProgressLine(
                language: language, width: width, now: { self.time.withLock { $0 } },
                write: { text in self.written.withLock { $0.append(text) } })
        }

        func pass(_ seconds: Double) { time.withLock { $0 += seconds } }

        var texts: [String] { written.withLock { $0 } }
    }

    @Test func nothingIsShownInTheFirstSecond() {
        let desk = Desk()
        let line = desk.line()
        desk.pass(0.99)
        line.update(bytesDone: 1, bytesTotal: 2, events: 1)
        line.finish()
        #expect(desk.texts.isEmpty)
    }

    @Test func itSaysHowFarTheRunIs() {
        let desk = Desk()
        let line = desk.line()
        desk.pass(4)
        line.update(bytesDone: 450, bytesTotal: 1_000, events: 12_300_000)
        #expect(desk.texts == ["\r\u{1B}[Kevents 12.3\u{A0}M, 45%, 3.1\u{A0}M/s, 5\u{A0}s left"])
        line.finish()
        line.finish()
        line.update(bytesDone: 500, bytesTotal: 1_000, events: 13_000_000)
        #expect(desk.texts.count == 2)
        #expect(desk.texts.last == "\r\u{1B}[K")
    }

    @Test func itIsRewrittenAtMostTenTimesASecond() {
        let desk = Desk()
        let line = desk.line(.finnish)
        desk.pass(1)
        for _ in 0..<1_000 {
            line.update(bytesDone: 10, bytesTotal: nil, events: 5_000)
            desk.pass(0.001)
        }
        #expect((9...10).contains(desk.texts.count))
        #expect(desk.texts.first == "\r\u{1B}[Ktapahtumia 5,0\u{A0}k, 5,0\u{A0}k/s")
    }

    @Test func itFitsTheTerminalAndBearsOddNumbers() {
        let desk = Desk()
        let line = desk.line(.swedish, width: 20)
        for (done, total) in [(0, 0), (5, 0), (0, 5), (10, 5), (-1, -1), (5, 5)] {
            desk.pass(2)
            line.update(bytesDone: done, bytesTotal: total, events: 0)
        }
        #expect(desk.texts.count == 6)
        for text in desk.texts { #expect(DisplayWidth.of(String(text.dropFirst(4))) < 20) }
    }
}
